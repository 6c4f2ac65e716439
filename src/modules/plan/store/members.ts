import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { Measure } from '#platform/measures/index.ts'
import type { Count } from '../indicator.ts'
import { communesOn, located, namesDay, noInstitution, type At } from './located.ts'

/** A member of an indicator's population, with the names of its school and ward. */
export type Member = {
  member_id: string
  label: string
  institution_id: string | null
  institution_code: string | null
  institution_name: string | null
  place_code: string | null
  place_name: string | null
  counts: boolean
  reason: string
  reason_params: Record<string, string | number> | null
  href: string | null
  dims: Record<string, string> | null
}

export type MemberFilter = {
  /** Its id, or `noInstitution`. */
  institution?: string | undefined
  place?: string | undefined
  counts?: boolean | undefined
  dim?: { key: string; value: string } | undefined
}

/** Institutions whose members' names the reader may see. */
export type Reach = 'all' | readonly string[]

export type Cursor = { label: string; id: string }

function within(filter: MemberFilter): RawBuilder<unknown> {
  const wheres = [sql`true`]
  if (filter.institution === noInstitution) wheres.push(sql`m.unit_institution is null`)
  else if (filter.institution) wheres.push(sql`m.unit_institution = ${filter.institution}::uuid`)
  if (filter.place) wheres.push(sql`m.unit_place = ${filter.place}`)
  if (filter.counts !== undefined) wheres.push(sql`m.counts = ${filter.counts}`)
  if (filter.dim) wheres.push(sql`coalesce(m.dims::jsonb ->> ${filter.dim.key}, '') = ${filter.dim.value}`)
  return sql.join(wheres, sql` and `)
}

function reached(reach: Reach): RawBuilder<unknown> {
  return reach === 'all' ? sql`true` : sql`coalesce(m.institution_id = any(${[...reach]}::uuid[]), false)`
}

/**
 * The rows behind a figure within a reader's reach, by label, after `after`; `limit` undefined: all of them.
 * Run as the system: seen through one school's eyes a person with posts at two would be judged on half the facts,
 * and the list would disagree with the figure. What the reader may see is the explicit `reach`.
 */
export async function listMembers(
  db: Db,
  measure: Measure,
  at: At,
  filter: MemberFilter,
  reach: Reach,
  page: { after?: Cursor | undefined; limit?: number | undefined } = {},
): Promise<Member[]> {
  const after = page.after
    ? sql`and (m.label collate "vi-x-icu", m.member_id::text collate "C") > (${page.after.label}, ${page.after.id})`
    : sql``
  const found = await sql<Member>`with found as (
      select m.member_id::text as member_id, m.label, m.unit_institution, m.unit_place, m.counts, m.reason, m.reason_params, m.href, m.dims
      from (${located(measure, at)}) m where ${within(filter)} and ${reached(reach)} ${after}
      order by m.label collate "vi-x-icu", m.member_id::text collate "C" limit ${page.limit ?? null}::bigint),
    named as (${communesOn(namesDay(at))})
    select f.member_id, f.label, f.unit_institution as institution_id, i.code as institution_code, i.name as institution_name,
      f.unit_place as place_code, u.name as place_name, f.counts, f.reason, f.reason_params, f.href, f.dims
    from found f left join institutions.on_day(${namesDay(at)}::date) i on i.id = f.unit_institution
      left join named u on u.code = f.unit_place
    order by f.label collate "vi-x-icu", f.member_id collate "C"`.execute(db)
  return found.rows
}

export type MemberCount = Count & { seen: number }

/** How many rows the filter leaves in all, and how many of them the reader may see by name. */
export async function countMembers(
  db: Db,
  measure: Measure,
  at: At,
  filter: MemberFilter,
  reach: Reach,
): Promise<MemberCount> {
  const found =
    await sql<MemberCount>`select count(*) filter (where m.counts)::int as numerator, count(*)::int as denominator,
      count(*) filter (where ${reached(reach)})::int as seen
    from (${located(measure, at)}) m where ${within(filter)}`.execute(db)
  return found.rows[0] ?? { numerator: 0, denominator: 0, seen: 0 }
}
