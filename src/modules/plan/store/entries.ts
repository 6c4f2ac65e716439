import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'

/** A value from outside the system, with its proof. Percent: n of N; milestone: reached or not. */
export type Entry = {
  id: string
  code: string
  as_of: string
  numerator: number | null
  denominator: number | null
  is_reached: boolean | null
  confirmed_by: string
  valid_until: string
  note: string | null
  evidence_hash: string
  evidence_name: string
  evidence_kind: string
  evidence_size: number
  entered_by: string
  entered_at: Date
}

export async function insertEntry(tx: Tx, entry: Omit<Entry, 'id'>): Promise<string> {
  const made = await tx
    .insertInto('plan.entered_value')
    .values(entry)
    .returning('id')
    .executeTakeFirstOrThrow()
  return made.id
}

/** The value that stands on a day for each indicator: the latest day, and of that the latest entry, while it is valid. */
export async function listStandingEntries(db: Db, on: string): Promise<Entry[]> {
  const found = await sql<Entry>`select distinct on (code) * from plan.entered_value
    where as_of <= ${on}::date and valid_until >= ${on}::date order by code, as_of desc, entered_at desc`.execute(
    db,
  )
  return found.rows
}

/** The latest value of each indicator, where it stops being valid before `day`. */
export async function listEndingEntries(db: Db, day: string): Promise<Entry[]> {
  const found = await sql<Entry>`select * from (
      select distinct on (code) * from plan.entered_value order by code, as_of desc, entered_at desc) e
    where e.valid_until < ${day}::date order by e.valid_until, e.code`.execute(db)
  return found.rows
}

/** Every value entered for an indicator, latest first. */
export async function listEntries(db: Db, code: string): Promise<Entry[]> {
  return db
    .selectFrom('plan.entered_value')
    .selectAll()
    .where('code', '=', code)
    .orderBy('as_of', 'desc')
    .orderBy('entered_at', 'desc')
    .execute()
}

/** @throws AppError not_found */
export async function getEntry(db: Db, code: string, id: string): Promise<Entry> {
  const found = await db
    .selectFrom('plan.entered_value')
    .selectAll()
    .where('code', '=', code)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) throw notFound()
  return found
}
