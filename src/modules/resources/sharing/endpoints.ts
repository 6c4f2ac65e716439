import { notFound } from '#platform/errors.ts'
import { defineEndpoint } from '#platform/pages/endpoint.ts'
import { serveFile } from '../catalogue/endpoints.ts'
import { readByLink } from './read.ts'

/** A file of the version a link opens. */
export const sharedFile = defineEndpoint({
  method: 'GET',
  path: '/hoc-lieu/xem/:secret/tep/:id',
  permission: 'public',
  async handle({ app, params, request, url }) {
    const { files } = await readByLink(app, params.secret ?? '', request)
    const file = files.find((one) => one.id === params.id)
    if (!file) throw notFound()
    return serveFile(app, file, { request, isShown: url.searchParams.has('xem'), isPublic: false })
  },
})
