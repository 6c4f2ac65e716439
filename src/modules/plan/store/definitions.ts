import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import { fold } from '#platform/text/index.ts'
import type { Indicator } from '../indicator.ts'

export type Plan = {
  id: string
  key: string
  title: string
  title_en: string
  number: string | null
  issued_on: string | null
  issuer: string | null
  period_from: string | null
  period_to: string | null
  path_from: string
  /** Per cent. */
  path_from_value: number
  source: string
  version: number
}

/** The plan. There is one; it comes with the reference data. @throws AppError not_found */
export async function getPlan(db: Db): Promise<Plan> {
  const row = await db.selectFrom('plan.plan').selectAll().orderBy('key').executeTakeFirst()
  if (!row) throw notFound()
  return { ...row, path_from_value: Number(row.path_from_value) }
}

/** Indicators as defined on a day (before the first definition: as first defined), by code, each with its targets. */
export async function listIndicators(db: Db, on: string, code?: string): Promise<Indicator[]> {
  const found = await sql<Indicator>`
    select distinct on (i.code) i.id, i.code, i.kind, i.task_group, g.name as task_group_name, g.name_en as task_group_name_en, i.words,
      i.measure, i.formula_version, i.certainty, i.from_date,
      (select coalesce(jsonb_agg(jsonb_build_object('year', t.year, 'due_on', t.due_on, 'value', t.value, 'comparator', t.comparator,
        'source', t.source) order by t.year), '[]') from plan.target t where t.indicator_id = i.id) as targets
    from plan.indicator i join plan.task_group g on g.code = i.task_group
    where (i.to_date is null or i.to_date >= ${on}::date) and (${code ?? null}::text is null or i.code = ${code ?? null})
    order by i.code, i.from_date`.execute(db)
  return found.rows
}

/** @throws AppError not_found */
export async function getIndicator(db: Db, code: string, on: string): Promise<Indicator> {
  const [found] = await listIndicators(db, on, code)
  if (!found) throw notFound()
  return found
}

/** The definition in force after every change so far. @throws AppError not_found */
export async function getLatestIndicator(db: Db, code: string): Promise<Indicator> {
  return getIndicator(db, code, 'infinity')
}

/** Until the transaction ends nobody else defines the indicator anew or freezes a figure of it. */
export async function holdIndicator(tx: Tx, code: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`plan ${code}`}, 0))`.execute(tx)
}

export type IndicatorVersion = {
  id: string
  from_date: string
  to_date: string | null
  formula_version: string
  basis: string | null
}

/** Every definition of an indicator, latest first. */
export async function listVersions(db: Db, code: string): Promise<IndicatorVersion[]> {
  return db
    .selectFrom('plan.indicator')
    .select(['id', 'from_date', 'to_date', 'formula_version', 'basis'])
    .where('code', '=', code)
    .orderBy('from_date', 'desc')
    .execute()
}

/** Indicators whose code or words hold `text`, with or without marks; exact code first. */
export async function searchIndicators(
  db: Db,
  text: string,
  limit: number,
): Promise<Pick<Indicator, 'code' | 'words'>[]> {
  const found = await sql<Pick<Indicator, 'code' | 'words'>>`select code, words from plan.indicator
    where to_date is null and search like ${`%${fold(text)}%`}
    order by lower(code) = lower(${text}) desc, position(lower(${text}) in lower(words -> 'vi' ->> 'name')) > 0 desc, code
    limit ${limit}`.execute(db)
  return found.rows
}
