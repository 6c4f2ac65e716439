import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { Measure } from '#platform/measures/index.ts'
import type { Count, Indicator } from '../indicator.ts'
import { communesOn } from './located.ts'
import type { Cursor, Member, MemberFilter, Reach } from './members.ts'

/** A frozen figure: what stood on `as_of`, as it was known when it was frozen. */
export type Edition = Count & {
  id: string
  code: string
  as_of: string
  edition: number
  measure: string
  measure_version: string
  measure_unit: Measure['unit']
  measure_permission: string
  formula_version: string
  formula: string
  unit_tree: string
  members_digest: string
  note: string | null
  frozen_by: string
  frozen_at: Date
}

const columns = [
  'id',
  'code',
  'as_of',
  'edition',
  'numerator',
  'denominator',
  'measure',
  'measure_version',
  'measure_unit',
  'measure_permission',
  'formula_version',
  'formula',
  'unit_tree',
  'members_digest',
  'note',
  'frozen_by',
  'frozen_at',
] as const

/** Frozen figures, of one indicator or of all, latest day first and within a day the latest edition first. */
export async function listEditions(db: Db, code?: string): Promise<Edition[]> {
  let query = db.selectFrom('plan.frozen_value').select(columns)
  if (code) query = query.where('code', '=', code)
  return (await query
    .orderBy('as_of', 'desc')
    .orderBy('edition', 'desc')
    .orderBy('code')
    .execute()) as Edition[]
}

/** @throws AppError not_found */
export async function getEdition(db: Db, code: string, asOf: string, edition: number): Promise<Edition> {
  const found = await db
    .selectFrom('plan.frozen_value')
    .select(columns)
    .where('code', '=', code)
    .where('as_of', '=', asOf)
    .where('edition', '=', edition)
    .executeTakeFirst()
  if (!found) throw notFound()
  return found as Edition
}

type FreezeInput = {
  indicator: Indicator
  measure: Measure
  asOf: string
  note: string | null
  by: string
  at: Date
}

/** Keeps the figure of a day with every row behind it and the units of that day, in one statement. @returns the new edition, undefined for an empty population. */
export async function insertEdition(
  tx: Tx,
  { indicator, measure, asOf, note, by, at }: FreezeInput,
): Promise<Edition | undefined> {
  const tree = await keepUnitTree(tx, asOf)
  const made = await sql<{ id: string; edition: number }>`with m as materialized (${measure.rows({ asOf })}),
    named as (${communesOn(asOf)}),
    total as (
      select count(*) filter (where counts)::int as numerator, count(*)::int as denominator,
        encode(sha256(convert_to(coalesce(string_agg(concat_ws(E'\x1f', member_id::text, label, institution_id::text, place_code, counts::text,
          reason, coalesce(reason_params::jsonb::text, '')), E'\n' order by member_id::text collate "C"), ''), 'UTF8')), 'hex') as digest from m),
    head as (
      insert into plan.frozen_value (indicator_id, code, as_of, edition, numerator, denominator, measure, measure_version, measure_unit,
        measure_permission, formula_version, formula, unit_tree, members_digest, note, frozen_by, frozen_at)
      select ${indicator.id}::uuid, ${indicator.code}, ${asOf}::date,
        1 + coalesce((select max(edition) from plan.frozen_value where code = ${indicator.code} and as_of = ${asOf}::date), 0),
        numerator, denominator, ${measure.name}, ${measure.version}, ${measure.unit}, ${measure.permission}, ${indicator.formula_version},
        ${indicator.words.vi.formula}, ${tree}, digest, ${note}, ${by}, ${at.toISOString()}::timestamptz
      from total where denominator > 0 returning id, edition),
    body as (
      insert into plan.frozen_member (frozen_id, member_id, label, institution_id, institution_code, institution_name, place_code, place_name,
        counts, reason, reason_params, href, dims)
      select head.id, m.member_id::text, m.label, m.institution_id, i.code, i.name, m.place_code, u.name,
        m.counts, m.reason, m.reason_params::jsonb, m.href, m.dims::jsonb
      from head cross join m left join institutions.on_day(${asOf}::date) i on i.id = m.institution_id
        left join named u on u.code = m.place_code)
    select id, edition from head`.execute(tx)
  const row = made.rows[0]
  return row && getEdition(tx, indicator.code, asOf, row.edition)
}

/** Keeps the units in force on a day, once for each different tree. @returns its digest. */
async function keepUnitTree(tx: Tx, asOf: string): Promise<string> {
  const kept = await sql<{ digest: string }>`with units as (
      select coalesce(jsonb_agg(jsonb_build_object('code', code, 'name', name, 'kind', kind, 'type', type, 'parent', parent_code, 'from', from_date)
        order by kind, code), '[]') as list
      from places.unit where from_date <= ${asOf}::date and coalesce(to_date, 'infinity') >= ${asOf}::date),
    named as (select encode(sha256(convert_to(${asOf} || list::text, 'UTF8')), 'hex') as digest, list from units),
    kept as (insert into plan.unit_tree (digest, as_of, units) select digest, ${asOf}::date, list from named on conflict do nothing)
    select digest from named`.execute(tx)
  return kept.rows[0]!.digest
}

/** Units of the tree an edition stands on. */
export async function countTreeUnits(db: Db, digest: string): Promise<number> {
  const found = await sql<{
    units: number
  }>`select jsonb_array_length(units) as units from plan.unit_tree where digest = ${digest}`.execute(db)
  return found.rows[0]?.units ?? 0
}

/** Rows of a frozen list within a reader's reach, by label. */
export async function listFrozenMembers(
  db: Db,
  id: string,
  filter: Pick<MemberFilter, 'institution' | 'counts'>,
  reach: Reach,
  page: { after?: Cursor | undefined; limit: number },
): Promise<Member[]> {
  const wheres = [sql`f.frozen_id = ${id}::uuid`]
  if (filter.institution) wheres.push(sql`f.institution_id = ${filter.institution}::uuid`)
  if (filter.counts !== undefined) wheres.push(sql`f.counts = ${filter.counts}`)
  if (reach !== 'all') wheres.push(sql`f.institution_id = any(${[...reach]}::uuid[])`)
  if (page.after)
    wheres.push(
      sql`(f.label collate "vi-x-icu", f.member_id collate "C") > (${page.after.label}, ${page.after.id})`,
    )
  const found =
    await sql<Member>`select f.member_id, f.label, f.institution_id, f.institution_code, f.institution_name, f.place_code,
      f.place_name, f.counts, f.reason, f.reason_params, f.href, f.dims
    from plan.frozen_member f where ${sql.join(wheres, sql` and `)}
    order by f.label collate "vi-x-icu", f.member_id collate "C" limit ${page.limit}`.execute(db)
  return found.rows
}

export type Difference = { added: number; removed: number; changed: number; now: Count }

/** What the same day's list would hold if it were drawn up again now. */
export async function compareWithNow(db: Db, edition: Edition, measure: Measure): Promise<Difference> {
  const found = await sql<
    Count & Omit<Difference, 'now'>
  >`with m as materialized (${measure.rows({ asOf: edition.as_of })}),
    f as (select member_id, counts from plan.frozen_member where frozen_id = ${edition.id}::uuid)
    select count(*) filter (where f.member_id is null)::int as added, count(*) filter (where m.member_id is null)::int as removed,
      count(*) filter (where f.counts <> m.counts)::int as changed,
      count(*) filter (where m.counts)::int as numerator, count(m.member_id)::int as denominator
    from f full join m on m.member_id::text = f.member_id`.execute(db)
  const { added, removed, changed, numerator, denominator } = found.rows[0]!
  return { added, removed, changed, now: { numerator, denominator } }
}

/** Frozen lists a person stands in, for requests to see one's data. */
export async function listEditionsOfMember(db: Db, memberId: string): Promise<Record<string, unknown>[]> {
  return db
    .selectFrom('plan.frozen_member as m')
    .innerJoin('plan.frozen_value as v', 'v.id', 'm.frozen_id')
    .where('m.member_id', '=', memberId)
    .where('v.measure_unit', '=', 'person')
    .select(['v.code', 'v.as_of', 'v.edition', 'm.label', 'm.institution_name', 'm.counts', 'm.reason'])
    .orderBy('v.as_of')
    .execute()
}
