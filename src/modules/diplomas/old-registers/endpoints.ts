import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import { findGrant, may } from '#platform/access.ts'
import { recordLook } from '#platform/audit/looks.ts'
import { notFound } from '#platform/errors.ts'
import { servingHeaders } from '#platform/files/index.ts'
import { defineEndpoint } from '#platform/pages/endpoint.ts'
import { getPage, lookAt } from './store/page.ts'

/** The scan of a page, its seal opened; for who keys registers of the school. */
export const pageScan = defineEndpoint({
  method: 'GET',
  path: '/so-cu/trang/:id/anh',
  permission: 'diplomas.register',
  async handle({ app, actor, params, read, request }) {
    const id = z.uuid().safeParse(params.id)
    if (!id.success) throw notFound()
    const { page, look } = await read(async (db) => ({
      page: await getPage(db, id.data),
      look: await lookAt(db, id.data),
    }))
    if (!may(actor, 'diplomas.register', { institution: page.institution_id })) throw notFound()
    const grantId = findGrant(actor, 'diplomas.register', { institution: page.institution_id })?.id
    await recordLook(app.database, actor, new URL(request.url).pathname, { grantId, ...look })
    const bytes = app.keys.openBytes(await buffer((await app.files.get(page.file)).stream))
    return new Response(bytes as Uint8Array<ArrayBuffer>, {
      headers: {
        ...servingHeaders({ kind: page.file_kind, name: `trang-${page.number}` }, 'inline'),
        'Cache-Control': 'private, no-store',
        'Accept-Ranges': 'none',
      },
    })
  },
})
