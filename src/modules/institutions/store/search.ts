import { sql, type RawBuilder } from 'kysely'
import { z } from 'zod'
import type { Db } from '#platform/db/database.ts'
import { fold } from '#platform/text/index.ts'
import {
  institutionTypes,
  type InstitutionType,
  type Level,
  type Ownership,
  type Status,
} from '../institution.ts'

/** What the list, the map, GeoJSON, CSV and the API ask for. Everything absent is not asked. */
export type InstitutionQuery = {
  /** Name (old or new), occupation, ward (old or new), address; marks may be left out. */
  text?: string | undefined
  /** Code of an occupation. */
  occupation?: string | undefined
  level?: Level | undefined
  type?: InstitutionType | undefined
  ownership?: Ownership | undefined
  /** Code of a unit in force on the day, or the name of an old or new one. */
  ward?: string | undefined
  /** Recognised as high-quality college on the day. */
  isHighQuality?: boolean | undefined
  /** Nearest first. */
  near?: { lat: number; lon: number } | undefined
  /** With `near`: no farther than this. */
  radiusKm?: number | undefined
  /** `open` (the default) leaves out those that were merged or dissolved. */
  standing?: 'open' | 'ended' | 'all' | undefined
  /** The day it is asked about, `yyyy-mm-dd`. */
  on: string
}

export type InstitutionHit = {
  id: string
  code: string
  name: string
  short_name: string | null
  type: InstitutionType
  ownership: Ownership | null
  governing_body: string | null
  website: string | null
  status: Status
  is_standing_verified: boolean
  address: string | null
  /** The ward of the address as it is on the day. */
  ward_code: string | null
  ward_name: string | null
  /** The ward as it was when the address was entered, where it has changed since. */
  ward_then_name: string | null
  lat: number | null
  lon: number | null
  geo_precision: 'surveyed' | 'address' | 'ward_centroid' | 'unknown'
  /** The address and point are confirmed. */
  is_place_verified: boolean
  /** Some of what is shown (place, occupations, contacts, recognition) is example data. */
  is_demo: boolean
  phone: string | null
  email: string | null
  is_high_quality: boolean
  occupations: { code: string | null; name: string; level: Level; quota: number | null }[]
  /** Latest day any of its real public facts was confirmed; null when none was. */
  confirmed_on: string | null
  /** Distance to `near`. */
  distance_km: number | null
  /** The former name by which it was found. */
  found_by: string | null
}

export type SearchPage = { limit: number; after?: string | undefined }
export type SearchResult = { hits: InstitutionHit[]; total: number; next: string | undefined }

/**
 * THE search of the register: best match first, nearest first, or colleges before schools before centres; then by name. Keyset-paged by `after`.
 * One institution is one hit, standing at its main campus or, with `near`, at its nearest one.
 */
export async function searchInstitutions(
  db: Db,
  query: InstitutionQuery,
  page: SearchPage = { limit: 50 },
): Promise<SearchResult> {
  const found = await sql<InstitutionHit & { rank: number; total: number }>`
    with ${matching(query)}, counted as (select *, count(*) over ()::int as total from matching)
    select c.id, c.code, c.name, n.short_name, c.type, c.ownership, i.governing_body, i.website, c.status, c.is_standing_verified,
      c.address, c.ward_code, c.ward_name, c.ward_then_name, c.lat::float8 as lat, c.lon::float8 as lon, coalesce(c.geo_precision, 'unknown') as geo_precision,
      coalesce(c.is_place_verified, false) as is_place_verified, c.rank::float8 as rank, c.total, c.found_by,
      ${query.near ? sql`round((c.rank / 1000)::numeric, 2)::float8` : sql`null`} as distance_km,
      coalesce(c.is_demo or c.is_site_demo, false) or coalesce(o.is_demo, false) or coalesce(k.is_demo, false) or coalesce(r.is_demo, false) as is_demo,
      k.phone, k.email, coalesce(o.list, '[]') as occupations, r.id is not null as is_high_quality,
      greatest(case when not c.is_site_demo then c.site_confirmed_on end, o.confirmed_on, k.confirmed_on, n.confirmed_on, c.standing_confirmed_on,
        (select max((f.value ->> 'confirmedOn')::date) from jsonb_each(i.facts) f))::date as confirmed_on
    from (select * from counted ${afterClause(page.after)} order by rank, name collate "vi-x-icu", id limit ${page.limit + 1}) c
    join institutions.institution i on i.id = c.id
    left join lateral (
      select nm.short_name, nm.confirmed_on from institutions.institution_name nm where nm.institution_id = c.id and nm.name = c.name limit 1
    ) n on true
    left join lateral (
      select json_agg(json_build_object('code', li.occupation_code, 'name', li.occupation_name, 'level', li.level, 'quota', li.quota)
          order by li.level, li.occupation_name) as list, bool_or(li.is_demo) as is_demo, max(li.confirmed_on) filter (where not li.is_demo) as confirmed_on
      from institutions.licence_item li where li.institution_id = c.id and ${inForce('li', query.on)}
    ) o on true
    left join lateral (
      select max(value) filter (where kind = 'phone') as phone, max(value) filter (where kind = 'email') as email,
        bool_or(ct.is_demo) as is_demo, max(ct.confirmed_on) filter (where not ct.is_demo) as confirmed_on
      from institutions.contact ct where ct.institution_id = c.id
    ) k on true
    left join lateral (
      select hq.id, hq.is_demo from institutions.recognition hq where hq.institution_id = c.id and hq.kind = 'high_quality_college'
        and hq.valid_from <= ${query.on}::date and coalesce(hq.valid_to, 'infinity') >= ${query.on}::date order by hq.is_demo limit 1
    ) r on true
    order by c.rank, c.name collate "vi-x-icu", c.id`.execute(db)
  const rows = found.rows.slice(0, page.limit)
  const last = rows.at(-1)
  const next = found.rows.length > page.limit && last ? cursorOf(last.rank, last.name, last.id) : undefined
  const total = found.rows[0]?.total ?? (page.after ? await countAll(db, query) : 0)
  return { hits: rows.map(({ rank: _rank, total: _total, ...hit }) => hit), total, next }
}

async function countAll(db: Db, query: InstitutionQuery): Promise<number> {
  const found = await sql<{
    n: number
  }>`with ${matching(query)} select count(*)::int as n from matching`.execute(db)
  return found.rows[0]?.n ?? 0
}

/** The bare form of a text as the database keeps it: folded, signs between words as one space. */
function searchable(text: string): string {
  return fold(text)
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()
}

/** CTEs up to `matching`: every institution of the day that the query asks for, with its site and rank. */
function matching(query: InstitutionQuery): RawBuilder<unknown> {
  const words = searchable(query.text ?? '')
  const isOnlySigns = words === '' && (query.text ?? '').trim() !== ''
  return sql`day as (
      select d.*, s.is_verified as is_standing_verified, s.confirmed_on as standing_confirmed_on from institutions.on_day(${query.on}::date) d
      join institutions.standing s on s.institution_id = d.id and ${inForce('s', query.on)}
    ), asked as (
      select d.* from day d where ${sql.join(conditions(query), sql` and `)}
    ), placed as (
      select d.*, site.address, site.ward_code, site.ward_name, site.ward_then_name, site.lat, site.lon, site.geo_precision, site.is_place_verified,
        site.is_site_demo, site.site_confirmed_on, site.metres
      from asked d left join lateral (${siteOf(query)}) site on true
    ), found as (
      select p.*, ${words ? sql`m.rank` : sql`0`} as fit, ${query.near ? sql`p.metres` : words ? sql`m.rank` : sql`array_position(${[...institutionTypes]}::text[], p.type)`} as rank, ${words ? sql`m.found_by` : sql`null`} as found_by
      from placed p ${words ? sql`cross join lateral (${textMatch(query.text!, words)}) m` : sql``}
      where ${words ? sql`m.rank is not null` : isOnlySigns ? sql`false` : sql`true`} and ${query.near ? sql`p.metres <= ${(query.radiusKm ?? 20_000) * 1000}` : sql`true`}
    ), matching as (select * from found where fit < 5 or not exists (select 1 from found where fit < 5))`
}

/** The site an institution stands at: its main one, or the nearest to the point asked about. */
function siteOf(query: InstitutionQuery): RawBuilder<unknown> {
  const metres = query.near ? distance(query.near) : sql`null::float8`
  const order = query.near
    ? sql`${metres} nulls last`
    : sql`array_position(array['main', 'branch', 'training_site'], c.kind), c.id`
  return sql`select c.address, w.code as ward_code, w.name as ward_name, case when then_unit.id <> w.id then then_unit.name end as ward_then_name, c.lat, c.lon, c.geo_precision, c.is_verified as is_place_verified,
      c.is_demo as is_site_demo, c.confirmed_on as site_confirmed_on, ${metres} as metres
    from institutions.campus c left join places.unit then_unit on then_unit.id = c.unit_id left join places.unit w on w.id = institutions.unit_on(c.unit_id, ${query.on}::date)
    where c.institution_id = d.id and ${inForce('c', query.on)}
    order by ${order} limit 1`
}

/** Metres on the sphere. */
function distance({ lat, lon }: { lat: number; lon: number }): RawBuilder<unknown> {
  return sql`(2 * 6371008.8 * asin(sqrt(least(1, power(sin(radians(c.lat::float8 - ${lat}) / 2), 2)
    + cos(radians(${lat})) * cos(radians(c.lat::float8)) * power(sin(radians(c.lon::float8 - ${lon}) / 2), 2)))))`
}

/**
 * How well the typed words fit: 0 the name as written, 1 the name without marks, 2 a former name (its own or of one that
 * was merged into it), 3 the words together elsewhere (occupation, ward, address), 4 every word in the name, 5 every word somewhere, which counts
 * only when nothing fits better; null not at all.
 */
function textMatch(typed: string, words: string): RawBuilder<unknown> {
  const like = (text: string) => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`
  const every = (column: string) =>
    sql.join(
      words.split(' ').map((word) => sql`${sql.raw(column)} like ${like(word)}`),
      sql` and `,
    )
  return sql`
    select case
        when lower(p.name) like ${like(typed.trim().toLowerCase())} then 0
        when own.search like ${like(words)} then 1
        when former.name is not null then 2
        when doc.text like ${like(words)} then 3
        when ${every('own.search')} then 4
        when ${every('doc.text')} then 5
      end as rank,
      case when own.search not like ${like(words)} then former.name end as found_by
    from (select institutions.searchable(p.name || ' ' || coalesce(string_agg(nm.search, ' '), '')) as search
      from institutions.institution_name nm where nm.institution_id = p.id and nm.name = p.name) own
    left join lateral (
      with recursive line (id) as (
        select p.id union select s.from_institution from line join institutions.succession s on s.to_institution = line.id and s.kind = 'merge'
      ) select nm.name from line join institutions.institution_name nm on nm.institution_id = line.id
        where nm.search like ${like(words)} and nm.name <> p.name order by nm.to_date desc nulls first limit 1
    ) former on true
    cross join lateral (
      select own.search || ' | ' || institutions.searchable(p.code) || ' | ' || coalesce((
          select string_agg(distinct li.search || ' ' || coalesce(li.occupation_code, ''), ' | ') from institutions.licence_item li where li.institution_id = p.id), '')
        || ' | ' || coalesce((
          select string_agg(distinct concat_ws(' | ', c.search, institutions.searchable(u.search), institutions.searchable(parent.search)), ' | ') from institutions.campus c
          left join lateral institutions.unit_line(c.unit_id) l (id) on true
          left join places.unit u on u.id = l.id left join places.unit parent on parent.code = u.parent_code and parent.kind = 'district'
          where c.institution_id = p.id), '') as text
    ) doc`
}

function conditions(query: InstitutionQuery): RawBuilder<unknown>[] {
  const asked = [sql`true`]
  const standing = query.standing ?? 'open'
  if (standing !== 'all')
    asked.push(
      standing === 'open'
        ? sql`d.status not in ('merged', 'dissolved')`
        : sql`d.status in ('merged', 'dissolved')`,
    )
  if (query.type) asked.push(sql`d.type = ${query.type}`)
  if (query.ownership) asked.push(sql`d.ownership = ${query.ownership}`)
  if (query.isHighQuality) asked.push(highQuality(query.on))
  if (query.ward) asked.push(inWard(query.ward, query.on))
  if (query.occupation || query.level) {
    asked.push(sql`exists (select 1 from institutions.licence_item li where li.institution_id = d.id and ${inForce('li', query.on)}
      and ${query.occupation ? sql`li.occupation_code = ${query.occupation}` : sql`true`}
      and ${query.level ? sql`li.level = ${query.level}` : sql`true`})`)
  }
  return asked
}

/** A campus lies in the unit, or in one it went into, or in one that went wholly into it. */
function inWard(ward: string, on: string): RawBuilder<unknown> {
  if (searchable(ward) === '') return sql`false`
  const unit = /^\d+$/.test(ward)
    ? sql`u.code = ${ward} and ${inForce('u', on)}`
    : sql`institutions.searchable(u.search) like ${`%${searchable(ward)}%`} and u.kind = 'commune'`
  return sql`exists (select 1 from institutions.campus c where c.institution_id = d.id and ${inForce('c', on)}
    and c.unit_id in (select l.id from places.unit u cross join lateral institutions.unit_line(u.id) l (id) where ${unit}))`
}

function highQuality(on: string): RawBuilder<unknown> {
  return sql`exists (select 1 from institutions.recognition r where r.institution_id = d.id and r.kind = 'high_quality_college'
    and r.valid_from <= ${on}::date and coalesce(r.valid_to, 'infinity') >= ${on}::date)`
}

/** `table.from_date`..`table.to_date` covers the day; both ends inclusive, absent ends open. */
function inForce(table: string, on: string): RawBuilder<unknown> {
  const t = sql.raw(table)
  return sql`coalesce(${t}.from_date, '-infinity') <= ${on}::date and coalesce(${t}.to_date, 'infinity') >= ${on}::date`
}

function cursorOf(rank: number, name: string, id: string): string {
  return Buffer.from(JSON.stringify([rank, name, id])).toString('base64url')
}

/** Text with a zero character is none the database could have given. */
const Cursor = z.tuple([z.number(), z.string().refine((text) => !text.includes('\0')), z.uuid()])

/** Rows after the last one seen; an unreadable cursor begins again. */
function afterClause(after: string | undefined): RawBuilder<unknown> {
  const seen = Cursor.safeParse(parsedCursor(after ?? ''))
  if (!seen.success) return sql``
  const [rank, name, id] = seen.data
  return sql`where (rank::float8, name collate "vi-x-icu", id) > (${rank}::float8, ${name} collate "vi-x-icu", ${id}::uuid)`
}

function parsedCursor(after: string): unknown {
  try {
    return JSON.parse(Buffer.from(after, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}
