import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { conflict, precondition } from '#platform/errors.ts'
import { typedReason } from '../../records/typed.ts'
import { getReview, updateReview } from '../store/review.ts'

/** Gives up a list that was not decided on, with the reason; it stays to be read and another may be made. */
export const discardReview = defineAction({
  name: 'students.discard-graduation',
  permission: 'students.approve',
  input: z.object({ review: z.uuid(), version: z.coerce.number().int(), reason: typedReason }),
  find: (db, input) => getReview(db, input.review),
  about: (review) => ({ institution: review.institution_id }),
  async run(tx, { input, target: review }) {
    if (review.state !== 'draft' && review.state !== 'frozen')
      throw precondition('students.graduation.error.decided')
    if (review.version !== input.version) throw conflict()
    if ((await updateReview(tx, review, { state: 'discarded' })) === 0) throw conflict()
    return {
      result: { cohort: review.cohort_id },
      changes: [
        {
          subject: 'students.graduation_review',
          id: review.id,
          institution: review.institution_id,
          before: { state: review.state },
          after: { state: 'discarded', reason: input.reason },
        },
      ],
    }
  },
})
