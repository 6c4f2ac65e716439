import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { conflict, notFound } from '#platform/errors.ts'
import { fold } from '#platform/text/index.ts'
import type { Application, ApplicationState } from '../application.ts'

const columns = sql`a.id, a.institution_id, a.intake_id, a.code, a.state, a.source, a.full_name, a.birth_date, a.birth_year, a.sex,
  a.ethnicity, a.citizen_number_kind, a.citizen_number_sealed, a.citizen_number_index, a.citizen_number_end, a.phone, a.email,
  a.address, a.unit_id, a.schooling, a.claims, a.files, a.note, a.answer, a.submitted_at, a.decided_at, a.decided_by_name,
  a.enrolment_id, a.version, (select i.programme_id from students.intake i where i.id = a.intake_id) as programme_id`

/** @throws AppError not_found */
export async function getApplication(db: Db, id: string): Promise<Application> {
  const found =
    await sql<Application>`select ${columns} from students.application a where a.id = ${id}::uuid`.execute(db)
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

/** The application an applicant names by its code and their birth date; nobody else's. */
export async function followApplication(
  db: Db,
  code: string,
  birth: string,
): Promise<Application | undefined> {
  const found =
    await sql<Application>`select ${columns} from students.application_of(${code}, ${birth}::date) a`.execute(
      db,
    )
  return found.rows[0]
}

export type ApplicationLine = {
  id: string
  code: string
  full_name: string
  birth_date: string | null
  sex: Application['sex']
  phone: string | null
  email: string | null
  schooling: Application['schooling']
  state: ApplicationState
  submitted_at: Date
  /** The time of sending to the microsecond: where the next page begins. */
  mark: string
  programme_name: string
  round: string
  year: number
  institution_id: string
  version: number
}

export type ApplicationFilter = {
  reach: 'all' | readonly string[]
  state?: ApplicationState | undefined
  intake?: string | undefined
  text?: string | undefined
}

/** Applications, those that wait longest first; keyset after the last one seen. */
export async function listApplications(
  db: Db,
  filter: ApplicationFilter,
  page: { after?: { at: string; id: string } | undefined; limit: number },
): Promise<ApplicationLine[]> {
  const wheres = [sql`true`]
  if (filter.reach !== 'all') wheres.push(sql`a.institution_id = any(${[...filter.reach]}::uuid[])`)
  if (filter.state) wheres.push(sql`a.state = ${filter.state}`)
  if (filter.intake) wheres.push(sql`a.intake_id = ${filter.intake}::uuid`)
  if (filter.text)
    wheres.push(
      sql`(a.search like '%' || ${fold(filter.text).replaceAll(/[\\%_]/g, '\\$&')} || '%' or a.code = ${filter.text.toUpperCase()})`,
    )
  if (page.after)
    wheres.push(sql`(a.submitted_at, a.id) > (${page.after.at}::timestamptz, ${page.after.id}::uuid)`)
  const found =
    await sql<ApplicationLine>`select a.id, a.code, a.full_name, a.birth_date, a.sex, a.phone, a.email, a.schooling, a.state, a.submitted_at,
      to_json(a.submitted_at) #>> '{}' as mark, p.name as programme_name, i.round, i.year, a.institution_id, a.version
    from students.application a join students.intake i on i.id = a.intake_id join curricula.programme p on p.id = i.programme_id
    where ${sql.join(wheres, sql` and `)} order by a.submitted_at, a.id limit ${page.limit}`.execute(db)
  return found.rows
}

/** How many wait for the school's answer, and since when. */
export async function countWaiting(
  db: Db,
  reached: 'all' | readonly string[],
): Promise<{ count: number; oldest: Date | null }> {
  const where = reached === 'all' ? sql`true` : sql`institution_id = any(${[...reached]}::uuid[])`
  const found = await sql<{ count: number; oldest: Date | null }>`
    select count(*)::int as count, min(submitted_at) as oldest from students.application where state = 'submitted' and ${where}`.execute(
    db,
  )
  return found.rows[0]!
}

export type NewApplication = Omit<
  Application,
  | 'programme_id'
  | 'state'
  | 'answer'
  | 'submitted_at'
  | 'decided_at'
  | 'decided_by_name'
  | 'enrolment_id'
  | 'version'
> & { is_demo?: boolean }

/**
 * Adds applications in the state submitted. The public may not read them back, so nothing is returned.
 * @throws AppError conflict when the same citizen number has an application to the intake that is not ended.
 */
export async function insertApplications(tx: Tx, rows: readonly NewApplication[]): Promise<void> {
  const values = rows.map((row) => ({
    ...row,
    claims: JSON.stringify(row.claims),
    files: JSON.stringify(row.files),
    is_demo: row.is_demo ?? false,
  }))
  await onceARound(tx.insertInto('students.application').values(values).execute())
}

/** The same citizen applies once to a round; the database keeps that also when two forms come at one moment. */
async function onceARound<T>(writing: Promise<T>): Promise<T> {
  try {
    return await writing
  } catch (error) {
    if (error instanceof Error && 'constraint' in error && error.constraint === 'application_once')
      throw conflict('students.admission.error.applied', {
        citizen_number: 'students.admission.error.applied',
      })
    throw error
  }
}

/**
 * Writes the school's answer at a version. @returns how many rows changed: 0 when somebody else was first.
 * @throws AppError conflict when the citizen has another application to the round by now.
 */
export async function answerApplication(
  tx: Tx,
  id: string,
  version: number,
  answer: {
    state: ApplicationState
    answer: string | null
    enrolment_id?: string | null
    citizen_number_kind?: 'cccd' | 'cmnd' | null
    citizen_number_sealed?: string | null
    citizen_number_index?: string | null
    citizen_number_end?: string | null
    decided_at: Date
    decided_by: string
    decided_by_name: string
  },
): Promise<number> {
  const done = await onceARound(
    tx
      .updateTable('students.application')
      .set({ ...answer, version: version + 1 })
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst(),
  )
  return Number(done.numUpdatedRows)
}

/** How many learners an intake has taken in. */
export async function countAccepted(db: Db, intakeId: string): Promise<number> {
  const found = await sql<{ count: number }>`select count(*)::int as count from students.application
    where intake_id = ${intakeId}::uuid and state = 'accepted'`.execute(db)
  return found.rows[0]!.count
}
