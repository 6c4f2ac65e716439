import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import type { Tx } from '#platform/db/database.ts'
import { conflict, invalid, precondition } from '#platform/errors.ts'
import type { Council } from '../council/council.ts'
import { holdCouncil, listCouncils } from '../council/store.ts'
import type { Review } from '../graduation.ts'
import { reviewAll } from '../review-case.ts'
import { readRunFacts } from '../store/facts.ts'
import { holdCohort } from '../store/graduate.ts'
import { getReview, updateReview, writeCases } from '../store/review.ts'

/**
 * Freezes a draft: computes it a last time from the results as they stand in this very act, during which none of them can
 * change. From then on the list stays, whatever is corrected later. In year mode a council has agreed to it (Circular
 * 04/2022/TT-BLĐTBXH, Art. 23–27).
 */
export const freezeReview = defineAction({
  name: 'students.freeze-graduation',
  permission: 'students.approve',
  input: z.object({ review: z.uuid(), version: z.coerce.number().int(), council: z.uuid().optional() }),
  find: (db, input) => getReview(db, input.review),
  about: (review) => ({ institution: review.institution_id }),
  async run(tx, { input, target: review, app }) {
    if (review.state !== 'draft') throw precondition('students.graduation.error.not_draft')
    if (review.version !== input.version) throw conflict()
    if (review.mode === 'year' && !input.council) throw invalid({ council: 'students.council.error.needed' })
    const council = input.council ? await councilOf(tx, review, input.council) : undefined
    await holdCohort(tx, review.cohort_id)
    await writeCases(tx, review.id, reviewAll(await readRunFacts(tx, review.cohort_id), review.on_date))
    const frozen_at = app.clock.now()
    const next = {
      state: 'frozen' as const,
      council: JSON.stringify(council?.members ?? []),
      ...(council ? { council_id: council.id } : {}),
      frozen_at,
    }
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
            council_id: council?.id ?? null,
            council: council?.members ?? [],
          },
        },
      ],
    }
  },
})

/** The graduation council chosen, when it is one of the cohort's that stand. */
async function councilOf(tx: Tx, review: Review, id: string): Promise<Council> {
  await holdCouncil(tx, id)
  const found = (await listCouncils(tx, review.cohort_id, 'graduation')).find((one) => one.id === id)
  if (!found) throw invalid({ council: 'students.council.error.choose' })
  return found
}
