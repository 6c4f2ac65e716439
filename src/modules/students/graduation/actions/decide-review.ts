import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { conflict, invalid, precondition } from '#platform/errors.ts'
import { decisionFields, findDecisionFaults } from '../../records/typed.ts'
import { keepDecision } from '../../store/decision.ts'
import { graduateAll, holdCohort, listGone } from '../store/graduate.ts'
import { getReview, updateReview } from '../store/review.ts'
import { listStale } from '../stale.ts'

/** How many names a refusal gives. */
const shown = 5

/**
 * The principal's decision on a frozen list: everybody on it graduates, all or nobody, in one act
 * (Circular 04/2022/TT-BLĐTBXH, Art. 23–27).
 */
export const decideReview = defineAction({
  name: 'students.decide-graduation',
  permission: 'students.approve',
  input: z.object({ review: z.uuid(), version: z.coerce.number().int(), ...decisionFields }),
  find: (db, input) => getReview(db, input.review),
  about: (review) => ({ institution: review.institution_id }),
  async run(tx, { input, target: review, today }) {
    if (review.state !== 'frozen') throw precondition('students.graduation.error.not_frozen')
    if (review.version !== input.version) throw conflict()
    const faults = findDecisionFaults(input, { today, isNeeded: true })
    if (input.decision_date && input.decision_date < review.on_date)
      faults.decision_date = 'students.graduation.error.decision_early'
    if (!input.signer) faults.signer = 'students.graduation.error.signer'
    if (Object.keys(faults).length > 0) throw invalid(faults)
    if (review.eligible === 0) throw precondition('students.graduation.error.nobody_eligible')
    await holdCohort(tx, review.cohort_id)
    const gone = await listGone(tx, review.id)
    if (gone.length > 0)
      throw precondition('students.graduation.error.gone', { names: gone.slice(0, shown).join(', ') })
    const stale = await listStale(tx, review)
    if (stale.length > 0)
      throw precondition('students.graduation.error.stale', { names: stale.slice(0, shown).join(', ') })
    const on = input.decision_date!
    const decision = await keepDecision(tx, review.institution_id, 'graduation', {
      number: input.decision_no!,
      signed_on: on,
      signer: input.signer!,
    })
    const graduated = await graduateAll(tx, review.id, { decision: decision.id, on })
    if ((await updateReview(tx, review, { state: 'decided', decision_id: decision.id })) === 0)
      throw conflict()
    return {
      result: { review: review.id, graduated: graduated.length },
      changes: [
        ...decision.changes,
        ...graduated,
        {
          subject: 'students.graduation_review',
          id: review.id,
          institution: review.institution_id,
          before: { state: 'frozen' },
          after: { state: 'decided', decision_id: decision.id, graduated: graduated.length },
        },
      ],
    }
  },
})
