import { Readable } from 'node:stream'
import type { App } from '#platform/app.ts'
import { systemActor } from '#platform/access.ts'
import { notFound } from '#platform/errors.ts'
import { parseRange } from '#platform/files/index.ts'
import { defineEndpoint } from '#platform/pages/endpoint.ts'
import { getServable } from '../catalogue/endpoints.ts'
import type { VersionFile } from '../resource.ts'
import { ensureReleased } from './quarantine.ts'
import { findState } from './store/state.ts'

const keeper = systemActor('serve files')

/** A small picture of a file. Who may not have the file may not have the picture. @throws AppError not_found */
export async function serveThumbnail(app: App, file: VersionFile): Promise<Response> {
  await ensureReleased(app, file.hash)
  const state = await app.database.read(keeper, (db) => findState(db, file.hash))
  if (!state?.thumbnail) throw notFound()
  const { stream, size } = await app.files.get(state.thumbnail)
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
    headers: {
      'Content-Type': 'image/webp',
      'Content-Length': String(size),
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, max-age=3600',
    },
  })
}

/** A PDF, or the one made of an office document, for a frame in our own pages. @throws AppError not_found */
export async function servePages(app: App, file: VersionFile, request: Request): Promise<Response> {
  await ensureReleased(app, file.hash)
  const state = await app.database.read(keeper, (db) => findState(db, file.hash))
  const hash = file.kind === 'pdf' ? file.hash : state?.preview
  if (!hash) throw notFound()
  const wish = request.headers.get('range') ?? undefined
  const whole = wish ? await sizeOf(app, hash) : 0
  const range = parseRange(wish, whole)
  const { stream, start, end, size } = await app.files.get(hash, range)
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
    status: range ? 206 : 200,
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Length': String(end - start + 1),
      'Content-Disposition': 'inline',
      'Accept-Ranges': 'bytes',
      ...(range && { 'Content-Range': `bytes ${start}-${end}/${size}` }),
      ETag: `"${hash}"`,
      'Cache-Control': 'private, no-store',
      ...framed,
    },
  })
}

/** Only our own pages may frame it; the browser's viewer does not start under a stricter policy. */
const framed = {
  'Content-Security-Policy': "frame-ancestors 'self'",
  'X-Frame-Options': 'SAMEORIGIN',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
}

async function sizeOf(app: App, hash: string): Promise<number> {
  const { stream, size } = await app.files.get(hash, { start: 0, end: 0 })
  stream.destroy()
  return size
}

export const thumbnailEndpoint = defineEndpoint({
  method: 'GET',
  path: '/hoc-lieu/tep/:id/anh-nho',
  permission: 'public',
  handle: async (context) =>
    serveThumbnail(context.app, (await getServable(context, context.params.id)).file),
})

export const pagesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/hoc-lieu/tep/:id/trang',
  permission: 'public',
  ownPolicy: true,
  handle: async (context) =>
    servePages(context.app, (await getServable(context, context.params.id)).file, context.request),
})
