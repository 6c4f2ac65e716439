import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import { fold } from '#platform/text/index.ts'
import type { Unit, UnitKind } from './unit.ts'

const columns = [
  'id', 'code', 'is_official_code', 'name', 'kind', 'type', 'parent_code', 'from_date', 'to_date', 'lat', 'lon', 'area_km2', 'source',
] as const

/** Units of one kind in force on a day, by name; `text` searches with and without marks. */
export async function listUnits(db: Db, filter: { kind: UnitKind; on: string; text?: string | undefined }): Promise<Unit[]> {
  let query = db
    .selectFrom('places.unit')
    .select(columns)
    .where('kind', '=', filter.kind)
    .where('from_date', '<=', filter.on)
    .where((eb) => eb.or([eb('to_date', 'is', null), eb('to_date', '>=', filter.on)]))
  if (filter.text) query = query.where('search', 'like', `%${fold(filter.text)}%`)
  return (await query.orderBy(sql`name collate "vi-x-icu"`).execute()) as Unit[]
}

/** The unit that bore `code` on the day. @throws AppError not_found */
export async function getUnit(db: Db, code: string, on: string): Promise<Unit> {
  const unit = await findUnit(db, code, on)
  if (!unit) throw notFound()
  return unit
}

export async function findUnit(db: Db, code: string, on: string): Promise<Unit | undefined> {
  const found = await db
    .selectFrom('places.unit')
    .select(columns)
    .where('code', '=', code)
    .where('from_date', '<=', on)
    .where((eb) => eb.or([eb('to_date', 'is', null), eb('to_date', '>=', on)]))
    .executeTakeFirst()
  return found as Unit | undefined
}

export type Relative = Pick<Unit, 'code' | 'name' | 'from_date' | 'to_date'> & { on_date: string; kind: string; is_part: boolean }

/** The units it came from, and those it went into. */
export async function listRelatives(db: Db, unitId: string): Promise<{ before: Relative[]; after: Relative[] }> {
  const pick = ['unit.code', 'unit.name', 'unit.from_date', 'unit.to_date', 's.on_date', 's.kind', 's.is_part'] as const
  const [before, after] = await Promise.all([
    db.selectFrom('places.succession as s').innerJoin('places.unit as unit', 'unit.id', 's.from_unit').where('s.to_unit', '=', unitId).select(pick).orderBy('unit.name').execute(),
    db.selectFrom('places.succession as s').innerJoin('places.unit as unit', 'unit.id', 's.to_unit').where('s.from_unit', '=', unitId).select(pick).orderBy('unit.name').execute(),
  ])
  return { before, after }
}

/** Adds units and successions that are not there yet (by code and first day). */
export async function insertUnits(tx: Tx, units: readonly Omit<Unit, 'id'>[]): Promise<number> {
  if (units.length === 0) return 0
  const done = await tx.insertInto('places.unit').values([...units]).onConflict((oc) => oc.columns(['code', 'from_date']).doNothing()).executeTakeFirst()
  return Number(done.numInsertedOrUpdatedRows ?? 0)
}
