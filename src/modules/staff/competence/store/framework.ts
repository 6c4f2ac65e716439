import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { precondition } from '#platform/errors.ts'
import type { Domain, Framework, LevelRule } from '../assessment.ts'
import type { FrameworkInput } from '../framework.ts'

export async function insertFramework(tx: Tx, one: FrameworkInput): Promise<void> {
  await sql`insert into staff.framework (id, title, title_en, signed_on, from_date, scope_vi, scope_en, source)
    values (${one.id}, ${one.title}, ${one.title_en}, ${one.signed_on}, ${one.from_date}, ${one.scope_vi}, ${one.scope_en}, ${one.source})`.execute(
    tx,
  )
  await sql`insert into staff.framework_level (framework_id, level, name, name_en)
    select ${one.id}, level, name, name_en from jsonb_to_recordset(${JSON.stringify(one.levels)}::jsonb) as r(level smallint, name text, name_en text)`.execute(
    tx,
  )
  await sql`insert into staff.framework_domain (framework_id, code, name, name_en)
    select ${one.id}, code, name, name_en from jsonb_to_recordset(${JSON.stringify(one.domains)}::jsonb) as r(code text, name text, name_en text)`.execute(
    tx,
  )
  const components = one.domains.flatMap((domain) =>
    domain.components.map(({ code, name, name_en }) => ({ code, name, name_en, domain_code: domain.code })),
  )
  await sql`insert into staff.framework_component (framework_id, code, domain_code, name, name_en)
    select ${one.id}, code, domain_code, name, name_en from jsonb_to_recordset(${JSON.stringify(components)}::jsonb)
      as r(code text, domain_code text, name text, name_en text)`.execute(tx)
  await sql`insert into staff.questionnaire (id, framework_id, version, from_date)
    values (${one.questionnaire.id}, ${one.id}, ${one.questionnaire.version}, ${one.questionnaire.from_date})`.execute(
    tx,
  )
  const statements = one.domains.flatMap((domain) =>
    domain.components.flatMap((component) =>
      component.statements.map(({ vi, en }, at) => ({ code: component.code, position: at + 1, vi, en })),
    ),
  )
  await sql`insert into staff.questionnaire_statement (questionnaire_id, component_code, position, text_vi, text_en)
    select ${one.questionnaire.id}, code, position, vi, en from jsonb_to_recordset(${JSON.stringify(statements)}::jsonb)
      as r(code text, position smallint, vi text, en text)`.execute(tx)
  await sql`insert into staff.level_rule (framework_id, level_of, overall_share, from_date, certainty)
    values (${one.id}, ${one.rule.level_of}::smallint[], ${one.rule.overall_share}, ${one.from_date}, ${one.rule.certainty})`.execute(
    tx,
  )
}

type Head = Omit<Framework, 'levels' | 'domains' | 'rule'>

/** The framework and questionnaire in force on the day. @throws AppError precondition when there is none */
export async function getFramework(db: Db, day: string): Promise<Framework> {
  const heads =
    await sql<Head>`select f.id, f.title, f.title_en, f.from_date, f.signed_on, f.scope_vi, f.scope_en, q.id as questionnaire_id
    from staff.framework f join staff.questionnaire q on q.framework_id = f.id
    where f.from_date <= ${day}::date and coalesce(f.to_date, 'infinity') >= ${day}::date
      and q.from_date <= ${day}::date and coalesce(q.to_date, 'infinity') >= ${day}::date
    order by f.from_date desc, q.version desc limit 1`.execute(db)
  const head = heads.rows[0]
  const rules =
    head &&
    (
      await sql<{
        level_of: number[]
        overall_share: string
      }>`select level_of, overall_share from staff.level_rule
    where framework_id = ${head.id} and from_date <= ${day}::date and coalesce(to_date, 'infinity') >= ${day}::date`.execute(
        db,
      )
    ).rows
  if (!head || !rules?.[0]) throw precondition('staff.competence.error.no_framework')
  const levels = await sql<
    Framework['levels'][number]
  >`select level, name, name_en from staff.framework_level where framework_id = ${head.id} order by level`.execute(
    db,
  )
  const rule: LevelRule = { level_of: rules[0].level_of, overall_share: Number(rules[0].overall_share) }
  return { ...head, levels: levels.rows, domains: await listDomains(db, head), rule }
}

async function listDomains(db: Db, head: Head): Promise<Domain[]> {
  const domains = await sql<
    Omit<Domain, 'components'>
  >`select code, name, name_en from staff.framework_domain where framework_id = ${head.id} order by code`.execute(
    db,
  )
  const components = await sql<Domain['components'][number]>`select c.code, c.domain_code, c.name, c.name_en,
      (select jsonb_agg(jsonb_build_object('vi', s.text_vi, 'en', s.text_en) order by s.position) from staff.questionnaire_statement s
        where s.questionnaire_id = ${head.questionnaire_id} and s.component_code = c.code) as statements
    from staff.framework_component c where c.framework_id = ${head.id} order by c.code`.execute(db)
  return domains.rows.map((domain) => ({
    ...domain,
    components: components.rows.filter((one) => one.domain_code === domain.code),
  }))
}
