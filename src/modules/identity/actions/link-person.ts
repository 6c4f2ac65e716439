import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { notFound } from '#platform/errors.ts'

type Held = { id: string; person_id: string | null }

/** Says which person's record an account's owner is, so that they reach what is their own, and no other record. */
export const linkPerson = defineAction({
  name: 'identity.link-person',
  permission: 'identity.system',
  input: z.object({ email: z.email().toLowerCase(), person: z.uuid() }),
  async find(db, { email }) {
    const found = await sql<Held>`select id, person_id from identity.account where email = ${email}`.execute(
      db,
    )
    return found.rows[0] ?? refuse()
  },
  about: () => ({ province: true }),
  async run(tx, { input, target }) {
    await sql`update identity.account set person_id = ${input.person} where id = ${target.id}`.execute(tx)
    // A right over one's own record is over the record of the person one is.
    await sql`update identity.grant set area_id = ${input.person}, version = version + 1
      where account_id = ${target.id} and area_kind = 'self' and revoked_at is null`.execute(tx)
    const before = { person_id: target.person_id }
    return {
      result: target.id,
      changes: [{ subject: 'identity.account', id: target.id, before, after: { person_id: input.person } }],
    }
  },
})

function refuse(): never {
  throw notFound()
}
