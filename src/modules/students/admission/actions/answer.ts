import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { actorLabel } from '#platform/audit/record.ts'
import { conflict, precondition } from '#platform/errors.ts'
import { nextApplicationState } from '../application.ts'
import { tellApplicant } from '../jobs.ts'
import { answerApplication, getApplication } from '../store/application.ts'

/** Sends an application back for what is missing, refuses it, or looks at a refused one again; with the reason the applicant reads. */
export const answerOneApplication = defineAction({
  name: 'students.answer-application',
  permission: 'students.edit',
  input: z.object({
    id: z.uuid(),
    version: z.coerce.number().int(),
    act: z.enum(['return', 'reject', 'reconsider']),
    answer: z
      .string('students.admission.error.answer')
      .trim()
      .min(5, 'students.admission.error.answer')
      .max(1000),
  }),
  find: (db, input) => getApplication(db, input.id),
  about: (application) => ({ institution: application.institution_id }),
  async run(tx, { input, target, actor, app }) {
    const state = nextApplicationState(target.state, input.act)
    if (!state) throw precondition('students.admission.error.not_waiting', { name: target.full_name })
    const { id: by, name } = actorLabel(actor)
    const answered = await answerApplication(tx, target.id, input.version, {
      state,
      answer: input.answer,
      decided_at: app.clock.now(),
      decided_by: by,
      decided_by_name: name,
    })
    if (answered === 0) throw conflict()
    await tellApplicant(tx, target.id)
    return {
      result: { id: target.id, state },
      changes: [
        {
          subject: 'students.application',
          id: target.id,
          institution: target.institution_id,
          before: { state: target.state },
          after: { state, answer: input.answer },
        },
      ],
    }
  },
})
