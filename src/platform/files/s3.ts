import { createReadStream } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { AppError } from '../errors.ts'
import { FileError } from './errors.ts'
import { openNew, sweepStaged, withStaged } from './stage.ts'
import { boundsOf, isHash, keyOf, type FileStore } from './store.ts'

export type S3Settings = {
  bucket: string
  /** Address of an S3-compatible service; without it, Amazon's own for the region. */
  endpoint: string | undefined
  region: string
  accessKeyId: string
  secretAccessKey: string
}

/**
 * Files in an S3-compatible bucket. Content is staged on the local disk first, because its hash is its key.
 * The client libraries are loaded at the first use, so a process that keeps files on disk never pays for them.
 * Every call throws FileError unavailable when the service does not answer or the libraries are not installed.
 */
export function createS3Store(settings: S3Settings, staging = join(tmpdir(), 'ngheso-s3')): FileStore {
  let connected: ReturnType<typeof connect> | undefined
  const bucket = () => (connected ??= connect(settings))
  let swept: Promise<void> | undefined
  return {
    async put(content, options = {}) {
      await (swept ??= sweepStaged(staging))
      return withStaged(staging, content, { ...options, openFile: openNew }, async ({ path, hash, size }) => {
        const driver = await bucket()
        const kept = await driver.exists(keyOf(hash)).catch(refuse)
        if (!kept) {
          await driver.putStream(keyOf(hash), createReadStream(path), { contentLength: size }).catch(refuse)
        }
        return { hash, size }
      })
    },
    async get(hash, range) {
      const key = keyOf(hash)
      const driver = await bucket()
      const { contentLength: size } = await driver.getMetaData(key).catch(refuse)
      const { start, end } = boundsOf(size, range)
      const whole = start === 0 && end === size - 1
      const stream = await (whole ? driver.getStream(key) : readPart(driver, key, `${start}-${end}`)).catch(
        refuse,
      )
      return { stream, size, start, end }
    },
    async exists(hash) {
      const key = keyOf(hash)
      return (await bucket()).exists(key).catch(refuse)
    },
    async delete(hash) {
      const key = keyOf(hash)
      await (await bucket()).delete(key).catch(refuse)
    },
    async *list() {
      yield* listKept(await bucket())
    },
  }
}

async function* listKept(driver: Awaited<ReturnType<typeof connect>>) {
  let page: string | undefined
  do {
    const options = { recursive: true, ...(page && { paginationToken: page }) }
    const found = await driver.listAll('/', options).catch(refuse)
    for (const entry of found.objects) {
      if (!entry.isFile || !isHash(entry.name)) continue
      // The driver's listing leaves out sizes.
      const { contentLength } = await driver.getMetaData(entry.key).catch(refuse)
      yield { hash: entry.name, size: contentLength }
    }
    page = found.paginationToken
  } while (page)
}

async function connect(settings: S3Settings) {
  const { S3Driver } = await import('flydrive/drivers/s3').catch((error: unknown) => {
    throw new FileError('unavailable', {}, error)
  })
  return new S3Driver({
    region: settings.region,
    ...(settings.endpoint && { endpoint: settings.endpoint, forcePathStyle: true }),
    credentials: { accessKeyId: settings.accessKeyId, secretAccessKey: settings.secretAccessKey },
    bucket: settings.bucket,
    visibility: 'private',
    supportsACL: false,
  })
}

/** The driver reads only whole files; a part is asked for at an address it signs. */
async function readPart(
  driver: { getSignedUrl: (key: string) => Promise<string> },
  key: string,
  part: string,
) {
  const answer = await fetch(await driver.getSignedUrl(key), { headers: { range: `bytes=${part}` } })
  if (answer.status !== 206 || !answer.body) {
    await answer.body?.cancel()
    throw new FileError(answer.status === 404 ? 'missing' : 'unavailable', {}, `status ${answer.status}`)
  }
  return Readable.from(answer.body)
}

function refuse(error: unknown): never {
  if (error instanceof AppError) throw error
  throw new FileError(isAbsent(error) ? 'missing' : 'unavailable', {}, error)
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && ['NoSuchKey', 'NotFound'].includes(error.name)
}
