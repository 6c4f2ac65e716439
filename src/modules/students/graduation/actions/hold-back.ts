import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { conflict, invalid, notFound, precondition } from '#platform/errors.ts'
import { getReview, holdCase, updateReview } from '../store/review.ts'

/** Leaves a learner of a draft out by hand, with the reason, or lets them in again (no reason). */
export const holdBack = defineAction({
  name: 'students.hold-graduation',
  permission: 'students.edit',
  input: z.object({
    review: z.uuid(),
    enrolment: z.uuid(),
    hold: z.stringbool(),
    reason: z.string().trim().max(500).optional(),
  }),
  find: (db, input) => getReview(db, input.review),
  about: (review) => ({ institution: review.institution_id }),
  async run(tx, { input, target: review }) {
    if (review.state !== 'draft') throw precondition('students.graduation.error.not_draft')
    const reason = input.hold ? (input.reason ?? '') : null
    if (reason !== null && reason.length < 5) throw invalid({ reason: 'students.error.reason' })
    // Whoever computes or freezes the list at the same time does not write over this.
    if ((await updateReview(tx, review, {})) === 0) throw conflict()
    if ((await holdCase(tx, review.id, input.enrolment, reason)) === 0) throw notFound()
    return {
      result: { review: review.id, enrolment: input.enrolment, held: input.hold },
      changes: [
        {
          subject: 'students.graduation_case',
          id: input.enrolment,
          institution: review.institution_id,
          before: { is_held_back: !input.hold },
          after: { review_id: review.id, is_held_back: input.hold, held_reason: reason },
        },
      ],
    }
  },
})
