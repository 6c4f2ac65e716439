import type { Db } from '#platform/db/database.ts'
import type { Review } from './graduation.ts'
import { seenOf } from './review-case.ts'
import { listExamMarks, listLearnerFacts, listResultFacts } from './store/facts.ts'
import { listSeen } from './store/review.ts'

/** Learners of a frozen list whose results, graduation marks or discipline are no longer those it was made from, by name. */
export async function listStale(db: Db, review: Pick<Review, 'id' | 'cohort_id'>): Promise<string[]> {
  const frozen = await listSeen(db, review.id)
  const who = { cohort: review.cohort_id }
  const results = await listResultFacts(db, who)
  const exams = Map.groupBy(await listExamMarks(db, who), (row) => row.enrolment_id)
  const learners = new Map((await listLearnerFacts(db, who)).map((one) => [one.enrolment_id, one]))
  const none = { discipline: null, reserved_days: 0 }
  return frozen
    .filter(
      ({ enrolment_id: id, seen }) =>
        seen !==
        seenOf({
          results: results.get(id) ?? [],
          exams: exams.get(id) ?? [],
          learner: learners.get(id) ?? none,
        }),
    )
    .map((one) => one.full_name)
}
