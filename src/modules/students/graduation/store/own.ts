import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { ReviewState } from '../graduation.ts'

export type ReviewOf = {
  id: string
  cohort_name: string
  on_date: string
  state: ReviewState
  classification: string | null
  is_eligible: boolean
}

/** What every review said of one course of study, the latest first, for the office. */
export async function listReviewsOf(db: Db, enrolmentId: string): Promise<ReviewOf[]> {
  const found =
    await sql<ReviewOf>`select r.id, c.name as cohort_name, r.on_date, r.state, g.classification, g.is_eligible
    from students.graduation_case g join students.graduation_review r on r.id = g.review_id
    join students.cohort c on c.id = r.cohort_id
    where g.enrolment_id = ${enrolmentId}::uuid order by r.on_date desc, r.id desc`.execute(db)
  return found.rows
}

/** The decision somebody graduated by; undefined for who has not. */
export async function findGraduation(
  db: Db,
  enrolmentId: string,
): Promise<{ number: string; signed_on: string } | undefined> {
  const found = await sql<{ number: string; signed_on: string }>`select d.number, d.signed_on
    from students.enrolment e join students.status_event s on s.enrolment_id = e.id and s.kind = 'graduate'
    join students.decision d on d.id = s.decision_id
    where e.id = ${enrolmentId}::uuid and e.state = 'graduated' order by s.on_date desc, s.at desc limit 1`.execute(
    db,
  )
  return found.rows[0]
}

/** A cohort that waits for its review; `last_exam` is the last day one of its learners sat the graduation examination. */
type Unreviewed = {
  id: string
  name: string
  planned_to_date: string
  learners: number
  last_exam: string | null
  days: number
}

/** Working days a policy gives for a step. */
const workingDays = (step: 'review' | 'decision') =>
  sql`(y.body #>> ${`{organisation,graduation_${step}_working_days}`}::text[])::int as days`

/** Cohorts past their planned end with learners still studying and no review under way, soonest first. */
export async function listUnreviewed(
  db: Db,
  within: readonly string[],
  today: string,
  limit: number,
): Promise<Unreviewed[]> {
  const found = await sql<Unreviewed>`
    select c.id, c.name, c.planned_to_date, s.learners, x.last_exam, ${workingDays('review')}
    from students.cohort c join students.grading_policy y on y.id = c.grading_policy_id
    cross join lateral (select max(m.on_date) as last_exam from students.enrolment e
      join students.graduation_mark m on m.enrolment_id = e.id where e.cohort_id = c.id and e.state = 'studying') x
    cross join lateral (select count(*)::int as learners from students.enrolment e where e.cohort_id = c.id and e.state = 'studying') s
    where c.institution_id = any(${[...within]}::uuid[]) and c.planned_to_date < ${today}::date and s.learners > 0
      and not exists (select 1 from students.graduation_review r where r.cohort_id = c.id and r.state in ('draft', 'frozen')
        or r.cohort_id = c.id and r.state = 'decided' and r.made_at > ${today}::date - 90)
    order by c.planned_to_date, c.name limit ${limit}`.execute(db)
  return found.rows
}

/** Frozen lists that wait for a decision, the oldest first. */
export async function listUndecided(
  db: Db,
  within: readonly string[],
  limit: number,
): Promise<{ id: string; cohort_name: string; frozen_on: string; days: number }[]> {
  const found = await sql<{ id: string; cohort_name: string; frozen_on: string; days: number }>`
    select r.id, c.name as cohort_name, (r.frozen_at at time zone 'Asia/Ho_Chi_Minh')::date as frozen_on, ${workingDays('decision')}
    from students.graduation_review r join students.cohort c on c.id = r.cohort_id
    join students.grading_policy y on y.id = c.grading_policy_id
    where r.institution_id = any(${[...within]}::uuid[]) and r.state = 'frozen' order by r.frozen_at limit ${limit}`.execute(
    db,
  )
  return found.rows
}
