import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { may } from '#platform/access.ts'
import { today } from '#platform/clock.ts'
import { notFound } from '#platform/errors.ts'
import { contentDisposition } from '#platform/files/index.ts'
import { defineEndpoint } from '#platform/pages/endpoint.ts'
import { minutesPdf } from './documents/minutes.ts'
import { listSerialsOf } from './store/blank.ts'
import { getMovement } from './store/movement.ts'

/** The minutes of a movement: handed over, received, spoiled, destroyed. */
export const minutesFile = defineEndpoint({
  method: 'GET',
  path: '/phoi/phieu/:id/bien-ban.pdf',
  permission: 'diplomas.read',
  async handle({ app, actor, params, read }) {
    const id = z.uuid().safeParse(params.id)
    if (!id.success) throw notFound()
    const { movement, serials, names } = await read(async (db) => {
      const movement = await getMovement(db, id.data)
      const ids = [movement.institution_id, ...(movement.other_id ? [movement.other_id] : [])]
      return {
        movement,
        serials: await listSerialsOf(db, movement.id, movement.act),
        names: await institutionNames(db, ids, today(app.clock)),
      }
    })
    if (!may(actor, 'diplomas.read', { institution: movement.institution_id })) throw notFound()
    const bytes = await minutesPdf({ movement, serials, names, t: app.catalog('vi') })
    return new Response(bytes as Uint8Array<ArrayBuffer>, {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': contentDisposition(`bien-ban-phoi-${movement.on_date}.pdf`, 'inline'),
        'cache-control': 'private, no-store',
      },
    })
  },
})
