import { addDays } from '#platform/clock.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { getPolicy } from '../../store/policy.ts'
import type { Enrolment } from '../../enrolment.ts'
import type { Facts } from '../change.ts'
import { listMainTerms } from './term.ts'

/** What the record knows of a course of study when a change is judged. */
export async function readFacts(
  db: Db,
  enrolment: Enrolment,
  context: { today: string; target?: string | undefined },
): Promise<Facts> {
  const { today, target } = context
  const known = await sql<{
    last_on: string
    reserved_days: number
    is_disciplined: boolean
    programme_id: string
    planned_to_date: string
  }>`
    select coalesce((select max(s.on_date) from students.status_event s where s.enrolment_id = ${enrolment.id}::uuid), ${enrolment.from_date}::date)
        as last_on,
      coalesce((select sum(coalesce((select min(b.on_date) from students.status_event b where b.enrolment_id = s.enrolment_id
          and b.from_state = 'reserved' and (b.on_date, b.at) > (s.on_date, s.at)), s.until_date) - s.on_date)::int
        from students.status_event s where s.enrolment_id = ${enrolment.id}::uuid and s.kind = 'reserve'), 0) as reserved_days,
      exists (select 1 from students.conduct d where d.enrolment_id = ${enrolment.id}::uuid and d.kind = 'discipline'
        and d.level <> 'khien_trach' and d.lifted_on is null) as is_disciplined,
      v.programme_id, c.planned_to_date
    from students.cohort c join curricula.programme_version v on v.id = c.programme_version_id
    where c.id = ${enrolment.cohort_id}::uuid`.execute(db)
  const row = known.rows[0]!
  const { policy } = await getPolicy(db, enrolment.grading_policy_id)
  const terms = await listMainTerms(db, enrolment.institution_id, enrolment.from_date, row.planned_to_date)
  return {
    state: enrolment.state,
    last_on: row.last_on,
    today,
    reserved_days: row.reserved_days,
    max_reserved_months: policy.progress.max_reserved_months,
    first_term_ends: terms[0]?.to_date,
    last_term_begins: terms.findLast((term) => term.to_date >= addDays(row.planned_to_date, -30))?.from_date,
    is_disciplined: row.is_disciplined,
    target: target ? await findTarget(db, target, enrolment.institution_id) : undefined,
    place: {
      class_group_id: enrolment.class_group_id,
      cohort_id: enrolment.cohort_id,
      programme_id: row.programme_id,
    },
  }
}

async function findTarget(db: Db, id: string, institutionId: string): Promise<Facts['target']> {
  const found = await sql<
    NonNullable<Facts['target']>
  >`select g.id, g.cohort_id, v.programme_id from students.class_group g
    join students.cohort c on c.id = g.cohort_id join curricula.programme_version v on v.id = c.programme_version_id
    where g.id = ${id}::uuid and g.institution_id = ${institutionId}::uuid`.execute(db)
  return found.rows[0]
}

export type StatusEvent = {
  enrolment_id: string
  kind: string
  decision_id: string | null
  on_date: string
  until_date: string | null
  from_state: string
  to_state: string
  from_class_id: string | null
  to_class_id: string | null
  other_school: string | null
  reason: string | null
}

/** Notes what happened; the person and the institution are those of the course of study. @returns the id. */
export async function insertStatusEvent(tx: Tx, event: StatusEvent): Promise<string> {
  const made = await sql<{
    id: string
  }>`insert into students.status_event (enrolment_id, person_id, institution_id, kind, decision_id,
      on_date, until_date, from_state, to_state, from_class_id, to_class_id, other_school, reason)
    select e.id, e.person_id, e.institution_id, ${event.kind}, ${event.decision_id}::uuid, ${event.on_date}::date,
      ${event.until_date}::date, ${event.from_state}, ${event.to_state}, ${event.from_class_id}::uuid, ${event.to_class_id}::uuid,
      ${event.other_school}, ${event.reason} from students.enrolment e where e.id = ${event.enrolment_id}::uuid returning id`.execute(
    tx,
  )
  return made.rows[0]!.id
}

/** @returns how many rows: 0 when somebody else saved first. */
export async function moveEnrolment(
  tx: Tx,
  id: string,
  version: number,
  next: { state: string; to_date: string | null; class_group_id: string | null; cohort_id: string },
): Promise<number> {
  const done = await tx
    .updateTable('students.enrolment')
    .set({ ...next, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return Number(done.numUpdatedRows)
}

/** Was the learner in the cohort already, by another course of study? */
export async function isInCohort(
  db: Db,
  enrolment: Pick<Enrolment, 'id' | 'learner_id'>,
  cohortId: string,
): Promise<boolean> {
  const found =
    await sql`select 1 from students.enrolment e where e.learner_id = ${enrolment.learner_id}::uuid
    and e.cohort_id = ${cohortId}::uuid and e.id <> ${enrolment.id}::uuid`.execute(db)
  return found.rows.length > 0
}

/**
 * Takes the learner off the rosters that are still open, from the day on: off those of one class, or off all of them. What was
 * posted stays.
 * @returns the sections left.
 */
export async function leaveRosters(
  tx: Tx,
  enrolmentId: string,
  on: string,
  classId: string | 'all',
): Promise<string[]> {
  const ofClass = classId === 'all' ? sql`true` : sql`s.class_group_id = ${classId}::uuid`
  const done = await sql<{ section_id: string }>`update students.section_learner r
    set to_date = greatest(r.from_date, ${on}::date - 1) from students.course_section s
    where s.id = r.section_id and s.state = 'open' and ${ofClass} and r.enrolment_id = ${enrolmentId}::uuid
      and coalesce(r.to_date, 'infinity') >= ${on}::date returning r.section_id`.execute(tx)
  return done.rows.map((row) => row.section_id)
}
