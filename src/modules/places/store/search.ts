import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import { fold } from '#platform/text/index.ts'
import { unitColumns } from './units.ts'
import type { Unit, UnitKind, NamedUnit } from '../unit.ts'

/** A unit of the list; `found_by`: the names of other days by which the search found it. */
export type ListedUnit = Unit & { parent_name: string | null; found_by: NamedUnit[] }

export type UnitFilter = {
  /** Day whose tree is listed. */
  on: string
  kind?: UnitKind | undefined
  /** Name (old or new, with or without marks) or code. */
  text?: string | undefined
  /** Code of the unit above. */
  parent?: string | undefined
  limit?: number | undefined
}

export type UnitOrder = { key: 'name' | 'code' | 'area_km2' | 'from_date'; direction: 'asc' | 'desc' }

const orderings = {
  name: sql`u.name collate "vi-x-icu"`,
  code: sql`u.code`,
  area_km2: sql`u.area_km2`,
  from_date: sql`u.from_date`,
}
const columns = sql.join(unitColumns.map((column) => sql.ref(`u.${column}`)))

/**
 * Units in force on a day. A search also finds them by the names their territory bore on other days (Tây Lộc finds
 * Phú Xuân), and says by which. The text as typed comes first, then by name.
 */
export async function listUnits(
  db: Db,
  filter: UnitFilter,
  order: UnitOrder = { key: 'name', direction: 'asc' },
): Promise<ListedUnit[]> {
  const text = filter.text?.trim() || null
  const direction = sql.raw(order.direction === 'desc' ? 'desc nulls last' : 'asc nulls last')
  const found = await sql<ListedUnit>`
    with matched as (
      select m.id from places.unit m
      where ${text}::text is not null and (m.search like ${`%${likeable(fold(text ?? ''))}%`} or m.code = ${text})
    ), related as (
      select f.to_unit as id, jsonb_agg(jsonb_build_object('code', o.code, 'name', o.name, 'from_date', o.from_date, 'from_is_known', o.from_is_known,
        'to_date', o.to_date) order by o.from_date, o.name) as names
      from places.follow_units((select coalesce(array_agg(id), '{}') from matched), ${filter.on}::date) f
      join places.unit o on o.id = f.from_unit
      where f.from_unit <> f.to_unit group by f.to_unit
    )
    select ${columns}, p.name as parent_name, coalesce(r.names, '[]') as found_by
    from places.unit u
    left join places.unit p on p.code = u.parent_code and p.from_date <= ${filter.on}::date and coalesce(p.to_date, 'infinity') >= ${filter.on}::date
    left join related r on r.id = u.id
    where u.from_date <= ${filter.on}::date and coalesce(u.to_date, 'infinity') >= ${filter.on}::date
      and (${filter.kind ?? null}::text is null or u.kind = ${filter.kind ?? null})
      and (${filter.parent ?? null}::text is null or u.parent_code = ${filter.parent ?? null})
      and (${text}::text is null or r.id is not null or u.id in (select id from matched))
    order by ${text ? sql`position(lower(${text.normalize('NFC')}) in lower(u.name)) > 0 desc, u.id in (select id from matched) desc,` : sql``}
      ${orderings[order.key]} ${direction}, u.code
    limit ${filter.limit ?? 1000}`.execute(db)
  return found.rows
}

function likeable(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&')
}

/** Units found by name that ended before the day and became no other unit (districts). */
export async function listWithoutHeir(
  db: Db,
  filter: { on: string; text: string; limit: number },
): Promise<Unit[]> {
  const found = await sql<Unit>`
    select ${columns} from places.unit u
    where u.to_date < ${filter.on}::date and u.search like ${`%${likeable(fold(filter.text))}%`}
      and not exists (select 1 from places.succession s where s.from_unit = u.id)
    order by u.name collate "vi-x-icu" limit ${filter.limit}`.execute(db)
  return found.rows
}
