import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import { may } from '#platform/access.ts'
import { notFound } from '#platform/errors.ts'
import { contentDisposition } from '#platform/files/index.ts'
import { defineEndpoint } from '#platform/pages/endpoint.ts'
import { getOwnDiploma } from './store/diploma.ts'

/** A file of one's own diploma, as it was made and signed. */
const ownFile = (kind: 'pdf' | 'json') =>
  defineEndpoint({
    method: 'GET',
    path: `/van-bang-cua-toi/:id/van-bang.${kind}`,
    permission: 'diplomas.own',
    async handle({ app, actor, params, read }) {
      const id = z.uuid().safeParse(params.id)
      if (!id.success) throw notFound()
      const person = actor.kind === 'account' ? actor.personId : undefined
      const diploma = await read((db) => getOwnDiploma(db, person, id.data))
      const hash = kind === 'pdf' ? diploma.pdf_file : diploma.credential_file
      if (!hash || !may(actor, 'diplomas.own', { person })) throw notFound()
      const bytes = app.keys.openBytes(await buffer((await app.files.get(hash)).stream))
      return new Response(bytes as Uint8Array<ArrayBuffer>, {
        headers: {
          'content-type': kind === 'pdf' ? 'application/pdf' : 'application/vc',
          'content-disposition': contentDisposition(`van-bang-${diploma.serial ?? ''}.${kind}`),
          'cache-control': 'private, no-store',
        },
      })
    },
  })

export const ownEndpoints = [ownFile('pdf'), ownFile('json')]
