import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import { listStaff } from '#modules/staff/index.ts'
import type { Period } from '../time.ts'

export type Term = {
  id: string
  institution_id: string
  name: string
  kind: 'main' | 'supplementary'
  from_date: string
  to_date: string
}

/** Terms of an institution, the latest first. */
export async function listTerms(db: Db, institutionId: string): Promise<Term[]> {
  const found = await sql<Term>`select id, institution_id, name, kind, from_date, to_date from students.term
    where institution_id = ${institutionId}::uuid order by from_date desc, id`.execute(db)
  return found.rows
}

export async function findTerm(db: Db, id: string): Promise<Term | undefined> {
  const found =
    await sql<Term>`select id, institution_id, name, kind, from_date, to_date from students.term where id = ${id}::uuid`.execute(
      db,
    )
  return found.rows[0]
}

/** The term of a day, else the last one that began before it, else the first to come. */
export function termOn(terms: readonly Term[], day: string): Term | undefined {
  return (
    terms.find((term) => term.from_date <= day && term.to_date >= day) ??
    terms.find((term) => term.from_date <= day) ??
    terms.at(-1)
  )
}

export type ClassChoice = {
  id: string
  code: string
  cohort_name: string
  programme_version_id: string
  grading_policy_id: string
  mode: 'year' | 'credit'
  from_date: string
  planned_to_date: string
  institution_id: string
}

const classColumns = sql`g.id, g.code, g.institution_id, c.name as cohort_name, c.programme_version_id, c.grading_policy_id, c.mode,
  c.from_date, c.planned_to_date`

/** Classes whose course of study touches the span, by code. */
export async function listClassChoices(
  db: Db,
  institutionId: string,
  span: { from_date: string; to_date: string },
): Promise<ClassChoice[]> {
  // Half a year of grace: a class that is late is still taught.
  const found =
    await sql<ClassChoice>`select ${classColumns} from students.class_group g join students.cohort c on c.id = g.cohort_id
    where g.institution_id = ${institutionId}::uuid and c.from_date <= ${span.to_date}::date
      and c.planned_to_date + 183 >= ${span.from_date}::date order by g.code, g.id`.execute(db)
  return found.rows
}

export async function findClassChoice(db: Db, id: string): Promise<ClassChoice | undefined> {
  const found =
    await sql<ClassChoice>`select ${classColumns} from students.class_group g join students.cohort c on c.id = g.cohort_id
    where g.id = ${id}::uuid`.execute(db)
  return found.rows[0]
}

export type TeacherChoice = { person_id: string; full_name: string }

/** People who hold a post at the institution on the day, by given name: who may be asked to teach. */
export async function listTeacherChoices(
  db: Db,
  institutionId: string,
  day: string,
): Promise<TeacherChoice[]> {
  const rows = await listStaff(db, { standing: 'held', day, reach: [institutionId] }, { limit: 1000 })
  const seen = new Map<string, TeacherChoice>()
  for (const { person_id, full_name } of rows) seen.set(person_id, { person_id, full_name })
  return [...seen.values()]
}

/** When the periods of a school begin and end; empty until the school has said so. */
export async function listPeriods(db: Db, institutionId: string): Promise<Period[]> {
  const found =
    await sql<Period>`select number, to_char(from_time, 'HH24:MI') as from_time, to_char(to_time, 'HH24:MI') as to_time
    from students.period where institution_id = ${institutionId}::uuid order by number`.execute(db)
  return found.rows
}
