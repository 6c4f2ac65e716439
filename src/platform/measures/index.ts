import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../db/database.ts'

/** One member of a measure's population: counted or not, and why. */
export type MeasureRow = {
  /** Stable id of the member, unique in the result. */
  member_id: string
  /** What the list shows; a person's name is masked for readers without the right. */
  label: string
  institution_id: string | null
  /** Ward or commune, at the day asked. */
  place_code: string | null
  counts: boolean
  /** Message key of the reason, with `reason_params` to fill it. */
  reason: string
  reason_params: Record<string, string | number> | null
  /** Address of the record inside the application. */
  href: string | null
  /** Values to break the figure down by: sex, level, kind … */
  dims: Record<string, string> | null
}

/**
 * One query gives the value, the breakdown, the list behind it and the reason for each row.
 * So a figure can never disagree with its list. No row, no figure.
 */
export type Measure = {
  name: string
  /** What is counted: a person's record (its list is personal data) or an institution's. */
  unit: 'person' | 'institution' | 'programme' | 'other'
  /** Permission to see the members' names; the figures themselves need none. */
  permission: string
  /** Version of the formula; kept with a frozen value. */
  version: string
  /** The measure it is a part of, seen beside it: its title and what is counted, as message keys. */
  under?: { measure: string; title: string; noun: string }
  /** Page where the dated rule it reads is kept, for those with the permission; `label` is a message key. */
  rule?: { href: string; permission: string; label: string }
  /** SQL with the columns of MeasureRow, read as of a day (`yyyy-mm-dd`, inclusive). */
  rows: (at: { asOf: string }) => RawBuilder<MeasureRow>
}

export function defineMeasure(measure: Measure): Measure {
  return measure
}

export type Figure = { numerator: number; denominator: number }

/** The figure of the whole population. One SQL statement. */
export async function measureFigure(db: Db, measure: Measure, asOf: string): Promise<Figure> {
  const found =
    await sql<Figure>`select count(*) filter (where m.counts)::int as numerator, count(*)::int as denominator
    from (${measure.rows({ asOf })}) m`.execute(db)
  return found.rows[0] ?? { numerator: 0, denominator: 0 }
}

export type Breakdown = { key: string; numerator: number; denominator: number }

/** The same rows grouped: by institution, by place, or by one of the dimensions. */
export async function measureBreakdown(
  db: Db,
  measure: Measure,
  asOf: string,
  by: 'institution' | 'place' | { dim: string },
): Promise<Breakdown[]> {
  const key =
    by === 'institution'
      ? sql`m.institution_id::text`
      : by === 'place'
        ? sql`m.place_code`
        : sql`m.dims ->> ${by.dim}`
  const found = await sql<Breakdown>`select coalesce(${key}, '') as key,
      count(*) filter (where m.counts)::int as numerator, count(*)::int as denominator
    from (${measure.rows({ asOf })}) m group by 1 order by 1`.execute(db)
  return found.rows
}

export type MemberFilter = {
  institution?: string | undefined
  place?: string | undefined
  counts?: boolean | undefined
  institutions?: 'all' | readonly string[]
}

/** The same rows listed, by label, keyset-paged after `after` (label and id of the last row seen). */
export async function measureMembers(
  db: Db,
  measure: Measure,
  asOf: string,
  filter: MemberFilter,
  page: { after?: { label: string; id: string } | undefined; limit: number },
): Promise<MeasureRow[]> {
  const wheres = [sql`true`]
  if (filter.institution) wheres.push(sql`m.institution_id = ${filter.institution}::uuid`)
  if (filter.place) wheres.push(sql`m.place_code = ${filter.place}`)
  if (filter.counts !== undefined) wheres.push(sql`m.counts = ${filter.counts}`)
  if (filter.institutions && filter.institutions !== 'all')
    wheres.push(sql`m.institution_id = any(${[...filter.institutions]}::uuid[])`)
  if (page.after) wheres.push(sql`(m.label, m.member_id) > (${page.after.label}, ${page.after.id})`)
  const found =
    await sql<MeasureRow>`select * from (${measure.rows({ asOf })}) m where ${sql.join(wheres, sql` and `)}
    order by m.label, m.member_id limit ${page.limit}`.execute(db)
  return found.rows
}
