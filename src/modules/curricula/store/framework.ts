import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { precondition } from '#platform/errors.ts'
import type { FrameworkInput } from '../framework.ts'

export type FrameworkLevel = { level: number; code: string; band: string; band_en: string }
export type Component = { code: string; domain: string; name: string; name_en: string }
export type Domain = { code: string; name: string; name_en: string; components: Component[] }
export type Framework = {
  id: string
  title: string
  title_en: string
  signed_on: string | null
  from_date: string
  levels: FrameworkLevel[]
  domains: Domain[]
}

/** Stores a framework as shipped, with the rule that uses it. @throws AppError precondition when a later rule is there */
export async function insertFramework(tx: Tx, one: FrameworkInput): Promise<void> {
  await sql`insert into curricula.framework (id, title, title_en, signed_on, from_date, source)
    values (${one.id}, ${one.title}, ${one.title_en}, ${one.signed_on}, ${one.from_date}, ${one.source})`.execute(
    tx,
  )
  await sql`insert into curricula.framework_level (framework_id, level, code, band, band_en, certainty)
    select ${one.id}, r.* from jsonb_to_recordset(${JSON.stringify(one.levels)}::jsonb)
      as r(level smallint, code text, band text, band_en text, certainty text)`.execute(tx)
  await sql`insert into curricula.framework_domain (framework_id, code, name, name_en)
    select ${one.id}, r.* from jsonb_to_recordset(${JSON.stringify(one.domains)}::jsonb) as r(code text, name text, name_en text)`.execute(
    tx,
  )
  const components = one.domains.flatMap((domain) =>
    domain.components.map((component) => ({ ...component, domain: domain.code })),
  )
  await sql`insert into curricula.framework_component (framework_id, code, domain_code, name, name_en)
    select ${one.id}, r.* from jsonb_to_recordset(${JSON.stringify(components)}::jsonb)
      as r(code text, domain text, name text, name_en text)`.execute(tx)
  const { rule } = one
  // one reading at a time: that of the framework before ends where this one begins
  const later =
    await sql`select 1 from curricula.integration_rule where from_date >= ${rule.from_date}::date limit 1`.execute(
      tx,
    )
  if (later.rows.length > 0) throw precondition('curricula.error.rule_too_early')
  await sql`update curricula.integration_rule set to_date = ${rule.from_date}::date - 1
    where from_date < ${rule.from_date}::date and coalesce(to_date, 'infinity') >= ${rule.from_date}::date`.execute(
    tx,
  )
  await sql`insert into curricula.integration_rule (framework_id, min_outcomes, min_level, min_domains, needs_unit,
      min_digital_units, accepts_confirmation, from_date, source)
    values (${one.id}, ${rule.min_outcomes}, ${rule.min_level}, ${rule.min_domains}, ${rule.needs_unit},
      ${rule.min_digital_units}, ${rule.accepts_confirmation}, ${rule.from_date}, ${rule.source})`.execute(tx)
}

/** Frameworks there are, the latest first. */
export async function listFrameworks(db: Db): Promise<{ id: string; title: string; title_en: string }[]> {
  const found = await sql<{
    id: string
    title: string
    title_en: string
  }>`select id, title, title_en from curricula.framework order by from_date desc, id`.execute(db)
  return found.rows
}

/** The framework of that id, whole. @throws AppError precondition when it is not loaded */
export async function getFramework(db: Db, id: string): Promise<Framework> {
  const heads = await sql<
    Omit<Framework, 'levels' | 'domains'>
  >`select id, title, title_en, signed_on, from_date from curricula.framework where id = ${id}`.execute(db)
  const head = heads.rows[0]
  if (!head) throw precondition('curricula.error.no_framework')
  const levels =
    await sql<FrameworkLevel>`select level, code, band, band_en from curricula.framework_level where framework_id = ${id} order by level`.execute(
      db,
    )
  const domains =
    await sql<Domain>`select d.code, d.name, d.name_en, coalesce((select jsonb_agg(jsonb_build_object('code', c.code, 'domain', c.domain_code,
        'name', c.name, 'name_en', c.name_en) order by c.code) from curricula.framework_component c
        where c.framework_id = d.framework_id and c.domain_code = d.code), '[]') as components
      from curricula.framework_domain d where d.framework_id = ${id} order by d.code`.execute(db)
  return { ...head, levels: levels.rows, domains: domains.rows }
}
