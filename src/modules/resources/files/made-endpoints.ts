import type { App } from '#platform/app.ts'
import { systemActor } from '#platform/access.ts'
import { notFound } from '#platform/errors.ts'
import { answerFile } from '#platform/files/index.ts'
import { defineEndpoint } from '#platform/pages/endpoint.ts'
import { getServable } from '../catalogue/endpoints.ts'
import type { VersionFile } from '../resource.ts'
import { ensureReleased } from './quarantine.ts'
import { findState } from './store/state.ts'

const keeper = systemActor('serve files')

/** A small picture of a file. Who may not have the file may not have the picture. @throws AppError not_found */
export async function serveThumbnail(app: App, file: VersionFile, request: Request): Promise<Response> {
  await ensureReleased(app, file.hash)
  const state = await app.database.read(keeper, (db) => findState(db, file.hash))
  if (!state?.thumbnail) throw notFound()
  return answerFile(app.files, { hash: state.thumbnail }, request, {
    'Content-Type': 'image/webp',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, max-age=3600',
  })
}

/** A PDF, or the one made of an office document, for a frame in our own pages. @throws AppError not_found */
export async function servePages(app: App, file: VersionFile, request: Request): Promise<Response> {
  await ensureReleased(app, file.hash)
  const state = await app.database.read(keeper, (db) => findState(db, file.hash))
  const hash = file.kind === 'pdf' ? file.hash : state?.preview
  if (!hash) throw notFound()
  return answerFile(app.files, { hash }, request, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': 'inline',
    'Cache-Control': 'private, no-store',
    ...framed,
  })
}

/** Only our own pages may frame it; the browser's viewer does not start under a stricter policy. */
const framed = {
  'Content-Security-Policy': "frame-ancestors 'self'",
  'X-Frame-Options': 'SAMEORIGIN',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
}

export const thumbnailEndpoint = defineEndpoint({
  method: 'GET',
  path: '/hoc-lieu/tep/:id/anh-nho',
  permission: 'public',
  handle: async (context) =>
    serveThumbnail(context.app, (await getServable(context, context.params.id)).file, context.request),
})

export const pagesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/hoc-lieu/tep/:id/trang',
  permission: 'public',
  ownPolicy: true,
  handle: async (context) =>
    servePages(context.app, (await getServable(context, context.params.id)).file, context.request),
})
