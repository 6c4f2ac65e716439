import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import type { Outcome, OutcomeLine } from '../outcome.ts'

export type Link = { outcome_id: string; unit_id: string }
export type Level = { outcome_id: string; component_code: string; domain_code: string; level: number }
type Owner = { id: string; institution_id: string }

/** Learning outcomes of a version, in order. */
export async function listOutcomes(db: Db, versionId: string): Promise<Outcome[]> {
  const found =
    await sql<Outcome>`select id, version_id, position, code, kind, statement from curricula.learning_outcome
    where version_id = ${versionId}::uuid order by position, code`.execute(db)
  return found.rows
}

/** Which outcome is taught in which subject. */
export async function listLinks(db: Db, versionId: string): Promise<Link[]> {
  const found =
    await sql<Link>`select outcome_id, unit_id from curricula.outcome_unit where version_id = ${versionId}::uuid
    order by outcome_id, unit_id`.execute(db)
  return found.rows
}

/** Competences the outcomes of a version ask for, in one framework. */
export async function listLevels(db: Db, versionId: string, frameworkId: string): Promise<Level[]> {
  const found = await sql<Level>`select m.outcome_id, m.component_code, c.domain_code, m.level
    from curricula.outcome_component m
    join curricula.framework_component c on c.framework_id = m.framework_id and c.code = m.component_code
    where m.version_id = ${versionId}::uuid and m.framework_id = ${frameworkId} order by m.outcome_id, m.component_code`.execute(
    db,
  )
  return found.rows
}

/** Writes the list anew: outcomes are met by code and keep what is mapped to them; those no longer there go. */
export async function replaceOutcomes(tx: Tx, version: Owner, lines: readonly OutcomeLine[]): Promise<void> {
  const codes = lines.map((one) => one.code)
  await sql`delete from curricula.learning_outcome where version_id = ${version.id}::uuid and not (code = any(${codes}::text[]))`.execute(
    tx,
  )
  const rows = lines.map((one, position) => ({ ...one, position }))
  await sql`insert into curricula.learning_outcome as o (version_id, institution_id, position, code, kind, statement)
    select ${version.id}::uuid, ${version.institution_id}::uuid, r.position, r.code, r.kind, r.statement
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(position integer, code text, kind text, statement text)
    where not exists (select 1 from curricula.learning_outcome k where k.version_id = ${version.id}::uuid and k.code = r.code)`.execute(
    tx,
  )
  await sql`update curricula.learning_outcome o set position = r.position, kind = r.kind, statement = r.statement
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(position integer, code text, kind text, statement text)
    where o.version_id = ${version.id}::uuid and o.code = r.code
      and (o.position, o.kind, o.statement) is distinct from (r.position, r.kind, r.statement)`.execute(tx)
}

/** Sets which subjects teach the outcomes; pairs of other versions are left out. */
export async function replaceLinks(tx: Tx, version: Owner, links: readonly Link[]): Promise<void> {
  const rows = JSON.stringify(links)
  await sql`delete from curricula.outcome_unit l where l.version_id = ${version.id}::uuid and not exists (
    select 1 from jsonb_to_recordset(${rows}::jsonb) as r(outcome_id uuid, unit_id uuid)
    where r.outcome_id = l.outcome_id and r.unit_id = l.unit_id)`.execute(tx)
  await sql`insert into curricula.outcome_unit (outcome_id, unit_id, version_id, institution_id)
    select distinct o.id, u.id, o.version_id, o.institution_id
    from jsonb_to_recordset(${rows}::jsonb) as r(outcome_id uuid, unit_id uuid)
    join curricula.learning_outcome o on o.id = r.outcome_id and o.version_id = ${version.id}::uuid
    join curricula.course_unit u on u.id = r.unit_id and u.version_id = o.version_id
    on conflict do nothing`.execute(tx)
}

/** Sets the levels of the components given; components not named in `components` keep theirs. */
export async function replaceLevels(
  tx: Tx,
  version: Owner,
  framework: string,
  components: readonly string[],
  levels: readonly { outcome_id: string; component_code: string; level: number }[],
): Promise<void> {
  const rows = JSON.stringify(levels)
  await sql`delete from curricula.outcome_component m where m.version_id = ${version.id}::uuid and m.framework_id = ${framework}
    and m.component_code = any(${[...components]}::text[]) and not exists (
      select 1 from jsonb_to_recordset(${rows}::jsonb) as r(outcome_id uuid, component_code text)
      where r.outcome_id = m.outcome_id and r.component_code = m.component_code)`.execute(tx)
  await sql`insert into curricula.outcome_component as m (outcome_id, framework_id, component_code, level, version_id, institution_id)
    select o.id, ${framework}, r.component_code, r.level, o.version_id, o.institution_id
    from jsonb_to_recordset(${rows}::jsonb) as r(outcome_id uuid, component_code text, level smallint)
    join curricula.learning_outcome o on o.id = r.outcome_id and o.version_id = ${version.id}::uuid
    where r.component_code = any(${[...components]}::text[])
    on conflict (outcome_id, framework_id, component_code) do update set level = excluded.level where m.level <> excluded.level`.execute(
    tx,
  )
}
