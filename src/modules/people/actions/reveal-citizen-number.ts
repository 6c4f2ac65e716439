import { z } from 'zod'
import { defineAction, type RunContext } from '#platform/actions/define.ts'
import { findGrant, type Place } from '#platform/access.ts'
import { insertLook } from '#platform/audit/looks.ts'
import type { Tx } from '#platform/db/database.ts'
import { precondition } from '#platform/errors.ts'
import { keepParked } from '#platform/forms/parked.ts'
import { getPerson } from '../store/person.ts'

/** Where a revealed number waits for the page that shows it. */
export const revealForm = 'so-dinh-danh'

/**
 * Logs the look with its reason, and keeps the number, sealed, for the page at `path`.
 * @returns the token by which the page shows it once
 */
export async function revealNumber(
  tx: Tx,
  { actor, app }: Pick<RunContext<unknown, unknown>, 'actor' | 'app'>,
  shown: { person: string; number: string; permission: string; path: string; reason: string },
  place: Place,
): Promise<string> {
  await insertLook(tx, actor, shown.path, {
    subject: 'people.person',
    ids: [shown.person],
    grantId: findGrant(actor, shown.permission, place)?.id,
    reason: shown.reason,
  })
  const owner = { account: actor.kind === 'account' ? actor.id : '' }
  const kept = { form: revealForm, values: { number: shown.number } }
  return keepParked(tx, app, shown.path, kept, owner)
}

/**
 * Opens a citizen number for somebody who says why. The look is logged with the reason; the number itself waits, sealed,
 * for the page at `path` and is shown there once.
 */
export const revealCitizenNumber = defineAction({
  name: 'people.reveal-citizen-number',
  permission: 'people.reveal-citizen-number',
  input: z.object({
    id: z.uuid(),
    path: z.string().startsWith('/').max(200),
    reason: z.string({ error: 'people.error.reason' }).trim().min(5, 'people.error.reason').max(300),
  }),
  find: (db, input, context) => getPerson(db, input.id, context, 'people.reveal-citizen-number'),
  about: (found) => found.place,
  async run(tx, { input, target, actor, app }) {
    const stored = await tx
      .selectFrom('people.person')
      .select('citizen_number_sealed')
      .where('id', '=', input.id)
      .executeTakeFirstOrThrow()
    if (!stored.citizen_number_sealed) throw precondition('people.error.no_number')
    const shown = {
      person: input.id,
      number: app.keys.open(stored.citizen_number_sealed),
      permission: 'people.reveal-citizen-number',
      ...input,
    }
    const token = await revealNumber(tx, { actor, app }, shown, target.place)
    return {
      result: { id: input.id, path: input.path, token },
      changes: [
        {
          subject: 'people.person',
          id: input.id,
          institution: target.place.institution,
          before: null,
          after: { reason: input.reason },
        },
      ],
    }
  },
})
