import { sql } from 'kysely'
import type { Change } from '#platform/audit/record.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import { linkPeople } from '#modules/people/index.ts'
import type { Enrolment } from '../enrolment.ts'
import { joinRosters } from './roster.ts'

const columns = sql`e.id, e.learner_id, e.person_id, e.institution_id, e.cohort_id, e.class_group_id, e.state, e.from_date, e.to_date,
  e.funding, e.version, p.full_name, l.code as learner_code, c.name as cohort_name, g.code as class_code, c.programme_version_id,
  c.grading_policy_id, c.mode`
const source = sql`students.enrolment e join people.person p on p.id = e.person_id join students.learner l on l.id = e.learner_id
  join students.cohort c on c.id = e.cohort_id left join students.class_group g on g.id = e.class_group_id`

export async function findEnrolment(db: Db, id: string): Promise<Enrolment | undefined> {
  const found = await sql<Enrolment>`select ${columns} from ${source} where e.id = ${id}::uuid`.execute(db)
  return found.rows[0]
}

/** @throws AppError not_found */
export async function getEnrolment(db: Db, id: string): Promise<Enrolment> {
  const found = await findEnrolment(db, id)
  if (!found) throw notFound()
  return found
}

/** Courses of study of a person at the institutions the reader reaches, the latest first. */
export async function listEnrolmentsOf(db: Db, personId: string): Promise<Enrolment[]> {
  const found = await sql<Enrolment>`select ${columns} from ${source} where e.person_id = ${personId}::uuid
    order by e.from_date desc, e.id`.execute(db)
  return found.rows
}

/** The class as it is now, by name. */
export async function listClassEnrolments(db: Db, classGroupId: string): Promise<Enrolment[]> {
  const found =
    await sql<Enrolment>`select ${columns} from ${source} where e.class_group_id = ${classGroupId}::uuid
    order by e.name_key, e.id`.execute(db)
  return found.rows
}

/** A place for a person who has a record already. Ids are made by the caller (`randomUUID`). */
export type NewEnrolment = {
  id: string
  /** Used when the person is not yet a learner of the institution. */
  learner_id: string
  learner_code: string
  person_id: string
  institution_id: string
  cohort_id: string
  class_group_id: string | null
  from_date: string
  schooling?: string | null
  address?: string | null
  unit_id?: string | null
  funding?: string[]
  decision_id?: string | null
  /** Taken over from another school, in words. */
  other_school?: string | null
  is_demo?: boolean
}

/**
 * Makes learners and courses of study, links the people to the institution, notes the admission and puts who has a class on the
 * rosters of its open sections: the one way in, for an accepted application, an import and the example. A person who is a learner
 * of the institution keeps the code.
 * @returns the changes for the audit.
 */
export async function insertEnrolments(tx: Tx, rows: readonly NewEnrolment[]): Promise<Change[]> {
  if (rows.length === 0) return []
  await linkPeople(tx, rows, 'students')
  const given = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, learner_id uuid, learner_code text, person_id uuid,
    institution_id uuid, cohort_id uuid, class_group_id uuid, from_date date, schooling text, address text, unit_id uuid,
    funding jsonb, decision_id uuid, other_school text, is_demo boolean)`
  await sql`insert into students.learner (id, person_id, name_key, institution_id, code, schooling, address, unit_id, is_demo)
    select r.learner_id, r.person_id, p.name_key, r.institution_id, r.learner_code, r.schooling, r.address, r.unit_id,
      coalesce(r.is_demo, false)
    from ${given} join people.person p on p.id = r.person_id on conflict (institution_id, person_id) do nothing`.execute(
    tx,
  )
  await sql`insert into students.enrolment (id, learner_id, person_id, name_key, institution_id, cohort_id, class_group_id, from_date,
      funding, is_demo)
    select r.id, l.id, r.person_id, l.name_key, r.institution_id, r.cohort_id, r.class_group_id, r.from_date,
      coalesce((select array_agg(f) from jsonb_array_elements_text(r.funding) f), '{}'), coalesce(r.is_demo, false)
    from ${given} join students.learner l on l.institution_id = r.institution_id and l.person_id = r.person_id`.execute(
    tx,
  )
  await sql`insert into students.status_event (enrolment_id, person_id, institution_id, kind, decision_id, on_date, to_state, to_class_id,
      other_school)
    select r.id, r.person_id, r.institution_id, case when r.other_school is null then 'admit' else 'transfer_in' end, r.decision_id,
      r.from_date, 'studying', r.class_group_id, r.other_school from ${given}`.execute(tx)
  const joined = await joinRosters(
    tx,
    rows.flatMap(({ id, class_group_id, from_date }) =>
      class_group_id ? [{ enrolment_id: id, class_group_id, from_date }] : [],
    ),
  )
  return rows.map(({ id, institution_id, ...after }) => ({
    subject: 'students.enrolment',
    id,
    institution: institution_id,
    before: null,
    after: { ...after, state: 'studying', ...(joined.has(id) ? { joined: joined.get(id) } : {}) },
  }))
}

/** The next free codes of an institution: its prefix and a number of six digits, gaps stay. */
export async function nextLearnerCodes(
  tx: Tx,
  institutionId: string,
  year: number,
  count: number,
): Promise<string[]> {
  await sql`select pg_advisory_xact_lock(hashtext('students learner code'), hashtext(${institutionId}))`.execute(
    tx,
  )
  const prefix = String(year % 100).padStart(2, '0')
  const last = await sql<{
    last: number | null
  }>`select max(substr(code, 3)::int) as last from students.learner
    where institution_id = ${institutionId}::uuid and code ~ ${`^${prefix}[0-9]{6}$`}`.execute(tx)
  const first = (last.rows[0]?.last ?? 0) + 1
  return Array.from({ length: count }, (_, at) => prefix + String(first + at).padStart(6, '0'))
}
