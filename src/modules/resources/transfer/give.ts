import { Readable } from 'node:stream'
import type { App } from '#platform/app.ts'
import { precondition } from '#platform/errors.ts'
import { contentDisposition } from '#platform/files/index.ts'
import { addressOf, guardRate } from '#platform/rate.ts'
import { writeZip, type ZipPart } from '#platform/sheets/index.ts'
import { ensureReleased } from '../files/quarantine.ts'

/** What goes out as one archive can be read back: one is held in memory, and no Buffer is read from a file of 2 GiB. */
export const largestArchive = 2_000_000_000
/** Archives that leave for one place: a class behind one address takes what it needs, nobody keeps the server packing. */
const limit = { most: 300, within: 3600 }

type Packed = { hash: string; size: number | string; mime: string }

export const isTooLarge = (files: readonly Packed[]): boolean =>
  files.reduce((sum, file) => sum + Number(file.size), 0) > largestArchive

/** May these files leave as an archive, now? @throws AppError precondition, too_many */
export async function ensureGivable(app: App, request: Request, files: readonly Packed[]): Promise<void> {
  if (isTooLarge(files)) throw precondition('resources.catalogue.error.too_large_to_pack')
  await ensureReleased(app, ...files.map((file) => file.hash))
  const from = addressOf(request.headers)
  if (from) await guardRate(app, `archive ${from}`, limit)
}

/** Types whose bytes are packed already: deflating a film again costs minutes and wins nothing. */
const dense =
  /^(video|audio\/(?!(x-)?wav)|image\/(?!svg|bmp|tiff)|application\/(.*\+)?(zip|gzip)|application\/vnd\.o)/

/** A kept file as a part of an archive; nothing of its size is held in memory. */
export const filePart = (app: Pick<App, 'files'>, path: string, { hash, mime }: Packed): ZipPart => ({
  path,
  content: bytesOf(app, hash),
  isDense: dense.test(mime),
})

async function* bytesOf(app: Pick<App, 'files'>, hash: string): AsyncGenerator<Uint8Array> {
  const { stream } = await app.files.get(hash)
  yield* stream as AsyncIterable<Uint8Array>
}

/** An archive as it is written. */
export const archiveResponse = (title: string, parts: readonly ZipPart[]): Response =>
  new Response(Readable.toWeb(Readable.from(writeZip(parts))) as ReadableStream<Uint8Array>, {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Disposition': contentDisposition(`${title}.zip`),
      'Cache-Control': 'private, no-store',
    },
  })
