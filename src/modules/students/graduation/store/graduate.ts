import { sql } from 'kysely'
import type { Change } from '#platform/audit/record.ts'
import type { Db, Tx } from '#platform/db/database.ts'

/** Holds the cohort's courses of study: nobody posts or corrects a result or an exam mark of theirs until the act is over. */
export async function holdCohort(tx: Tx, cohortId: string): Promise<void> {
  await sql`select 1 from students.enrolment where cohort_id = ${cohortId}::uuid order by id for update`.execute(
    tx,
  )
}

/** Waits for whoever holds the cohort, and keeps others from holding it until the act is over; those who wait so do not wait for each other. */
export async function shareCohort(tx: Tx, cohortId: string): Promise<void> {
  await sql`select 1 from students.enrolment where cohort_id = ${cohortId}::uuid order by id for key share`.execute(
    tx,
  )
}

/** Learners of the list who no longer study, by name. */
export async function listGone(db: Db, reviewId: string): Promise<string[]> {
  const found = await sql<{ full_name: string }>`select p.full_name
    from students.graduation_case g join students.enrolment e on e.id = g.enrolment_id join people.person p on p.id = g.person_id
    where g.review_id = ${reviewId}::uuid and g.is_eligible and not g.is_held_back and e.state <> 'studying' order by g.name_key`.execute(
    db,
  )
  return found.rows.map((row) => row.full_name)
}

/**
 * Everybody on a frozen list becomes a graduate on the day: event, standing, and off the rosters of sheets not yet posted, in
 * three statements. @returns the changes for the audit.
 */
export async function graduateAll(
  tx: Tx,
  reviewId: string,
  { decision, on }: { decision: string; on: string },
): Promise<Change[]> {
  const listed = sql`students.graduation_case g where g.review_id = ${reviewId}::uuid and g.is_eligible and not g.is_held_back`
  await sql`insert into students.status_event (enrolment_id, person_id, institution_id, kind, decision_id, on_date, from_state,
      to_state, from_class_id, to_class_id)
    select e.id, e.person_id, e.institution_id, 'graduate', ${decision}::uuid, ${on}::date, e.state, 'graduated', e.class_group_id,
      e.class_group_id from students.enrolment e where e.id in (select g.enrolment_id from ${listed})`.execute(
    tx,
  )
  await sql`update students.section_learner r set to_date = greatest(r.from_date, ${on}::date - 1) from students.course_section s
    where s.id = r.section_id and s.state in ('open', 'submitted') and coalesce(r.to_date, 'infinity') >= ${on}::date
      and r.enrolment_id in (select g.enrolment_id from ${listed})`.execute(tx)
  const done = await sql<{ id: string; institution_id: string }>`update students.enrolment e
    set state = 'graduated', to_date = ${on}::date, version = e.version + 1
    where e.id in (select g.enrolment_id from ${listed}) and e.state = 'studying' returning e.id, e.institution_id`.execute(
    tx,
  )
  return done.rows.map(({ id, institution_id }) => ({
    subject: 'students.enrolment',
    id,
    institution: institution_id,
    before: { state: 'studying', to_date: null },
    after: { state: 'graduated', to_date: on, decision_id: decision },
  }))
}
