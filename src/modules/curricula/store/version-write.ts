import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { conflict } from '#platform/errors.ts'
import type { Version, VersionState, VersionTexts } from '../version.ts'

type Owner = { id: string; institution_id: string }

/** An empty draft. */
export async function insertVersion(
  tx: Tx,
  programme: Owner,
  number: number,
  texts: Partial<VersionTexts> = {},
): Promise<string> {
  const row = { programme_id: programme.id, institution_id: programme.institution_id, number, ...texts }
  const found = await tx
    .insertInto('curricula.programme_version')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow()
  return found.id
}

/** A draft that begins as the copy of a version: texts, subjects, outcomes and what is mapped; not why it changed. */
export async function copyVersion(tx: Tx, source: Version, number: number): Promise<string> {
  const id = await insertVersion(
    tx,
    { id: source.programme_id, institution_id: source.institution_id },
    number,
    {
      mode: source.mode,
      study_form: source.study_form,
      entry_level: source.entry_level,
      entry_requirement: source.entry_requirement,
      duration_months: source.duration_months,
      elective_credits: source.elective_credits,
      objectives: source.objectives,
      job_positions: source.job_positions,
      usage_guide: source.usage_guide,
      delivery_note: source.delivery_note,
    },
  )
  await sql`update curricula.programme_version set based_on = ${source.id} where id = ${id}`.execute(tx)
  const pairs = (table: string) =>
    sql`select o.id as old, gen_random_uuid() as new from curricula.${sql.raw(table)} o where o.version_id = ${source.id}`
  await sql`with units as materialized (${pairs('course_unit')}), outcomes as materialized (${pairs('learning_outcome')}), u as (
      insert into curricula.course_unit (id, version_id, institution_id, position, code, name, kind, unit_group, credits, hours_total, hours_theory,
        hours_practice, hours_test, is_condition, is_internship, term, delivery, syllabus)
      select p.new, ${id}::uuid, o.institution_id, o.position, o.code, o.name, o.kind, o.unit_group, o.credits, o.hours_total, o.hours_theory,
        o.hours_practice, o.hours_test, o.is_condition, o.is_internship, o.term, o.delivery, o.syllabus
      from curricula.course_unit o join units p on p.old = o.id returning id
    ), r as (
      insert into curricula.unit_readiness (unit_id, version_id, institution_id, from_date)
      select p.new, ${id}::uuid, o.institution_id, o.from_date from curricula.unit_readiness o join units p on p.old = o.unit_id
      where o.to_date is null returning unit_id
    ), l as (
      insert into curricula.learning_outcome (id, version_id, institution_id, position, code, kind, statement)
      select p.new, ${id}::uuid, o.institution_id, o.position, o.code, o.kind, o.statement
      from curricula.learning_outcome o join outcomes p on p.old = o.id returning id
    ), lu as (
      insert into curricula.outcome_unit (outcome_id, unit_id, version_id, institution_id)
      select po.new, pu.new, ${id}::uuid, o.institution_id from curricula.outcome_unit o
      join outcomes po on po.old = o.outcome_id join units pu on pu.old = o.unit_id returning unit_id
    )
    insert into curricula.outcome_component (outcome_id, framework_id, component_code, level, version_id, institution_id)
    select p.new, o.framework_id, o.component_code, o.level, ${id}::uuid, o.institution_id
    from curricula.outcome_component o join outcomes p on p.old = o.outcome_id
    where (select count(*) from u) + (select count(*) from r) + (select count(*) from l) + (select count(*) from lu) >= 0`.execute(
    tx,
  )
  return id
}

/** Says that the version was changed. @throws AppError conflict when somebody else was first */
export async function touchVersion(
  tx: Tx,
  id: string,
  version: number,
  values: Partial<VersionTexts> = {},
): Promise<void> {
  const found = await tx
    .updateTable('curricula.programme_version')
    .set({ ...values, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (found.numUpdatedRows !== 1n) throw conflict()
}

/** What a draft says of its electives, as an import tells it. */
export async function setElectiveCredits(tx: Tx, id: string, credits: number): Promise<void> {
  await sql`update curricula.programme_version set elective_credits = ${credits}, version = version + 1
    where id = ${id}::uuid and state = 'draft'`.execute(tx)
}

/** What a step of the life writes into the version. */
export type Move = {
  state: VersionState
  decision_no?: string
  decision_date?: string
  active_from?: string | null
  cohort?: string
  active_to?: string | null
  delivery_confirmed_on?: null
  delivery_confirmed_by?: null
}

/** Takes a version to another state. @throws AppError conflict when somebody else was first */
export async function moveVersion(tx: Tx, id: string, version: number, move: Move): Promise<void> {
  const found = await tx
    .updateTable('curricula.programme_version')
    .set({ ...move, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (found.numUpdatedRows !== 1n) throw conflict()
}

export async function deleteVersion(tx: Tx, id: string): Promise<void> {
  await sql`delete from curricula.programme_version where id = ${id}::uuid`.execute(tx)
}

/** The department's word that the content fits teaching in the digital environment; null takes it back. */
export async function confirmDelivery(
  tx: Tx,
  id: string,
  confirmed: { on: string; by: string } | null,
): Promise<void> {
  await sql`update curricula.programme_version set delivery_confirmed_on = ${confirmed?.on ?? null},
    delivery_confirmed_by = ${confirmed?.by ?? null}, version = version + 1 where id = ${id}::uuid`.execute(
    tx,
  )
}
