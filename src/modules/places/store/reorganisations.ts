import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { ReorganisationRow } from '../reorganisation.ts'
import type { Unit } from '../unit.ts'
import { unitColumns } from './units.ts'

export type Reorganisation = {
  id: string
  title: string
  state: 'draft' | 'done' | 'undone'
  file_name: string
  rows: ReorganisationRow[]
  /** Rows of the sheet left out because they look like sums, headings or signatures. */
  skipped: number[]
  effective_on: string | null
  created_by: string
  created_at: Date
  done_by: string | null
  done_at: Date | null
  undone_by: string | null
  undone_at: Date | null
}

type Stored = Omit<Reorganisation, 'rows' | 'skipped'> & {
  rows: { rows: ReorganisationRow[]; skipped: number[] }
}

/** Newest first. */
export async function listReorganisations(db: Db): Promise<Omit<Reorganisation, 'rows' | 'skipped'>[]> {
  const found = await sql<Omit<Reorganisation, 'rows' | 'skipped'>>`
    select id, title, state, file_name, effective_on, created_by, created_at, done_by, done_at, undone_by, undone_at
    from places.reorganisation order by created_at desc, id limit 200`.execute(db)
  return found.rows
}

/** @throws AppError not_found */
export async function getReorganisation(db: Db, id: string): Promise<Reorganisation> {
  const found = await sql<Stored>`select * from places.reorganisation where id = ${id}::uuid`.execute(db)
  const stored = found.rows[0]
  if (!stored) throw notFound()
  return { ...stored, ...stored.rows }
}

/** What an import changed: the units it ended and those it began. */
export async function listChangedUnits(db: Db, id: string): Promise<{ ended: Unit[]; begun: Unit[] }> {
  const pick = (column: 'ended_by' | 'begun_by') =>
    db
      .selectFrom('places.unit')
      .select(unitColumns)
      .where(column, '=', id)
      .orderBy('code')
      .execute() as Promise<Unit[]>
  return { ended: await pick('ended_by'), begun: await pick('begun_by') }
}

/** One change of units at a time. */
export async function lockTree(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('ngheso places tree'))`.execute(tx)
}

/**
 * How many records of other modules name one of the units. Found from the foreign keys themselves, since this module
 * stands below those that use it.
 */
export async function countUses(db: Db, unitIds: readonly string[]): Promise<number> {
  if (unitIds.length === 0) return 0
  const keys = await sql<{ table: string; column: string }>`
    select c.conrelid::regclass::text as table, a.attname as column
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    join pg_class t on t.oid = c.conrelid join pg_namespace n on n.oid = t.relnamespace
    where c.contype = 'f' and c.confrelid = 'places.unit'::regclass and n.nspname <> 'places'`.execute(db)
  let count = 0
  for (const { table, column } of keys.rows) {
    const found = await sql<{ count: number }>`
      select count(*) as count from ${sql.raw(table)} where ${sql.ref(column)} = any (${[...unitIds]}::uuid[])`.execute(
      db,
    )
    count += found.rows[0]?.count ?? 0
  }
  return count
}

/** What stands on the units an import began: later units made of them, or an end given to them since. */
export async function findBuiltOn(db: Db, id: string): Promise<{ later: number; uses: number }> {
  const begun = await db
    .selectFrom('places.unit')
    .select(['id', 'to_date'])
    .where('begun_by', '=', id)
    .execute()
  const ids = begun.map((unit) => unit.id)
  if (ids.length === 0) return { later: 0, uses: 0 }
  const left = await db
    .selectFrom('places.succession')
    .select('to_unit')
    .where('from_unit', 'in', ids)
    .execute()
  return {
    later: Math.max(left.length, begun.filter((unit) => unit.to_date !== null).length),
    uses: await countUses(db, ids),
  }
}
