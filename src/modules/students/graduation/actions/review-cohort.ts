import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { actorLabel } from '#platform/audit/record.ts'
import { conflict, invalid, precondition } from '#platform/errors.ts'
import { typedDay } from '../../records/typed.ts'
import { reviewAll } from '../review-case.ts'
import { getCohortFacts, readRunFacts } from '../store/facts.ts'
import { shareCohort } from '../store/graduate.ts'
import { findStandingReview, getReview, insertReview, updateReview, writeCases } from '../store/review.ts'

/**
 * Reviews a cohort on a day: makes a draft, or computes the one there is anew. Runs as often as wanted
 * (Circular 04/2022/TT-BLĐTBXH, Art. 23–27 and 34–35).
 */
export const reviewCohort = defineAction({
  name: 'students.review-graduation',
  permission: 'students.edit',
  input: z.object({ cohort: z.uuid('students.graduation.error.cohort'), on_date: typedDay }),
  find: (db, input) => getCohortFacts(db, input.cohort),
  about: (cohort) => ({ institution: cohort.institution_id }),
  async run(tx, { input, target: cohort, actor, today }) {
    if (input.on_date > today) throw invalid({ on_date: 'students.graduation.error.future' })
    if (input.on_date < cohort.from_date)
      throw invalid({ on_date: 'students.graduation.error.before_cohort' })
    await shareCohort(tx, cohort.id)
    const standing = await findStandingReview(tx, cohort.id)
    if (standing?.state === 'frozen') throw precondition('students.graduation.error.frozen')
    const cases = reviewAll(await readRunFacts(tx, cohort.id), input.on_date)
    if (cases.length === 0) throw precondition('students.graduation.error.nobody')
    const who = actorLabel(actor)
    const id =
      standing?.id ??
      (await insertReview(tx, {
        institution_id: cohort.institution_id,
        cohort_id: cohort.id,
        on_date: input.on_date,
        made_by: who.id,
        made_by_name: who.name,
      }))
    if (standing) {
      const review = await getReview(tx, id)
      if (review.state !== 'draft' || (await updateReview(tx, review, { on_date: input.on_date })) === 0)
        throw conflict()
    }
    await writeCases(tx, id, cases)
    const eligible = cases.filter((one) => one.is_eligible).length
    return {
      result: { id, cases: cases.length, eligible },
      changes: [
        {
          subject: 'students.graduation_review',
          id,
          institution: cohort.institution_id,
          before: standing ? { state: standing.state } : null,
          after: { cohort_id: cohort.id, on_date: input.on_date, cases: cases.length, eligible },
        },
      ],
    }
  },
})
