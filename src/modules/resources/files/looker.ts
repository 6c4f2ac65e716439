import type { App } from '#platform/app.ts'
import type { VersionFile } from '../resource.ts'

/** A file as a looker meets it. */
export type LookedFile = Pick<VersionFile, 'id' | 'version_id' | 'path' | 'hash' | 'size' | 'mime' | 'kind'>

/** What a looker found. Facts of a description are proposed only where nothing is said yet. */
export type Findings = {
  title?: string | undefined
  pages?: number | undefined
  seconds?: number | undefined
  width?: number | undefined
  height?: number | undefined
  codec?: string | undefined
  /** Words in it, to search in. */
  text?: string | undefined
  /** Hash of a picture of it, kept in `app.files`. */
  thumbnail?: string | undefined
  /** Hash of a PDF that shows it, kept in `app.files`. */
  preview?: string | undefined
  previewFault?: 'no_converter' | 'failed' | 'too_large' | undefined
  /** Something that should be known of it: words and their parameters. The file stays. */
  fault?: Fault | undefined
}

export type Fault = { key: string; params?: Record<string, string | number> }

/** One of those who look at a file that was added, after it was scanned; each in its turn, in a job. */
export type Looker = {
  name: string
  accepts: (file: LookedFile) => boolean
  look: (file: LookedFile, context: LookContext) => Promise<Findings>
}

export type LookContext = {
  app: App
  /** Fires when the process is to end. */
  signal: AbortSignal
  /** The file as one on the local disk, for as long as `work` runs. */
  withFile: <T>(work: (path: string) => Promise<T>) => Promise<T>
}
