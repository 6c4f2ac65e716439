import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { conflict, notFound } from '#platform/errors.ts'
import { fold } from '#platform/text/index.ts'
import type { Category, CourseInput, RunInput, RunState } from '../course.ts'

export type Course = {
  id: string
  code: string
  name: string
  category: Category
  hours: string
  provider: string
  content: string
  components: string[]
  institution_id: string | null
  is_open: boolean
  is_demo: boolean
  version: number
}

export type Run = {
  id: string
  course_id: string
  code: string
  from_date: string
  to_date: string
  mode: 'online' | 'in_person' | 'blended'
  place: string | null
  quota: number | null
  register_until: string
  state: RunState
  institution_id: string | null
  is_demo: boolean
  version: number
  course_code: string
  course_name: string
  category: Category
  course_hours: string
  provider: string
  registered: number
}

const courseColumns = sql`c.id, c.code, c.name, c.category, c.hours, c.provider, c.content, c.components, c.institution_id, c.is_open, c.is_demo, c.version`
const runColumns = sql`r.id, r.course_id, r.code, r.from_date, r.to_date, r.mode, r.place, r.quota, r.register_until, r.state,
  r.institution_id, r.is_demo, r.version, c.code as course_code, c.name as course_name, c.category, c.hours as course_hours, c.provider`

export type CourseFilter = {
  text?: string | undefined
  category?: string | undefined
  openOn?: string | undefined
}
export type CourseLine = Course & { next_from: string | null; next_run: string | null }

/** The catalogue by name, each course with its next class one can still register for. */
export async function listCourses(db: Db, filter: CourseFilter, today: string): Promise<CourseLine[]> {
  const wheres = [sql`c.is_open`]
  if (filter.text) wheres.push(sql`c.search like ${`%${fold(filter.text)}%`}`)
  if (filter.category) wheres.push(sql`c.category = ${filter.category}`)
  if (filter.openOn) wheres.push(sql`n.id is not null`)
  const found = await sql<CourseLine>`select ${courseColumns}, n.from_date as next_from, n.id as next_run
    from staff.course c
    left join lateral (select r.id, r.from_date from staff.course_run r where r.course_id = c.id and r.state = 'open'
      and r.register_until >= ${today}::date order by r.from_date, r.id limit 1) n on true
    where ${sql.join(wheres, sql` and `)}
    order by n.from_date nulls last, c.name collate "vi-x-icu" limit 200`.execute(db)
  return found.rows
}

/** @throws AppError not_found */
export async function getCourse(db: Db, code: string): Promise<Course> {
  const found = await sql<Course>`select ${courseColumns} from staff.course c where c.code = ${code}`.execute(
    db,
  )
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

export async function findCourseById(db: Db, id: string): Promise<Course | undefined> {
  return (await sql<Course>`select ${courseColumns} from staff.course c where c.id = ${id}`.execute(db))
    .rows[0]
}

/** Has anybody a result in a class of the course? */
export async function hasResults(db: Db, courseId: string): Promise<boolean> {
  const found = await sql`select 1 from staff.course_run r join staff.enrolment e on e.run_id = r.id
    where r.course_id = ${courseId} and e.outcome is not null limit 1`.execute(db)
  return found.rows.length > 0
}

async function runsWhere(
  db: Db,
  where: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
  limit: number,
): Promise<Run[]> {
  const found =
    await sql<Run>`with picked as (select ${runColumns}, row_number() over (order by ${order}) as position
      from staff.course_run r join staff.course c on c.id = r.course_id
      where ${where} order by ${order} limit ${limit}),
    counted as (select * from staff.registered_in(array(select id from picked)))
    select p.*, coalesce(n.registered, 0) as registered from picked p left join counted n on n.run_id = p.id
    order by p.position`.execute(db)
  return found.rows
}

export function listRunsOf(db: Db, courseId: string): Promise<Run[]> {
  return runsWhere(db, sql`r.course_id = ${courseId}`, sql`r.from_date desc, r.id`, 100)
}

/** Classes one can still register for, soonest first. */
export function listOpenRuns(
  db: Db,
  today: string,
  only: { categories?: readonly string[] | undefined; minHours?: number | undefined } = {},
  limit = 20,
): Promise<Run[]> {
  const wheres = [sql`r.state = 'open' and r.register_until >= ${today}::date`]
  if (only.categories) wheres.push(sql`c.category = any (${[...only.categories]}::text[])`)
  if (only.minHours !== undefined) wheres.push(sql`c.hours >= ${only.minHours}`)
  return runsWhere(db, sql.join(wheres, sql` and `), sql`r.from_date, r.id`, limit)
}

/** Classes that ended by the day without all results entered, of these givers. */
export async function listRunsAwaitingResults(
  db: Db,
  today: string,
  givers: 'all' | readonly string[],
  limit = 20,
): Promise<Run[]> {
  const who = givers === 'all' ? sql`true` : sql`r.institution_id = any (${[...givers]}::uuid[])`
  return runsWhere(
    db,
    sql`r.state = 'open' and r.to_date < ${today}::date and ${who} and exists (select 1 from staff.enrolment e
      where e.run_id = r.id and not e.is_cancelled and e.outcome is null)`,
    sql`r.to_date, r.id`,
    limit,
  )
}

export async function findRun(db: Db, id: string): Promise<Run | undefined> {
  return (await runsWhere(db, sql`r.id = ${id}`, sql`r.id`, 1))[0]
}

/** @throws AppError not_found */
export async function getRun(db: Db, id: string): Promise<Run> {
  const found = await findRun(db, id)
  if (!found) throw notFound()
  return found
}

export async function insertCourse(tx: Tx, input: CourseInput): Promise<string> {
  const made = await sql<{
    id: string
  }>`insert into staff.course (code, name, category, hours, provider, content, components, institution_id)
    values (${input.code}, ${input.name}, ${input.category}, ${input.hours}, ${input.provider}, ${input.content},
      ${input.components}::text[], ${input.institution_id ?? null}) returning id`.execute(tx)
  return made.rows[0]!.id
}

/** @throws AppError conflict when somebody saved first */
export async function updateCourse(tx: Tx, id: string, version: number, input: CourseInput): Promise<void> {
  const done =
    await sql`update staff.course set name = ${input.name}, category = ${input.category}, hours = ${input.hours},
    provider = ${input.provider}, content = ${input.content}, components = ${input.components}::text[], version = version + 1
    where id = ${id} and version = ${version}`.execute(tx)
  if (!done.numAffectedRows) throw conflict()
}

export async function insertRun(tx: Tx, input: RunInput & { register_until: string }): Promise<string> {
  const made = await sql<{ id: string }>`insert into staff.course_run
    (course_id, code, from_date, to_date, mode, place, quota, register_until, state, institution_id)
    values (${input.course_id}, ${input.code}, ${input.from_date}, ${input.to_date}, ${input.mode}, ${input.place ?? null},
      ${input.quota ?? null}, ${input.register_until}, ${input.state}, ${input.institution_id ?? null}) returning id`.execute(
    tx,
  )
  return made.rows[0]!.id
}

/** @throws AppError conflict when somebody saved first */
export async function updateRun(
  tx: Tx,
  id: string,
  version: number,
  input: RunInput & { register_until: string },
): Promise<void> {
  const done =
    await sql`update staff.course_run set code = ${input.code}, from_date = ${input.from_date}, to_date = ${input.to_date},
    mode = ${input.mode}, place = ${input.place ?? null}, quota = ${input.quota ?? null}, register_until = ${input.register_until},
    state = ${input.state}, version = version + 1 where id = ${id} and version = ${version}`.execute(tx)
  if (!done.numAffectedRows) throw conflict()
}

export async function isCodeTaken(
  db: Db,
  table: 'course' | 'course_run',
  code: string,
  except: string | undefined,
): Promise<boolean> {
  const found =
    await sql`select 1 from ${sql.table(`staff.${table}`)} where code = ${code} and id is distinct from ${except ?? null}::uuid`.execute(
      db,
    )
  return found.rows.length > 0
}
