import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { answersFor, type NamedUnit, type SuccessionKind, type Unit, type UnitKind } from '../unit.ts'

export const unitColumns = [
  'id',
  'code',
  'is_official_code',
  'name',
  'kind',
  'type',
  'parent_code',
  'from_date',
  'from_is_known',
  'to_date',
  'lat',
  'lon',
  'area_km2',
  'source',
] as const

/** The unit that bore `code` on the day; undefined when none did. A unit of unknown beginning answers for earlier days too (its `from_date` is then after the day). */
export async function findUnit(db: Db, code: string, on: string): Promise<Unit | undefined> {
  return (await listBearers(db, code)).find((unit) => answersFor(unit, on))
}

/** The first day that units of a level are known of. */
export async function findFirstDay(db: Db, kind: UnitKind): Promise<string | undefined> {
  const found = await db
    .selectFrom('places.unit')
    .select((eb) => eb.fn.min('from_date').as('day'))
    .where('kind', '=', kind)
    .executeTakeFirst()
  return found?.day ?? undefined
}

/** Every unit that ever bore the code, oldest first: codes are reused for new territories. */
export async function listBearers(db: Db, code: string): Promise<Unit[]> {
  const found = await db
    .selectFrom('places.unit')
    .select(unitColumns)
    .where('code', '=', code)
    .orderBy('from_date')
    .execute()
  return found as Unit[]
}

/** Every unit of all times. */
export async function listAllUnits(db: Db): Promise<Unit[]> {
  return (await db
    .selectFrom('places.unit')
    .select(unitColumns)
    .orderBy('code')
    .orderBy('from_date')
    .execute()) as Unit[]
}

export async function listUnitsByIds(db: Db, ids: readonly string[]): Promise<Unit[]> {
  if (ids.length === 0) return []
  return (await db
    .selectFrom('places.unit')
    .select(unitColumns)
    .where('id', 'in', [...new Set(ids)])
    .execute()) as Unit[]
}

/** The units right under a code on a day, by name. */
export async function listChildren(db: Db, code: string, on: string): Promise<Unit[]> {
  const found = await db
    .selectFrom('places.unit')
    .select(unitColumns)
    .where('parent_code', '=', code)
    .where('from_date', '<=', on)
    .where((eb) => eb.or([eb('to_date', 'is', null), eb('to_date', '>=', on)]))
    .orderBy(sql`name collate "vi-x-icu"`)
    .execute()
  return found as Unit[]
}

export type Relative = NamedUnit & {
  id: string
  on_date: string
  kind: SuccessionKind
  is_part: boolean
  source: string
}

/** The units it came from, and those it went into, by name. */
export async function listRelatives(
  db: Db,
  unitId: string,
): Promise<{ before: Relative[]; after: Relative[] }> {
  const found = await sql<Relative & { side: 'before' | 'after' }>`
    select * from (select 'before' as side, u.id, u.code, u.name, u.from_date, u.from_is_known, u.to_date, s.on_date, s.kind, s.is_part, s.source
    from places.succession s join places.unit u on u.id = s.from_unit where s.to_unit = ${unitId}
    union all
    select 'after', u.id, u.code, u.name, u.from_date, u.from_is_known, u.to_date, s.on_date, s.kind, s.is_part, s.source
    from places.succession s join places.unit u on u.id = s.to_unit where s.from_unit = ${unitId}) relative
    order by name collate "vi-x-icu"`.execute(db)
  return {
    before: found.rows.filter((row) => row.side === 'before'),
    after: found.rows.filter((row) => row.side === 'after'),
  }
}

export type NewUnitRow = Omit<Unit, 'id'> & { begun_by?: string }

/** Adds units that are not there yet (by code and first day). */
export async function insertUnits(tx: Tx, units: readonly NewUnitRow[]): Promise<number> {
  if (units.length === 0) return 0
  const done = await tx
    .insertInto('places.unit')
    .values([...units])
    .onConflict((oc) => oc.columns(['code', 'from_date']).doNothing())
    .executeTakeFirst()
  return Number(done.numInsertedOrUpdatedRows ?? 0)
}
