import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../errors.ts'
import { FileError } from './errors.ts'
import { openNew, sweepStaged, withStaged } from './stage.ts'
import { isHash, keyOf, type ByteRange, type FileStore, type Opened, type Staged } from './store.ts'

export type S3Settings = {
  bucket: string
  /** Address of an S3-compatible service; without it, Amazon's own for the region. */
  endpoint: string | undefined
  region: string
  accessKeyId: string
  secretAccessKey: string
}

/** Larger files go in parts of this size, several at once; a part that breaks off is sent again, not the whole. */
const partBytes = 16 * 1024 * 1024
/** What came to the bucket within it is not written again when the same bytes come. */
const freshMs = 3600_000

/**
 * Files in an S3-compatible bucket. Content is staged on the local disk first, because its hash is its key.
 * The client library is loaded at the first use, so a process that keeps files on disk never pays for it.
 * Every call throws FileError unavailable when the service does not answer or the library is not installed.
 */
export function createS3Store(settings: S3Settings, staging = join(tmpdir(), 'ngheso-s3')): FileStore {
  let connected: Promise<Bucket> | undefined
  const bucket = () => (connected ??= connect(settings))
  let swept: Promise<void> | undefined
  const keep = async (staged: Staged) => {
    const opened = await bucket()
    const kept = await opened.find(keyOf(staged.hash))
    // What is there is written again once it is old: its age says when it was wanted last.
    const isFresh = kept?.size === staged.size && Date.now() - kept.at.getTime() < freshMs
    if (!isFresh) await opened.write(staged).catch(refuse)
    return { hash: staged.hash, size: staged.size }
  }
  return {
    async put(content, options = {}) {
      await (swept ??= sweepStaged(staging))
      return withStaged(staging, content, { ...options, openFile: openNew }, keep)
    },
    take: keep,
    async withFile(hash, work) {
      const { stream } = await (await bucket()).read(keyOf(hash)).catch(refuse)
      const path = join(staging, `${randomUUID()}.part`)
      try {
        await mkdir(staging, { recursive: true })
        await pipeline(stream, createWriteStream(path, { mode: 0o600 }))
        return await work(path)
      } finally {
        await rm(path, { force: true })
      }
    },
    async get(hash, range) {
      const key = keyOf(hash)
      return (await bucket()).read(key, range).catch(refuse)
    },
    async exists(hash) {
      const key = keyOf(hash)
      return (await (await bucket()).find(key)) !== undefined
    },
    async size(hash) {
      const found = await (await bucket()).find(keyOf(hash))
      if (!found) throw new FileError('missing')
      return found.size
    },
    async delete(hash, { unlessSince } = {}) {
      const key = keyOf(hash)
      const opened = await bucket()
      const kept = unlessSince && (await opened.find(key))
      if (kept && kept.at >= unlessSince) return
      await opened.remove(key).catch(refuse)
    },
    async *list() {
      yield* (await bucket()).list()
    },
  }
}

type Bucket = Awaited<ReturnType<typeof connect>>

async function connect({ bucket: Bucket, endpoint, region, ...credentials }: S3Settings) {
  const [sdk, storage] = await Promise.all([
    import('@aws-sdk/client-s3'),
    import('@aws-sdk/lib-storage'),
  ]).catch((error: unknown) => {
    throw new FileError('unavailable', {}, error)
  })
  const client = new sdk.S3Client({
    region,
    credentials,
    ...(endpoint && { endpoint, forcePathStyle: true }),
    // Checksums beside the content are Amazon's own; other services refuse them or keep them as part of the file.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: 10_000, socketTimeout: 60_000 },
  })
  return {
    /** Its size, and since when it is there. */
    async find(Key: string): Promise<{ size: number; at: Date } | undefined> {
      const found = await client.send(new sdk.HeadObjectCommand({ Bucket, Key })).catch((error: unknown) => {
        if (isAbsent(error)) return undefined
        return refuse(error)
      })
      return found && { size: found.ContentLength ?? 0, at: found.LastModified ?? new Date(0) }
    },
    async write({ hash, path, size }: Staged): Promise<void> {
      const Key = keyOf(hash)
      // Bytes in memory can be sent again when the line breaks, a stream cannot.
      if (size <= partBytes)
        await client.send(new sdk.PutObjectCommand({ Bucket, Key, Body: await readFile(path) }))
      else {
        const params = { Bucket, Key, Body: createReadStream(path) }
        await new storage.Upload({ client, params, partSize: partBytes }).done()
      }
    },
    async read(Key: string, range?: ByteRange): Promise<Opened> {
      const found = await client.send(
        new sdk.GetObjectCommand({ Bucket, Key, ...(range && { Range: headerOf(range) }) }),
      )
      return { stream: found.Body as Readable, ...boundsIn(found) }
    },
    remove: (Key: string) => client.send(new sdk.DeleteObjectCommand({ Bucket, Key })),
    async *list() {
      let page: string | undefined
      do {
        const found = await client
          .send(new sdk.ListObjectsV2Command({ Bucket, ContinuationToken: page }))
          .catch(refuse)
        for (const { Key = '', Size = 0 } of found.Contents ?? []) {
          const name = Key.slice(Key.lastIndexOf('/') + 1)
          if (isHash(name)) yield { hash: name, size: Size }
        }
        page = found.NextContinuationToken
      } while (page)
    },
  }
}

/** @throws FileError bad_range for one that no file has */
function headerOf({ start, end }: ByteRange): string {
  const isRange = Number.isSafeInteger(start) && start >= 0 && (end === undefined || start <= end)
  if (!isRange) throw new FileError('bad_range')
  return `bytes=${start}-${end ?? ''}`
}

/** Which part of how much an answer is. */
function boundsIn(answer: { ContentRange?: string | undefined; ContentLength?: number | undefined }) {
  const part = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(answer.ContentRange ?? '')
  if (part) return { start: Number(part[1]), end: Number(part[2]), size: Number(part[3]) }
  const size = answer.ContentLength ?? 0
  return { start: 0, end: size - 1, size }
}

function refuse(error: unknown): never {
  if (error instanceof AppError) throw error
  if (nameOf(error) === 'InvalidRange') throw new FileError('bad_range')
  throw new FileError(isAbsent(error) ? 'missing' : 'unavailable', {}, error)
}

/** The file is not there; a bucket that is not there has another name. */
const isAbsent = (error: unknown): boolean => ['NoSuchKey', 'NotFound'].includes(nameOf(error))
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '')
