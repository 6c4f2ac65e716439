import { notFound } from '#platform/errors.ts'
import { defineEndpoint, type EndpointContext } from '#platform/pages/endpoint.ts'
import { serveFile } from '../catalogue/endpoints.ts'
import { servePages, serveThumbnail } from '../files/made-endpoints.ts'
import type { VersionFile } from '../resource.ts'
import { readByLink } from './read.ts'

/** @throws AppError not_found */
async function findShared({ app, params, request }: EndpointContext): Promise<VersionFile> {
  const { files } = await readByLink(app, params.secret ?? '', request)
  const file = files.find((one) => one.id === params.id)
  if (!file) throw notFound()
  return file
}

/** A file of the version a link opens. */
export const sharedFile = defineEndpoint({
  method: 'GET',
  path: '/hoc-lieu/xem/:secret/tep/:id',
  permission: 'public',
  handle: async (context) =>
    serveFile(context.app, await findShared(context), {
      request: context.request,
      isShown: context.url.searchParams.has('xem'),
      isPublic: false,
    }),
})

/** Its small picture, and its pages in a frame. */
export const sharedThumbnail = defineEndpoint({
  method: 'GET',
  path: '/hoc-lieu/xem/:secret/tep/:id/anh-nho',
  permission: 'public',
  handle: async (context) => serveThumbnail(context.app, await findShared(context), context.request),
})
export const sharedPages = defineEndpoint({
  method: 'GET',
  path: '/hoc-lieu/xem/:secret/tep/:id/trang',
  permission: 'public',
  ownPolicy: true,
  handle: async (context) => servePages(context.app, await findShared(context), context.request),
})
