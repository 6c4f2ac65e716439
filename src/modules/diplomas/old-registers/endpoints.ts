import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import { may } from '#platform/access.ts'
import { notFound } from '#platform/errors.ts'
import { servingHeaders } from '#platform/files/index.ts'
import { defineEndpoint } from '#platform/pages/endpoint.ts'
import { getPage } from './store/page.ts'

/** The scan of a page, its seal opened; for who keys registers of the school. */
export const pageScan = defineEndpoint({
  method: 'GET',
  path: '/so-cu/trang/:id/anh',
  permission: 'diplomas.register',
  async handle({ app, actor, params, read }) {
    const id = z.uuid().safeParse(params.id)
    if (!id.success) throw notFound()
    const page = await read((db) => getPage(db, id.data))
    if (!may(actor, 'diplomas.register', { institution: page.institution_id })) throw notFound()
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
