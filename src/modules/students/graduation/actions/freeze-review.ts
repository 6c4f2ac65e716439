import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { conflict, invalid, precondition } from '#platform/errors.ts'
import { getPolicy } from '../../store/policy.ts'
import type { CouncilMember } from '../graduation.ts'
import { reviewAll } from '../review-case.ts'
import { readRunFacts } from '../store/facts.ts'
import { holdCohort } from '../store/graduate.ts'
import { getReview, updateReview, writeCases } from '../store/review.ts'

/** Members of the council as typed: one a line, capacity after a comma or dash. */
const council = z
  .string()
  .max(2000)
  .default('')
  .transform((text): CouncilMember[] =>
    text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
      .map((line) => {
        const [name = '', ...role] = line.split(/\s*[,;–]\s*|\s+-\s+/)
        return { name: name.trim(), role: role.join(', ').trim() }
      }),
  )

/**
 * Freezes a draft: computes it a last time from the results as they stand in this very act, during which none of them can
 * change. From then on the list stays, whatever is corrected later.
 */
export const freezeReview = defineAction({
  name: 'students.freeze-graduation',
  permission: 'students.approve',
  input: z.object({ review: z.uuid(), version: z.coerce.number().int(), council }),
  find: (db, input) => getReview(db, input.review),
  about: (review) => ({ institution: review.institution_id }),
  async run(tx, { input, target: review, app }) {
    if (review.state !== 'draft') throw precondition('students.graduation.error.not_draft')
    if (review.version !== input.version) throw conflict()
    const { policy } = await getPolicy(tx, review.grading_policy_id)
    const least = policy.organisation.graduation_council_min
    if (input.council.length > 0 && input.council.length < least)
      throw invalid({ council: app.catalog('vi')('students.graduation.error.council', { least }) })
    await holdCohort(tx, review.cohort_id)
    await writeCases(tx, review.id, reviewAll(await readRunFacts(tx, review.cohort_id), review.on_date))
    const frozen_at = app.clock.now()
    const next = { state: 'frozen' as const, council: JSON.stringify(input.council), frozen_at }
    if ((await updateReview(tx, review, next)) === 0) throw conflict()
    const { eligible, cases } = await getReview(tx, review.id)
    return {
      result: { review: review.id, eligible },
      changes: [
        {
          subject: 'students.graduation_review',
          id: review.id,
          institution: review.institution_id,
          before: { state: 'draft' },
          after: {
            state: 'frozen',
            frozen_at: frozen_at.toISOString(),
            eligible,
            cases,
            council: input.council,
          },
        },
      ],
    }
  },
})
