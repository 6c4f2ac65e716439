import type { Readable } from 'node:stream'
import { FileError } from './errors.ts'

/** A kept file: the SHA-256 of its content (64 hex digits), by which it is found, and its length in bytes. */
export type Stored = { hash: string; size: number }

/** Whole bytes, or pieces of them as they arrive (a Node or web stream is one). */
export type Content = Uint8Array | AsyncIterable<Uint8Array>

/** Part of a file in bytes from `start` to `end`, both included; without `end`, to the last byte. */
export type ByteRange = { start: number; end?: number | undefined }

/** Content that has arrived in full but is not kept yet. */
export type Staged = Stored & { path: string }

export type PutOptions = {
  /** Refuse (`too_large`) as soon as more bytes than this arrive. */
  maxBytes?: number
  /** Looks at the content before it is kept; what it throws refuses the file and nothing stays behind. */
  check?: (staged: Staged) => Promise<void>
}

/** A part of a file being read: `start` to `end` included, out of `size` bytes in all. */
export type Opened = { stream: Readable; size: number; start: number; end: number }

/**
 * Keeps files by content: the same bytes are kept once, and a kept file never changes.
 * Two records may share a file, so delete one only when no record names its hash any more.
 */
export type FileStore = {
  /** @throws FileError disk_full, too_large, empty, or what `check` throws */
  put: (content: Content, options?: PutOptions) => Promise<Stored>
  /** @throws FileError missing, bad_hash, bad_range */
  get: (hash: string, range?: ByteRange) => Promise<Opened>
  exists: (hash: string) => Promise<boolean>
  /** Its length in bytes. @throws FileError missing, bad_hash */
  size: (hash: string) => Promise<number>
  /**
   * Keeps a file that lies complete, and flushed, on the local disk. It stays there as well: whoever brought it takes it away
   * once a record names what is kept, and writes nothing more to it.
   */
  take: (staged: Staged) => Promise<Stored>
  /** Lends a kept file as one on the local disk, to read only, while `work` runs. @throws FileError missing, bad_hash */
  withFile: <T>(hash: string, work: (path: string) => Promise<T>) => Promise<T>
  /**
   * Answers also when the file is not there. With `unlessSince`, a file that was put again since then stays: whoever
   * put it may be about to name it in a record.
   */
  delete: (hash: string, options?: { unlessSince?: Date }) => Promise<void>
  /** Every kept file, in no promised order. */
  list: () => AsyncIterable<Stored>
}

const shape = /^[0-9a-f]{64}$/

/** Where a file lies, spread over 256 folders. Refuses everything but a hash, so no name can lead outside. */
export function keyOf(hash: string): string {
  if (!shape.test(hash)) throw new FileError('bad_hash')
  return `${hash.slice(0, 2)}/${hash}`
}

export function isHash(text: string): boolean {
  return shape.test(text)
}

/** The bounds of the asked part. @throws FileError bad_range */
export function boundsOf(size: number, range: ByteRange | undefined): { start: number; end: number } {
  const start = range?.start ?? 0
  const end = Math.min(range?.end ?? size - 1, size - 1)
  if (!Number.isSafeInteger(start) || start < 0 || start > end) throw new FileError('bad_range')
  return { start, end }
}
