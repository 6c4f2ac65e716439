import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import type { Change } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import { precondition } from '#platform/errors.ts'
import { enqueue } from '#platform/jobs/queue.ts'
import { tidyName } from '#platform/text/index.ts'
import { mayManage, placeOfWish } from '../grant.ts'
import { invitationLetter } from '../jobs.ts'
import { mayBeManaged } from '../managed.ts'
import { requireFree } from '../named-person.ts'
import { findAccountId, insertAccount, listHeld } from '../store/account.ts'
import { addGrant, GrantFields, readWish } from './give-grant.ts'
import { findManaged, placeOfManaged } from './managed-account.ts'

/**
 * Invites a person by mail and gives the first role. An address that already has an account gets the role alone:
 * a person has one account, whichever schools they work for.
 */
export const inviteAccount = defineAction({
  name: 'identity.invite-account',
  permission: 'identity.manage-accounts',
  input: GrantFields.extend({
    name: z.string('identity.error.name_missing').min(2).max(120).transform(tidyName),
    email: z.email('identity.error.email_form').max(254).toLowerCase(),
    lang: z.enum(['vi', 'en']).default('vi'),
    person: z.uuid().optional(),
  }),
  find: async (_db, input, { app }) => readWish(input, app.config.provinceCode),
  about: (wish) => placeOfWish(wish),
  async run(tx, { input, target, actor, app, today, lang }) {
    const known = await findAccountId(tx, input.email)
    const id = known ?? randomUUID()
    if (input.person) await requireFree(tx, app, actor, input.person, id)
    if (input.person && target.area.kind === 'self' && target.area.id !== input.person)
      throw precondition('identity.error.other_person')
    const changes: Change[] = []
    if (!known) {
      const account = {
        id,
        name: input.name,
        email: input.email,
        lang: input.lang,
        person_id: input.person ?? null,
      }
      await insertAccount(tx, account)
      changes.push({
        subject: 'identity.account',
        id,
        institution: target.institution,
        before: null,
        after: { ...account, state: 'invited' },
      })
    }
    if (known && input.person && mayManage(actor, await listHeld(tx, known, today)))
      changes.push(...(await linkWhereNone(tx, known, input.person)))
    changes.push(await addGrant(tx, id, target, input, { actor, app, today, lang }))
    if (!known) await enqueue(tx, invitationLetter, { account: id })
    return { result: { id, isNew: !known }, changes }
  },
})

/** An account that names nobody yet is tied to the person it is invited for; one that names somebody, or is out of sight, stays. */
async function linkWhereNone(tx: Tx, account: string, person: string): Promise<Change[]> {
  const done = await tx
    .updateTable('identity.account')
    .set({ person_id: person })
    .where('id', '=', account)
    .where('person_id', 'is', null)
    .executeTakeFirst()
  if (done.numUpdatedRows === 0n) return []
  return [
    { subject: 'identity.account', id: account, before: { person_id: null }, after: { person_id: person } },
  ]
}

/** Sends the invitation again; the earlier link stops working. */
export const resendInvitation = defineAction({
  name: 'identity.resend-invitation',
  permission: 'identity.manage-accounts',
  input: z.object({ id: z.uuid() }),
  find: findManaged,
  about: placeOfManaged,
  async run(tx, { target, actor }) {
    mayBeManaged(actor, target)
    if (target.account.state !== 'invited') throw precondition('identity.error.not_invited')
    await enqueue(tx, invitationLetter, { account: target.account.id })
    return {
      result: { id: target.account.id },
      changes: [
        {
          subject: 'identity.invitation',
          id: target.account.id,
          institution: target.institution,
          before: null,
          after: { sent: true },
        },
      ],
    }
  },
})
