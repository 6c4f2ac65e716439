import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import type { CourseUnit } from '../course-unit.ts'

/** Subjects and modules of a version in the order of its table. */
export async function listUnits(db: Db, versionId: string): Promise<CourseUnit[]> {
  const found =
    await sql<CourseUnit>`select id, version_id, position, code, name, kind, unit_group, trim_scale(credits)::text as credits,
      hours_total, hours_theory, hours_practice, hours_test, is_condition, is_internship, term, delivery, online_ready_on, online_ready_to, syllabus, version
    from curricula.course_unit where version_id = ${versionId}::uuid order by position, id`.execute(db)
  return found.rows
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
  await sql`update curricula.course_unit u set version = u.version + 1, online_ready_to = null,
      online_ready_on = case when u.online_ready_to >= ${day}::date - 1 then u.online_ready_on else ${day}::date end
    where u.version_id = ${versionId}::uuid and u.id = any(${[...added]}::uuid[])
      and (u.online_ready_on is null or u.online_ready_to is not null)`.execute(tx)
  await sql`update curricula.course_unit u set version = u.version + 1,
      online_ready_on = case when u.online_ready_on < ${day}::date then u.online_ready_on end,
      online_ready_to = case when u.online_ready_on < ${day}::date then ${day}::date - 1 end
    where u.version_id = ${versionId}::uuid and u.id = any(${[...taken]}::uuid[])
      and u.online_ready_on is not null and u.online_ready_to is null`.execute(tx)
}
