import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { EnrolmentState } from '../../enrolment.ts'
import type { ClassFields, ClassGroup } from '../class-group.ts'

const columns = sql`g.id, g.institution_id, g.cohort_id, g.code, g.name, g.homeroom_person_id, h.full_name as homeroom_name,
  c.name as cohort_name, p.name as programme_name, p.level, g.version,
  (select count(*)::int from students.enrolment e where e.class_group_id = g.id and e.state = 'studying') as studying`
const source = sql`students.class_group g join students.cohort c on c.id = g.cohort_id
  join curricula.programme_version v on v.id = c.programme_version_id join curricula.programme p on p.id = v.programme_id
  left join people.person h on h.id = g.homeroom_person_id`

export type ClassFilter = {
  reach: 'all' | readonly string[]
  institution?: string | undefined
  cohort?: string | undefined
  text?: string | undefined
  /** Only classes whose cohort has not ended before the day. */
  since?: string | undefined
}

/** Classes by code, `limit` at most. */
export async function listClasses(db: Db, filter: ClassFilter, limit = 200): Promise<ClassGroup[]> {
  const wheres = [sql`true`]
  if (filter.institution) wheres.push(sql`g.institution_id = ${filter.institution}::uuid`)
  if (filter.reach !== 'all') wheres.push(sql`g.institution_id = any(${[...filter.reach]}::uuid[])`)
  if (filter.cohort) wheres.push(sql`g.cohort_id = ${filter.cohort}::uuid`)
  if (filter.since) wheres.push(sql`c.planned_to_date >= ${filter.since}::date`)
  if (filter.text)
    wheres.push(sql`(platform.fold(g.code) like '%' || platform.fold(${filter.text}) || '%'
      or platform.fold(coalesce(g.name, '')) like '%' || platform.fold(${filter.text}) || '%')`)
  const found = await sql<ClassGroup>`select ${columns} from ${source} where ${sql.join(wheres, sql` and `)}
    order by c.from_date desc, g.code, g.id limit ${limit}`.execute(db)
  return found.rows
}

/** @throws AppError not_found */
export async function getClass(db: Db, id: string): Promise<ClassGroup> {
  const found = await sql<ClassGroup>`select ${columns} from ${source} where g.id = ${id}::uuid`.execute(db)
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

/** A learner as a line of a class. */
export type ClassLine = {
  id: string
  learner_id: string
  person_id: string
  full_name: string
  code: string
  birth_date: string | null
  birth_year: number | null
  sex: 'male' | 'female' | null
  phone: string | null
  state: EnrolmentState
  version: number
}

/** Everybody whose class it is or was to the end, by name. */
export async function listClassLines(db: Db, classId: string): Promise<ClassLine[]> {
  const found =
    await sql<ClassLine>`select e.id, e.learner_id, e.person_id, n.full_name, l.code, n.birth_date, n.birth_year, n.sex,
      n.phone, e.state, e.version
    from students.enrolment e join people.person n on n.id = e.person_id join students.learner l on l.id = e.learner_id
    where e.class_group_id = ${classId}::uuid order by e.name_key, e.id`.execute(db)
  return found.rows
}

export async function isClassCodeTaken(
  db: Db,
  institutionId: string,
  code: string,
  except: string | null,
): Promise<boolean> {
  const found =
    await sql`select 1 from students.class_group g where g.institution_id = ${institutionId}::uuid and g.code = ${code}
    and g.id is distinct from ${except}::uuid`.execute(db)
  return found.rows.length > 0
}

export async function insertClass(
  tx: Tx,
  row: { id: string; institution_id: string; cohort_id: string } & ClassFields,
  isDemo = false,
): Promise<void> {
  const { homeroom, name, ...rest } = row
  await tx
    .insertInto('students.class_group')
    .values({ ...rest, name: name ?? null, homeroom_person_id: homeroom ?? null, is_demo: isDemo })
    .execute()
}

/** @returns how many rows: 0 when somebody else saved first. */
export async function updateClass(tx: Tx, id: string, version: number, fields: ClassFields): Promise<number> {
  const done = await tx
    .updateTable('students.class_group')
    .set({
      code: fields.code,
      name: fields.name ?? null,
      homeroom_person_id: fields.homeroom ?? null,
      version: version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return Number(done.numUpdatedRows)
}

/** Teachers and managers in post at the school on the day, by name: who may be a homeroom teacher. */
export async function listHomeroomChoices(
  db: Db,
  institutionId: string,
  today: string,
): Promise<{ id: string; name: string }[]> {
  const found = await sql<{ id: string; name: string }>`select n.id, n.full_name as name from people.person n
    join (select distinct p.person_id, p.name_key from staff.post p where p.institution_id = ${institutionId}::uuid
      and (p.from_date is null or p.from_date <= ${today}::date) and (p.to_date is null or p.to_date >= ${today}::date)) p
      on p.person_id = n.id order by p.name_key, n.id limit 2000`.execute(db)
  return found.rows
}
