import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rm, stat, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { asFileError } from '#platform/files/index.ts'

/** Bytes written at once: each write is a wait. */
const pieceBytes = 1024 * 1024
/** Digests under way that are kept; one that was let go is made again from the file. */
const mostDigests = 1000

/**
 * The bytes of unfinished uploads, each a file under its id in one folder. How many there are is what the file says, so
 * nothing is lost with the process; the digest is made while they come, so that a finished file is not read again.
 */
export function uploadParts(folder: string) {
  const digests = new Map<string, { hash: Hash; at: number }>()
  const placeOf = (id: string) => join(folder, id)

  /** Bytes that are there. */
  async function sizeOf(id: string): Promise<number> {
    const found = await stat(placeOf(id)).catch(() => undefined)
    return found?.size ?? 0
  }

  /** Writes pieces behind `offset` and answers where they end; what came before the line broke stays. */
  async function write(id: string, pieces: AsyncIterable<Uint8Array>, offset: number): Promise<number> {
    await mkdir(folder, { recursive: true })
    const file = await open(placeOf(id), 'a', 0o600)
    const digest = offset === 0 ? { hash: createHash('sha256'), at: 0 } : digests.get(id)
    const isDigested = digest?.at === offset
    if (digest && isDigested) keepDigest(id, digest)
    let at = offset
    try {
      for await (const { list, size } of gathered(pieces)) {
        await writeAll(file, list, size)
        for (const piece of list) if (digest && isDigested) digest.hash.update(piece)
        if (digest && isDigested) digest.at += size
        at += size
      }
      await file.sync()
    } catch (error) {
      // Part of a piece may have been written without being digested.
      if ((await file.stat()).size !== at) digests.delete(id)
      throw asFileError(error)
    } finally {
      await file.close()
    }
    return at
  }

  function keepDigest(id: string, digest: { hash: Hash; at: number }): void {
    digests.delete(id)
    digests.set(id, digest)
    if (digests.size > mostDigests) digests.delete(digests.keys().next().value!)
  }

  /** SHA-256 of a finished upload. */
  async function digestOf(id: string, size: number): Promise<string> {
    const made = digests.get(id)
    digests.delete(id)
    if (made?.at === size) return made.hash.digest('hex')
    const hash = createHash('sha256')
    for await (const piece of createReadStream(placeOf(id), { highWaterMark: pieceBytes }))
      hash.update(piece as Buffer)
    return hash.digest('hex')
  }

  async function remove(id: string): Promise<void> {
    digests.delete(id)
    await rm(placeOf(id), { force: true })
  }

  /** Every upload that has bytes, and when it got the last of them. */
  async function list(): Promise<{ id: string; at: Date }[]> {
    const found: { id: string; at: Date }[] = []
    for (const id of await readdir(folder).catch(() => [])) {
      const one = await stat(placeOf(id)).catch(() => undefined)
      if (one) found.push({ id, at: one.mtime })
    }
    return found
  }

  return { placeOf, sizeOf, write, digestOf, remove, list }
}

export type UploadParts = ReturnType<typeof uploadParts>

type Gathered = { list: Uint8Array[]; size: number }

/** Small pieces put together to larger ones; what has come when the line breaks is given before the error. */
async function* gathered(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Gathered> {
  let held: Gathered = { list: [], size: 0 }
  let failure: { error: unknown } | undefined
  try {
    for await (const piece of pieces) {
      held.list.push(piece)
      held.size += piece.byteLength
      if (held.size < pieceBytes) continue
      yield held
      held = { list: [], size: 0 }
    }
  } catch (error) {
    failure = { error }
  }
  if (held.size > 0) yield held
  if (failure) throw failure.error
}

/** A disk that is nearly full may take part of it without an error. */
async function writeAll(file: FileHandle, list: Uint8Array[], size: number): Promise<void> {
  const { bytesWritten } = await file.writev(list)
  if (bytesWritten === size) return
  const left = Buffer.concat(list).subarray(bytesWritten)
  for (let done = 0; done < left.byteLength;) done += (await file.write(left, done)).bytesWritten
}
