/** What is asked of the reader of contents, which runs beside the pages. `path` is on the local disk. */
export type Question =
  | { what: 'pdf'; path: string }
  | { what: 'office'; path: string; kind: string }
  | { what: 'picture'; path: string }
  | { what: 'recording'; path: string }
  | { what: 'captions'; path: string }
  | { what: 'text'; path: string; isMarkup: boolean }

/** What it read. Bytes are pictures (WebP). */
export type Found = {
  title?: string | undefined
  text?: string | undefined
  pages?: number | undefined
  seconds?: number | undefined
  width?: number | undefined
  height?: number | undefined
  codec?: string | undefined
  picture?: Uint8Array | undefined
  fault?: { key: string; params?: Record<string, string | number> } | undefined
}

/** Most characters of a file that are kept to search in. */
export const mostText = 1_000_000
