import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import { isInForce, type ReachedUnit, type Unit } from '../unit.ts'
import { findUnit, listUnitsByIds } from './units.ts'

/** A unit with those above it on one day, nearest first. */
export type PlacedUnit = ReachedUnit & { above: Unit[] }

/** A place as it was when it was written down, and as it is now. Several units now when the old one was divided. */
export type ThenAndNow = { then: PlacedUnit; now: PlacedUnit[]; today: string }

/**
 * The unit that bore `code` on the day, and where it lies today: merges, splits and renames followed.
 * `then` is undefined when no unit bore the code that day.
 */
export async function unitThenAndNow(
  db: Db,
  code: string,
  on: string,
  today: string,
): Promise<{ then: PlacedUnit | undefined; now: PlacedUnit[] }> {
  const unit = await findUnit(db, code, on)
  const found = unit ? (await unitsNow(db, [unit.id], today)).get(unit.id) : undefined
  return { then: found?.then, now: found?.now ?? [] }
}

/** The same for many units at once, by id: what an address keeps. Three queries, however many there are. */
export async function unitsNow(
  db: Db,
  ids: readonly string[],
  today: string,
): Promise<Map<string, ThenAndNow>> {
  const reached = await followUnits(db, ids, today)
  const then = await listUnitsByIds(db, ids)
  const now = [...reached.values()].flat()
  const all = [
    ...then.map((unit) => ({ unit, on: lastDay(unit, today) })),
    ...now.map((unit) => ({ unit, on: today })),
  ]
  const above = await listAbove(db, all)
  const placed = (unit: Unit, on: string, isPart: boolean): PlacedUnit => ({
    ...unit,
    is_part: isPart,
    above: above.get(`${unit.id} ${on}`) ?? [],
  })
  return new Map(
    then.map((unit) => [
      unit.id,
      {
        then: placed(unit, lastDay(unit, today), false),
        now: (reached.get(unit.id) ?? []).map((one) => placed(one, today, one.is_part)),
        today,
      },
    ]),
  )
}

/** Where each unit lies on a day, by its id: itself while in force, else the units reached along the successions. */
export async function followUnits(
  db: Db,
  ids: readonly string[],
  on: string,
): Promise<Map<string, ReachedUnit[]>> {
  if (ids.length === 0) return new Map()
  const found = await sql<ReachedUnit & { from_unit: string }>`
    select m.from_unit, m.is_part, u.id, u.code, u.is_official_code, u.name, u.kind, u.type, u.parent_code, u.from_date, u.from_is_known,
      u.to_date, u.lat, u.lon, u.area_km2, u.source
    from places.follow_units(${[...new Set(ids)]}::uuid[], ${on}::date) m join places.unit u on u.id = m.to_unit
    order by u.name collate "vi-x-icu"`.execute(db)
  return Map.groupBy(found.rows, (row) => row.from_unit)
}

/** The last day the unit was so, at most today. */
function lastDay(unit: Unit, today: string): string {
  return unit.to_date && unit.to_date < today ? unit.to_date : isInForce(unit, today) ? today : unit.from_date
}

/** What stands above each unit on its day, nearest first, by `id day`. */
async function listAbove(db: Db, asked: readonly { unit: Unit; on: string }[]): Promise<Map<string, Unit[]>> {
  const list = asked.map(({ unit, on }) => ({
    key: `${unit.id} ${on}`,
    parent: unit.parent_code,
    on_day: on,
  }))
  const found = await sql<Unit & { key: string; depth: number }>`
    with recursive up (key, on_day, depth, id, parent_code) as (
      select a.key, a.on_day, 1, u.id, u.parent_code
      from (select distinct * from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as r(key text, parent text, on_day date)) a
      join places.unit u on u.code = a.parent and u.from_date <= a.on_day and coalesce(u.to_date, 'infinity') >= a.on_day
      union all
      select up.key, up.on_day, up.depth + 1, u.id, u.parent_code
      from up join places.unit u on u.code = up.parent_code and u.from_date <= up.on_day and coalesce(u.to_date, 'infinity') >= up.on_day
      where up.depth < 4
    )
    select up.key, up.depth, u.id, u.code, u.is_official_code, u.name, u.kind, u.type, u.parent_code, u.from_date, u.from_is_known,
      u.to_date, u.lat, u.lon, u.area_km2, u.source
    from up join places.unit u on u.id = up.id order by up.depth`.execute(db)
  return Map.groupBy(found.rows, (row) => row.key)
}

/** The codes of the units of `toDay` that hold the unit which bore `code` on `fromDay`. */
export async function mapUnit(
  db: Db,
  code: string,
  fromDay: string,
  toDay: string,
): Promise<{ code: string; is_part: boolean }[]> {
  const found = await sql<{ code: string; is_part: boolean }>`
    select code, is_part from places.map_unit(${code}, ${fromDay}::date, ${toDay}::date) order by code`.execute(
    db,
  )
  return found.rows
}
