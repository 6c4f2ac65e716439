import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import { may, systemActor } from '#platform/access.ts'
import { today } from '#platform/clock.ts'
import { notFound, precondition } from '#platform/errors.ts'
import { contentDisposition } from '#platform/files/index.ts'
import { defineEndpoint } from '#platform/pages/endpoint.ts'
import { shareAddress } from '../credentials/addresses.ts'
import { credentialKeyOf } from '../credentials/keys.ts'
import { presentShare } from '../credentials/presentation.ts'
import { shareState } from './share.ts'
import { getOwnDiploma } from './store/diploma.ts'
import { getShare } from './store/share.ts'

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

/** What a link shows as a file the school signs: to send along instead of the link, and to check without opening it. */
const shareFile = defineEndpoint({
  method: 'GET',
  path: '/van-bang-cua-toi/:id/chia-se/:share/van-bang.sd-jwt',
  permission: 'diplomas.own',
  async handle({ app, actor, params, read }) {
    const ids = z.tuple([z.uuid(), z.uuid()]).safeParse([params.id, params.share])
    if (!ids.success) throw notFound()
    const person = actor.kind === 'account' ? actor.personId : undefined
    const { diploma, share } = await read(async (db) => ({
      diploma: await getOwnDiploma(db, person, ids.data[0]),
      share: await getShare(db, ids.data[1]),
    }))
    if (share.diploma_id !== diploma.id || !may(actor, 'diplomas.own', { person })) throw notFound()
    // The school signs of what it issued as a file; of a paper or an old register it made none.
    if (!diploma.credential_file) throw notFound()
    const day = today(app.clock)
    if (shareState(share, day) !== 'open') throw precondition('diplomas.own.error.closed')
    const key = await app.database.read(systemActor('share'), (db) =>
      credentialKeyOf(app, db, diploma.institution_id, day),
    )
    const address = shareAddress(app.publicUrl(), app.keys.open(share.token_sealed))
    return new Response(await presentShare(app, diploma, key, { ...share, address }), {
      headers: {
        'content-type': 'application/dc+sd-jwt',
        'content-disposition': contentDisposition('van-bang.sd-jwt'),
        'cache-control': 'private, no-store',
      },
    })
  },
})

export const ownEndpoints = [ownFile('pdf'), ownFile('json'), shareFile]
