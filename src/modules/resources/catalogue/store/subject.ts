import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'

export type TaggedUnit = { unit_id: string; code: string; name: string; programme: string | null }
export type TaggedOccupation = { code: string; name: string }
export type TaggedComponent = { framework_id: string; code: string; name: string; name_en: string }
export type Outcome = { id: string; code: string; statement: string }
export type Subjects = {
  units: TaggedUnit[]
  /** Learning outcomes those units lead to, as the reader sees their programmes. */
  outcomes: Outcome[]
  occupations: TaggedOccupation[]
  components: TaggedComponent[]
}

/** What a version is for: subjects and modules with their outcomes, occupations, digital competence. */
export async function listSubjects(db: Db, versionId: string): Promise<Subjects> {
  const units =
    await sql<TaggedUnit>`select t.unit_id, t.code, t.name, p.name as programme from resources.version_unit t
    left join curricula.course_unit u on u.id = t.unit_id left join curricula.programme_version v on v.id = u.version_id
    left join curricula.programme p on p.id = v.programme_id
    where t.version_id = ${versionId}::uuid order by t.code, t.name, t.unit_id`.execute(db)
  const outcomes =
    units.rows.length === 0
      ? { rows: [] }
      : await sql<Outcome>`select distinct o.id, o.code, o.statement, o.position from resources.version_unit t
          join curricula.outcome_unit l on l.unit_id = t.unit_id join curricula.learning_outcome o on o.id = l.outcome_id
          where t.version_id = ${versionId}::uuid order by o.position, o.id limit 100`.execute(db)
  const occupations = await sql<TaggedOccupation>`select o.code, o.name from resources.version_occupation t
    join institutions.occupation o on o.code = t.occupation_code where t.version_id = ${versionId}::uuid order by o.code`.execute(
    db,
  )
  const components =
    await sql<TaggedComponent>`select c.framework_id, c.code, c.name, c.name_en from resources.version_component t
    join curricula.framework_component c on c.framework_id = t.framework_id and c.code = t.component_code
    where t.version_id = ${versionId}::uuid order by c.framework_id, c.code`.execute(db)
  return {
    units: units.rows,
    outcomes: outcomes.rows,
    occupations: occupations.rows,
    components: components.rows,
  }
}

export type UnitHit = {
  id: string
  code: string
  name: string
  programme: string
  level: string
  institution_id: string
}

/** Subjects and modules of programmes in force that match, those of the school first. */
export async function searchUnits(
  db: Db,
  filter: { text: string; day: string; institution: string | null },
  limit: number,
): Promise<UnitHit[]> {
  const words = filter.text.split(/\s+/).filter(Boolean).slice(0, 8)
  if (words.length === 0) return []
  const wheres = words.map(
    (word) =>
      sql`resources.searchable(u.code || ' ' || u.name || ' ' || a.name) like '%' || resources.searchable(${word}) || '%'`,
  )
  const found = await sql<UnitHit>`select u.id, u.code, u.name, a.name as programme, a.level, a.institution_id
    from curricula.active_on(${filter.day}::date) a join curricula.course_unit u on u.version_id = a.version_id
    where ${sql.join(wheres, sql` and `)}
    order by a.institution_id is distinct from ${filter.institution}::uuid, u.code, u.name, u.id limit ${limit}`.execute(
    db,
  )
  return found.rows
}

/** A subject with what follows from it: the occupation and level of its programme, the digital competence of its outcomes. */
export type UnitFacts = {
  id: string
  code: string
  name: string
  level: string
  occupation_code: string | null
  components: { framework_id: string; component_code: string }[]
}

export async function findUnitFacts(db: Db, unitId: string): Promise<UnitFacts | undefined> {
  const found = await sql<UnitFacts>`select u.id, u.code, u.name, p.level, p.occupation_code,
      coalesce((select jsonb_agg(distinct jsonb_build_object('framework_id', c.framework_id, 'component_code', c.component_code))
        from curricula.outcome_unit l join curricula.outcome_component c on c.outcome_id = l.outcome_id
        where l.unit_id = u.id), '[]') as components
    from curricula.course_unit u join curricula.programme_version v on v.id = u.version_id
    join curricula.programme p on p.id = v.programme_id where u.id = ${unitId}::uuid`.execute(db)
  return found.rows[0]
}

/** Tags a draft with a subject and all that follows from it; nothing that is there goes away. */
export async function tagUnit(tx: Tx, versionId: string, unit: UnitFacts): Promise<void> {
  await sql`insert into resources.version_unit (version_id, unit_id, code, name)
    values (${versionId}::uuid, ${unit.id}::uuid, ${unit.code}, ${unit.name}) on conflict do nothing`.execute(
    tx,
  )
  if (unit.occupation_code) await tagOccupation(tx, versionId, unit.occupation_code)
  await sql`insert into resources.version_component (version_id, framework_id, component_code)
    select ${versionId}::uuid, r.framework_id, r.component_code
    from jsonb_to_recordset(${JSON.stringify(unit.components)}::jsonb) as r(framework_id text, component_code text)
    on conflict do nothing`.execute(tx)
  await sql`update resources.version set levels = case when ${unit.level} = any (levels) then levels else levels || ${unit.level}::text end
    where id = ${versionId}::uuid`.execute(tx)
}

export async function tagOccupation(tx: Tx, versionId: string, code: string): Promise<void> {
  await sql`insert into resources.version_occupation (version_id, occupation_code) values (${versionId}::uuid, ${code})
    on conflict do nothing`.execute(tx)
}

/** Takes one tag away. @returns how many rows. */
export async function untag(
  tx: Tx,
  versionId: string,
  tag: { what: 'unit' | 'occupation'; id: string },
): Promise<number> {
  const done = await (
    tag.what === 'unit'
      ? sql`delete from resources.version_unit where version_id = ${versionId}::uuid and unit_id::text = ${tag.id}`
      : sql`delete from resources.version_occupation where version_id = ${versionId}::uuid and occupation_code = ${tag.id}`
  ).execute(tx)
  return Number(done.numAffectedRows ?? 0)
}

export type FrameworkComponent = TaggedComponent & { domain: string; domain_en: string }

/** The components of the learners' framework in force on the day. */
export async function listComponents(db: Db, day: string): Promise<FrameworkComponent[]> {
  const found =
    await sql<FrameworkComponent>`select c.framework_id, c.code, c.name, c.name_en, d.name as domain, d.name_en as domain_en
    from curricula.framework_component c join curricula.framework_domain d on d.framework_id = c.framework_id and d.code = c.domain_code
    where c.framework_id = (select f.id from curricula.framework f where f.from_date <= ${day}::date
      and coalesce(f.to_date, 'infinity') >= ${day}::date order by f.from_date desc limit 1) order by c.code`.execute(
      db,
    )
  return found.rows
}

/** Sets which components of a framework a draft builds. */
export async function replaceComponents(
  tx: Tx,
  versionId: string,
  frameworkId: string,
  codes: readonly string[],
): Promise<void> {
  await sql`delete from resources.version_component where version_id = ${versionId}::uuid and framework_id = ${frameworkId}`.execute(
    tx,
  )
  await sql`insert into resources.version_component (version_id, framework_id, component_code)
    select ${versionId}::uuid, c.framework_id, c.code from curricula.framework_component c
    where c.framework_id = ${frameworkId} and c.code = any(${[...codes]}::text[])`.execute(tx)
}
