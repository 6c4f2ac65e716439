import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rm, stat, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { asFileError, FileError } from './errors.ts'
import type { Content, PutOptions, Staged } from './store.ts'

/** Opens a new file for writing; a test passes one whose disk is full. */
export type OpenNew = (path: string) => Promise<Pick<FileHandle, 'write' | 'sync' | 'close'>>

export const openNew: OpenNew = (path) => open(path, 'wx', 0o600)

const abandonedAfterMs = 24 * 3600 * 1000

/**
 * Writes content to a temporary file, on the disk before it answers, and hands it to `keep`.
 * Whatever happens, the temporary file is gone afterwards (unless `keep` moved it away).
 */
export async function withStaged<T>(
  folder: string,
  content: Content,
  options: PutOptions & { openFile: OpenNew },
  keep: (staged: Staged) => Promise<T>,
): Promise<T> {
  const path = join(folder, `${randomUUID()}.part`)
  try {
    await mkdir(folder, { recursive: true })
    const staged = await write(path, content, options)
    await options.check?.(staged)
    return await keep(staged)
  } catch (error) {
    throw asFileError(error)
  } finally {
    await rm(path, { force: true })
  }
}

/** Removes what a killed process left half written. */
export async function sweepStaged(folder: string, now = Date.now()): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names.filter((entry) => entry.endsWith('.part'))) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => undefined)
    if (found && now - found.mtimeMs > abandonedAfterMs) await rm(path, { force: true })
  }
}

async function write(
  path: string,
  content: Content,
  options: PutOptions & { openFile: OpenNew },
): Promise<Staged> {
  const limit = options.maxBytes ?? Number.POSITIVE_INFINITY
  const hash = createHash('sha256')
  const file = await options.openFile(path)
  let size = 0
  try {
    for await (const piece of content instanceof Uint8Array ? [content] : content) {
      size += piece.byteLength
      if (size > limit) throw new FileError('too_large', { limit })
      hash.update(piece)
      await writeAll(file, piece)
    }
    if (size === 0) throw new FileError('empty')
    await file.sync()
  } finally {
    await file.close()
  }
  return { path, hash: hash.digest('hex'), size }
}

/** A disk that is nearly full may take part of a piece without an error. */
async function writeAll(file: Pick<FileHandle, 'write'>, piece: Uint8Array): Promise<void> {
  let done = 0
  while (done < piece.byteLength) {
    const { bytesWritten } = await file.write(piece, done, piece.byteLength - done)
    done += bytesWritten
  }
}
