import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { Cohort } from '../cohort.ts'

const columns = sql`c.id, c.institution_id, c.name, c.programme_version_id, c.grading_policy_id, c.mode, c.study_form, c.entry,
  c.from_date, c.planned_to_date, c.version, p.id as programme_id, p.name as programme_name, p.code as programme_code, p.level,
  v.number as version_number, g.name as policy_name,
  (select count(*)::int from students.class_group k where k.cohort_id = c.id) as classes,
  coalesce((select jsonb_object_agg(s.state, s.count) from (
    select e.state, count(*)::int as count from students.enrolment e where e.cohort_id = c.id group by e.state) s), '{}') as states`
const source = sql`students.cohort c join curricula.programme_version v on v.id = c.programme_version_id
  join curricula.programme p on p.id = v.programme_id join students.grading_policy g on g.id = c.grading_policy_id`

/** Cohorts of the institutions the reader lists, the latest first; `limit` at most. */
export async function listCohorts(
  db: Db,
  filter: { reach: 'all' | readonly string[]; institution?: string | undefined; text?: string | undefined },
  limit = 200,
): Promise<Cohort[]> {
  const wheres = [sql`true`]
  if (filter.institution) wheres.push(sql`c.institution_id = ${filter.institution}::uuid`)
  if (filter.reach !== 'all') wheres.push(sql`c.institution_id = any(${[...filter.reach]}::uuid[])`)
  if (filter.text)
    wheres.push(sql`(platform.fold(c.name) like '%' || platform.fold(${filter.text}) || '%'
      or platform.fold(p.name) like '%' || platform.fold(${filter.text}) || '%')`)
  const found = await sql<Cohort>`select ${columns} from ${source} where ${sql.join(wheres, sql` and `)}
    order by c.from_date desc, c.name, c.id limit ${limit}`.execute(db)
  return found.rows
}

/** @throws AppError not_found */
export async function getCohort(db: Db, id: string): Promise<Cohort> {
  const found = await sql<Cohort>`select ${columns} from ${source} where c.id = ${id}::uuid`.execute(db)
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

type NewCohort = Pick<
  Cohort,
  | 'id'
  | 'institution_id'
  | 'name'
  | 'programme_version_id'
  | 'grading_policy_id'
  | 'mode'
  | 'study_form'
  | 'entry'
  | 'from_date'
  | 'planned_to_date'
>

export async function insertCohort(tx: Tx, row: NewCohort, isDemo = false): Promise<void> {
  await tx
    .insertInto('students.cohort')
    .values({ ...row, is_demo: isDemo })
    .execute()
}

/** @returns how many rows: 0 when somebody else saved first. */
export async function updateCohort(
  tx: Tx,
  id: string,
  version: number,
  next: Partial<NewCohort>,
): Promise<number> {
  const done = await tx
    .updateTable('students.cohort')
    .set({ ...next, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return Number(done.numUpdatedRows)
}

/** Has anybody in the cohort a result, or a section opened on its version? Then the version stays. */
export async function hasResults(db: Db, cohortId: string): Promise<{ results: number; sections: number }> {
  const found = await sql<{ results: number; sections: number }>`select
    (select count(*)::int from students.result r join students.enrolment e on e.id = r.enrolment_id
      where e.cohort_id = ${cohortId}::uuid) as results,
    (select count(*)::int from students.course_section s where s.state <> 'cancelled' and (
      s.class_group_id in (select g.id from students.class_group g where g.cohort_id = ${cohortId}::uuid)
      or s.id in (select r.section_id from students.section_learner r join students.enrolment e on e.id = r.enrolment_id
        where e.cohort_id = ${cohortId}::uuid))) as sections`.execute(db)
  return found.rows[0] ?? { results: 0, sections: 0 }
}

/** Is the name free at the institution? */
export async function isCohortNameTaken(
  db: Db,
  institutionId: string,
  name: string,
  except: string | null,
): Promise<boolean> {
  const found =
    await sql`select 1 from students.cohort c where c.institution_id = ${institutionId}::uuid and c.name = ${name}
    and c.id is distinct from ${except}::uuid`.execute(db)
  return found.rows.length > 0
}

/** Is the person in the cohort already, or was? */
export async function isHere(db: Db, personId: string, cohort: Pick<Cohort, 'id'>): Promise<boolean> {
  const found = await sql`select 1 from students.enrolment e where e.person_id = ${personId}::uuid
    and e.cohort_id = ${cohort.id}::uuid limit 1`.execute(db)
  return found.rows.length > 0
}
