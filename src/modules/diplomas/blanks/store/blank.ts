import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'

export type BlankState = 'left' | 'moving' | 'used' | 'spoiled'
export type StandingBlank = { id: string; serial: string; state: BlankState; is_destroyed: boolean }

/** Writes blanks taken in by a movement. @returns how many are new: a serial of a kind is known once in the whole province. */
export async function insertBlanks(
  tx: Tx,
  row: { institution_id: string; kind_code: string; received_by: string },
  serials: readonly string[],
): Promise<number> {
  const made = await sql`insert into diplomas.blank (institution_id, kind_code, serial, received_by)
    select ${row.institution_id}::uuid, ${row.kind_code}, s, ${row.received_by}::uuid from unnest(${[...serials]}::text[]) s
    on conflict (kind_code, serial) do nothing`.execute(tx)
  return Number(made.numAffectedRows ?? 0)
}

/** The school's blanks with these serials, as they stand; others are absent. */
export async function listBySerial(
  db: Db,
  institution: string,
  kindCode: string,
  serials: readonly string[],
): Promise<StandingBlank[]> {
  const found =
    await sql<StandingBlank>`select b.id, b.serial, b.state, b.destroyed_by is not null as is_destroyed from diplomas.blank b
    where b.institution_id = ${institution}::uuid and b.kind_code = ${kindCode} and b.serial = any(${[...serials]}::text[])
    order by b.serial`.execute(db)
  return found.rows
}

/** Spoiled blanks of a school that were not destroyed yet. */
export async function listSpoiled(db: Db, institution: string, kindCode: string): Promise<StandingBlank[]> {
  const found =
    await sql<StandingBlank>`select b.id, b.serial, b.state, false as is_destroyed from diplomas.blank b
    where b.institution_id = ${institution}::uuid and b.kind_code = ${kindCode} and b.state = 'spoiled' and b.destroyed_by is null
    order by b.serial`.execute(db)
  return found.rows
}

/** The serials a movement is about, where its blanks name it (received, spoiled, destroyed, on their way). */
export async function listSerialsOf(db: Db, movement: string, act: string): Promise<string[]> {
  const column = {
    receive: 'received_by',
    spoil: 'spoiled_by',
    destroy: 'destroyed_by',
    move_out: 'moving_by',
  }[act]
  if (!column) return []
  const found = await sql<{ serial: string }>`select b.serial from diplomas.blank b
    where ${sql.ref(`b.${column}`)} = ${movement}::uuid order by b.serial`.execute(db)
  return found.rows.map((row) => row.serial)
}

/** Serials that diplomas of the school were given, of those named: such a blank cannot come in. */
export async function findGiven(
  db: Db,
  institution: string,
  kindCode: string,
  serials: readonly string[],
): Promise<string | undefined> {
  const found = await sql<{ serial: string }>`select d.serial from diplomas.diploma d
    where d.institution_id = ${institution}::uuid and d.kind_code = ${kindCode} and d.blank_id is null and not d.shares_number
      and d.serial_key in (select upper(regexp_replace(s, '[^0-9A-Za-zĐđ]', '', 'g')) from unnest(${[...serials]}::text[]) s)
    order by d.serial limit 1`.execute(db)
  return found.rows[0]?.serial
}
