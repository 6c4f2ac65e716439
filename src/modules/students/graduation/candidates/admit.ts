import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { actorLabel } from '#platform/audit/record.ts'
import { conflict, precondition } from '#platform/errors.ts'
import { typedReason } from '../../records/typed.ts'
import { getEnrolment } from '../../store/enrolment.ts'
import { deleteException, insertException, readAdmissions } from './store.ts'

/** The head of the school lets a learner sit the examination though a condition is not met, with the reason. */
export const admitByException = defineAction({
  name: 'students.admit-to-exam',
  permission: 'students.approve',
  input: z.object({
    enrolment: z.uuid({ error: 'students.candidates.error.who' }),
    reason: typedReason,
  }),
  find: (db, input) => getEnrolment(db, input.enrolment),
  about: (enrolment) => ({ institution: enrolment.institution_id }),
  async run(tx, { input, target: enrolment, actor, app, today }) {
    const admission = (await readAdmissions(tx, enrolment.cohort_id, today)).get(enrolment.id)
    if (!admission || admission.reasons.length === 0) throw precondition('students.candidates.error.fit')
    const who = actorLabel(actor)
    const row = {
      enrolment_id: enrolment.id,
      institution_id: enrolment.institution_id,
      reason: input.reason,
      by_account: who.id,
      by_name: who.name,
      at: app.clock.now(),
    }
    if (!(await insertException(tx, row))) throw conflict('students.candidates.error.already')
    return {
      result: { cohort: enrolment.cohort_id },
      changes: [
        {
          subject: 'students.exam_exception',
          id: enrolment.id,
          institution: enrolment.institution_id,
          before: null,
          after: { reason: input.reason, against: admission.reasons.map((reason) => reason.code) },
        },
      ],
    }
  },
})

/** Takes an exception back. */
export const takeBackException = defineAction({
  name: 'students.take-back-exam-exception',
  permission: 'students.approve',
  input: z.object({ enrolment: z.uuid() }),
  find: (db, input) => getEnrolment(db, input.enrolment),
  about: (enrolment) => ({ institution: enrolment.institution_id }),
  async run(tx, { target: enrolment }) {
    if (!(await deleteException(tx, enrolment.id))) throw conflict()
    return {
      result: { cohort: enrolment.cohort_id },
      changes: [
        {
          subject: 'students.exam_exception',
          id: enrolment.id,
          institution: enrolment.institution_id,
          before: { admitted: true },
          after: null,
        },
      ],
    }
  },
})
