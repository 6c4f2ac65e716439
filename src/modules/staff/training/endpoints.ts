import { Readable } from 'node:stream'
import { institutionNames } from '#modules/institutions/index.ts'
import { findGrant, may, type Actor } from '#platform/access.ts'
import { recordLook } from '#platform/audit/looks.ts'
import { today } from '#platform/clock.ts'
import { notFound } from '#platform/errors.ts'
import { contentDisposition, servingHeaders } from '#platform/files/index.ts'
import { defineEndpoint, idOf, type EndpointContext } from '#platform/pages/endpoint.ts'
import { certificatePdf } from './certificate.ts'
import { findIssued, findOutside } from './store/records.ts'

type Held = { person_id: string; institution_id: string }

/** The holder, or whoever holds one of the rights where the holder is. Everybody else reads "not found". */
function mayOpen(actor: Actor, held: Held, permissions: readonly string[]): boolean {
  if (actor.kind === 'account' && actor.personId === held.person_id) return true
  return permissions.some((permission) => may(actor, permission, { institution: held.institution_id }))
}

async function look(
  { app, actor, url }: EndpointContext,
  held: Held,
  permissions: readonly string[],
): Promise<void> {
  const grantId = permissions
    .map((permission) => findGrant(actor, permission, { institution: held.institution_id })?.id)
    .find(Boolean)
  await recordLook(app.database, actor, url.pathname, {
    subject: 'people.person',
    ids: [held.person_id],
    grantId,
  })
}

const proofRights = ['staff.verify-certificates']

/** The scan of an outside certificate, shown in the browser. */
export const proofFile = defineEndpoint({
  method: 'GET',
  path: '/boi-duong/minh-chung/:id/tep',
  permission: 'signed-in',
  async handle(context) {
    const id = idOf(context.params.id)
    const one = await context.read((db) => findOutside(db, id))
    if (!one?.file_hash || !one.file_kind || !one.file_name || !mayOpen(context.actor, one, proofRights))
      throw notFound()
    await look(context, one, proofRights)
    const { stream } = await context.app.files.get(one.file_hash)
    const headers = servingHeaders({ kind: one.file_kind, name: one.file_name }, 'inline')
    return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
      headers: { ...headers, 'Accept-Ranges': 'none', 'Cache-Control': 'private, no-store' },
    })
  },
})

const certificateRights = ['staff.read', 'staff.give-courses']

/** A certificate of ours as PDF. */
export const certificateFile = defineEndpoint({
  method: 'GET',
  path: '/boi-duong/chung-chi/:id',
  permission: 'signed-in',
  async handle(context) {
    const id = idOf(context.params.id)
    const day = today(context.app.clock)
    const found = await context.read(async (db) => {
      const one = await findIssued(db, id)
      return one && { one, names: await institutionNames(db, one.giver_id ? [one.giver_id] : [], day) }
    })
    const given = found?.one.giver_id
    const mayGive = given && may(context.actor, 'staff.give-courses', { institution: given })
    if (!found || !(mayGive || mayOpen(context.actor, found.one, certificateRights))) throw notFound()
    await look(context, found.one, certificateRights)
    const { one, names } = found
    const t = context.app.catalog('vi')
    const pdf = await certificatePdf(one, (one.giver_id && names.get(one.giver_id)) || one.provider, t)
    return new Response(pdf as Uint8Array<ArrayBuffer>, {
      headers: {
        'Content-Type': 'application/pdf',
        'Content-Disposition': contentDisposition(`${one.serial}.pdf`, 'inline'),
        'Cache-Control': 'private, no-store',
      },
    })
  },
})
