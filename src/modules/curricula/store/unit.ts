import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { CourseUnit } from '../course-unit.ts'

const columns = sql`u.id, u.version_id, u.position, u.code, u.name, u.kind, u.unit_group, trim_scale(u.credits)::text as credits,
  u.hours_total, u.hours_theory, u.hours_practice, u.hours_test, u.is_condition, u.is_internship, u.term, u.delivery,
  r.from_date as online_ready_on, u.syllabus, u.version`
const source = sql`curricula.course_unit u left join curricula.unit_readiness r on r.unit_id = u.id and r.to_date is null`

/** Subjects and modules of a version in the order of its table. */
export async function listUnits(db: Db, versionId: string): Promise<CourseUnit[]> {
  const found = await sql<CourseUnit>`select ${columns} from ${source}
    where u.version_id = ${versionId}::uuid order by u.position, u.id`.execute(db)
  return found.rows
}

/** @throws AppError not_found */
export async function getUnit(db: Db, id: string): Promise<CourseUnit> {
  const found = await sql<CourseUnit>`select ${columns} from ${source} where u.id = ${id}::uuid`.execute(db)
  const unit = found.rows[0]
  if (!unit) throw notFound()
  return unit
}

/** A row of the table as it is written. */
export type UnitRow = Pick<
  CourseUnit,
  | 'id'
  | 'position'
  | 'code'
  | 'name'
  | 'kind'
  | 'unit_group'
  | 'credits'
  | 'hours_total'
  | 'hours_theory'
  | 'hours_practice'
  | 'hours_test'
  | 'is_condition'
  | 'is_internship'
  | 'term'
  | 'delivery'
>

const unitRecord = sql`as r(id uuid, position integer, code text, name text, kind text, unit_group text, credits numeric, hours_total integer,
  hours_theory integer, hours_practice integer, hours_test integer, is_condition boolean, is_internship boolean, term smallint, delivery text)`

/** Adds rows to a draft. */
export async function insertUnits(
  tx: Tx,
  version: { id: string; institution_id: string },
  rows: readonly UnitRow[],
): Promise<void> {
  await sql`insert into curricula.course_unit (id, version_id, institution_id, position, code, name, kind, unit_group, credits, hours_total,
      hours_theory, hours_practice, hours_test, is_condition, is_internship, term, delivery)
    select r.id, ${version.id}::uuid, ${version.institution_id}::uuid, r.position, r.code, r.name, r.kind, r.unit_group, r.credits, r.hours_total,
      r.hours_theory, r.hours_practice, r.hours_test, r.is_condition, r.is_internship, r.term, r.delivery
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) ${unitRecord}`.execute(tx)
}

/** Writes rows over those with the versions given; answers the ids of those that were still at that version. */
export async function updateUnits(
  tx: Tx,
  versionId: string,
  rows: readonly (UnitRow & { version: number })[],
): Promise<string[]> {
  const found = await sql<{
    id: string
  }>`update curricula.course_unit u set position = r.position, code = r.code, name = r.name, kind = r.kind,
      unit_group = r.unit_group, credits = r.credits, hours_total = r.hours_total, hours_theory = r.hours_theory,
      hours_practice = r.hours_practice, hours_test = r.hours_test, is_condition = r.is_condition, is_internship = r.is_internship,
      term = r.term, delivery = r.delivery, version = u.version + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, version integer, position integer, code text, name text, kind text,
      unit_group text, credits numeric, hours_total integer, hours_theory integer, hours_practice integer, hours_test integer,
      is_condition boolean, is_internship boolean, term smallint, delivery text)
    where u.id = r.id and u.version_id = ${versionId}::uuid and u.version = r.version returning u.id`.execute(
    tx,
  )
  return found.rows.map((row) => row.id)
}

export async function deleteUnits(tx: Tx, versionId: string, ids: readonly string[]): Promise<void> {
  await sql`delete from curricula.course_unit where version_id = ${versionId}::uuid and id = any(${[...ids]}::uuid[])`.execute(
    tx,
  )
}

export async function updateSyllabus(
  tx: Tx,
  unit: { id: string; version: number },
  syllabus: string,
): Promise<boolean> {
  const found = await sql`update curricula.course_unit set syllabus = ${syllabus}, version = version + 1
    where id = ${unit.id}::uuid and version = ${unit.version} returning id`.execute(tx)
  return found.rows.length > 0
}

/** Declares subjects ready for online teaching from a day, and takes it back from others: the days before stay as they were. */
export async function setReadiness(
  tx: Tx,
  versionId: string,
  { added, taken }: { added: readonly string[]; taken: readonly string[] },
  day: string,
): Promise<void> {
  // taken back and declared again within a day: it went on
  await sql`update curricula.unit_readiness set to_date = null where version_id = ${versionId}::uuid
    and unit_id = any(${[...added]}::uuid[]) and to_date >= ${day}::date - 1`.execute(tx)
  await sql`insert into curricula.unit_readiness (unit_id, version_id, institution_id, from_date)
    select u.id, u.version_id, u.institution_id, ${day}::date from curricula.course_unit u
    where u.version_id = ${versionId}::uuid and u.id = any(${[...added]}::uuid[])
      and not exists (select 1 from curricula.unit_readiness r where r.unit_id = u.id and r.to_date is null)
    on conflict do nothing`.execute(tx)
  const open = sql`version_id = ${versionId}::uuid and unit_id = any(${[...taken]}::uuid[]) and to_date is null`
  await sql`delete from curricula.unit_readiness where ${open} and from_date >= ${day}::date`.execute(tx)
  await sql`update curricula.unit_readiness set to_date = ${day}::date - 1 where ${open}`.execute(tx)
}
