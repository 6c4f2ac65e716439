import { sql } from 'kysely'
import type { Change } from '#platform/audit/record.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { conflict, notFound } from '#platform/errors.ts'
import type { Intake, IntakeFields } from '../intake.ts'

const columns = sql`i.id, i.institution_id, i.programme_id, i.year, i.round, i.places, i.entry,
  i.study_form, i.opens_on, i.closes_on, i.starts_on, i.note, i.is_published, i.is_demo, i.version,
  p.name as programme_name, p.code as programme_code, p.level, p.occupation_code, d.name as institution_name, d.code as institution_code`
const source = (on: string) => sql`students.intake i join curricula.programme p on p.id = i.programme_id
  join institutions.on_day(${on}::date) d on d.id = i.institution_id`

export async function findIntake(db: Db, id: string, on: string): Promise<Intake | undefined> {
  const found = await sql<Intake>`select ${columns} from ${source(on)} where i.id = ${id}::uuid`.execute(db)
  return found.rows[0]
}

/** @throws AppError not_found */
export async function getIntake(db: Db, id: string, on: string): Promise<Intake> {
  const found = await findIntake(db, id, on)
  if (!found) throw notFound()
  return found
}

export type IntakeCounts = { submitted: number; returned: number; accepted: number; rejected: number }

/** Intakes of the institutions reached with how many applications each has, the latest year first. */
export async function listIntakes(
  db: Db,
  reached: 'all' | readonly string[],
  on: string,
  filter: { year?: number | undefined; institution?: string | undefined } = {},
): Promise<(Intake & IntakeCounts)[]> {
  const wheres = [sql`true`]
  if (reached !== 'all') wheres.push(sql`i.institution_id = any(${[...reached]}::uuid[])`)
  if (filter.year) wheres.push(sql`i.year = ${filter.year}`)
  if (filter.institution) wheres.push(sql`i.institution_id = ${filter.institution}::uuid`)
  const found = await sql<Intake & IntakeCounts>`select ${columns},
      coalesce(a.submitted, 0) as submitted, coalesce(a.returned, 0) as returned, coalesce(a.accepted, 0) as accepted,
      coalesce(a.rejected, 0) as rejected
    from ${source(on)}
    left join lateral (
      select count(*) filter (where state = 'submitted')::int as submitted, count(*) filter (where state = 'returned')::int as returned,
        count(*) filter (where state = 'accepted')::int as accepted, count(*) filter (where state = 'rejected')::int as rejected
      from students.application where intake_id = i.id
    ) a on true
    where ${sql.join(wheres, sql` and `)}
    order by i.year desc, d.name collate "vi-x-icu", p.name collate "vi-x-icu", i.round, i.id limit 500`.execute(
    db,
  )
  return found.rows
}

/** Published intakes that are open on the day or open later, for the public; those that close first come first. */
export async function listOpenIntakes(
  db: Db,
  on: string,
  filter: {
    text?: string | undefined
    level?: string | undefined
    institution?: string | undefined
    programme?: string | undefined
  },
): Promise<Intake[]> {
  const wheres = [sql`i.is_published`, sql`i.closes_on >= ${on}::date`]
  if (filter.level) wheres.push(sql`p.level = ${filter.level}`)
  if (filter.programme) wheres.push(sql`i.programme_id = ${filter.programme}::uuid`)
  if (filter.institution) wheres.push(sql`d.code = ${filter.institution}`)
  if (filter.text)
    wheres.push(
      sql`(platform.fold(p.name || ' ' || d.name) like '%' || ${filter.text.replaceAll(/[\\%_]/g, '\\$&')} || '%')`,
    )
  const found = await sql<Intake>`select ${columns} from ${source(on)}
    where ${sql.join(wheres, sql` and `)} order by i.closes_on, p.name collate "vi-x-icu", i.id limit 200`.execute(
    db,
  )
  return found.rows
}

/** Places of a programme's occupation and level in a year. */
export type Planned = {
  institution_id: string
  year: number
  level: string
  occupation_code: string | null
  programme_name: string
  places: number
}

/** Places planned at schools, by year and programme. */
export async function listPlanned(db: Db, institutions: readonly string[]): Promise<Planned[]> {
  const found =
    await sql<Planned>`select i.institution_id, i.year, p.level, p.occupation_code, p.name as programme_name,
      sum(i.places)::int as places
    from students.intake i join curricula.programme p on p.id = i.programme_id
    where i.institution_id = any(${[...institutions]}::uuid[]) group by i.institution_id, i.year, p.id`.execute(
      db,
    )
  return found.rows
}

type IntakeRow = Omit<IntakeFields, 'is_published'> & {
  is_published: boolean
}

const roundTaken = () =>
  conflict('students.admission.error.round_taken', { round: 'students.admission.error.round_taken' })

/** @returns the change for the audit. @throws AppError conflict when the round is there already. */
export async function insertIntake(
  tx: Tx,
  institutionId: string,
  row: IntakeRow & { id: string; is_demo?: boolean },
): Promise<Change> {
  const done = await tx
    .insertInto('students.intake')
    .values({ ...row, institution_id: institutionId, is_demo: row.is_demo ?? false })
    .onConflict((oc) => oc.columns(['institution_id', 'programme_id', 'year', 'round']).doNothing())
    .executeTakeFirst()
  if (Number(done.numInsertedOrUpdatedRows) === 0) throw roundTaken()
  const { id, ...after } = row
  return { subject: 'students.intake', id, institution: institutionId, before: null, after }
}

/** @throws AppError conflict when the round is there already, or somebody else saved first. */
export async function updateIntake(tx: Tx, stored: Intake, version: number, row: IntakeRow): Promise<Change> {
  const twin = await sql`select 1 from students.intake where institution_id = ${stored.institution_id}::uuid
    and programme_id = ${row.programme_id}::uuid and year = ${row.year} and round = ${row.round} and id <> ${stored.id}::uuid`.execute(
    tx,
  )
  if (twin.rows.length > 0) throw roundTaken()
  const done = await tx
    .updateTable('students.intake')
    .set({ ...row, starts_on: row.starts_on ?? null, note: row.note ?? null, version: version + 1 })
    .where('id', '=', stored.id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (done.numUpdatedRows === 0n) throw conflict()
  const before = Object.fromEntries(Object.keys(row).map((name) => [name, stored[name as keyof Intake]]))
  return {
    subject: 'students.intake',
    id: stored.id,
    institution: stored.institution_id,
    before,
    after: { ...row },
  }
}

/** Has anybody applied to the intake, whatever became of it? */
export async function hasApplications(db: Db, id: string): Promise<boolean> {
  const found = await sql`select 1 from students.application where intake_id = ${id}::uuid limit 1`.execute(
    db,
  )
  return found.rows.length > 0
}

/** Takes an intake nobody applied to out of the plan. @returns how many went. */
export async function deleteIntake(tx: Tx, id: string): Promise<number> {
  const done = await sql`delete from students.intake i where i.id = ${id}::uuid
    and not exists (select 1 from students.application a where a.intake_id = i.id)`.execute(tx)
  return Number(done.numAffectedRows ?? 0)
}
