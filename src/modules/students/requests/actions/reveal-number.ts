import { z } from 'zod'
import { revealNumber } from '#modules/people/index.ts'
import { defineAction } from '#platform/actions/define.ts'
import { precondition } from '#platform/errors.ts'
import { getDataRequest } from '../store/data-request.ts'

/** Opens the citizen number a learner asks to have written, for who decides and says why: it is compared with the paper. */
export const revealAskedNumber = defineAction({
  name: 'students.reveal-asked-number',
  permission: 'people.edit',
  input: z.object({
    request: z.uuid(),
    path: z.string().startsWith('/').max(200),
    reason: z.string({ error: 'people.error.reason' }).trim().min(5, 'people.error.reason').max(300),
  }),
  find: (db, input, { app }) => getDataRequest(db, app.keys, input.request),
  about: (request) => ({ institution: request.institution_id }),
  async run(tx, { input, target, actor, app }) {
    const number = target.proposal.values.citizen_number?.new
    if (!number) throw precondition('people.error.no_number')
    const shown = { person: target.person_id, number, permission: 'people.edit', ...input }
    const token = await revealNumber(tx, { actor, app }, shown, { institution: target.institution_id })
    return {
      result: { path: input.path, token },
      changes: [
        {
          subject: 'students.data_request',
          id: target.id,
          institution: target.institution_id,
          before: null,
          after: { reason: input.reason },
        },
      ],
    }
  },
})
