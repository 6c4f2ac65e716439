import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { findGrant } from '#platform/access.ts'
import { insertLook } from '#platform/audit/looks.ts'
import { precondition } from '#platform/errors.ts'
import { keepParked } from '#platform/forms/parked.ts'
import { getPerson } from '../store/person.ts'

/** Where a revealed number waits for the page that shows it. */
export const revealForm = 'so-dinh-danh'

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
    const grant = findGrant(actor, 'people.reveal-citizen-number', target.place)
    await insertLook(tx, actor, input.path, {
      subject: 'people.person',
      ids: [input.id],
      grantId: grant?.id,
      reason: input.reason,
    })
    const number = app.keys.open(stored.citizen_number_sealed)
    const owner = { account: actor.kind === 'account' ? actor.id : '' }
    const token = await keepParked(tx, app, input.path, { form: revealForm, values: { number } }, owner)
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
