import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import type { ThresholdCode, ThresholdInput, ThresholdVersion } from '../threshold.ts'

const columns = sql`h.code, h.from_date, h.to_date, trim_scale(h.value)::text as value, h.source, h.is_verified`

/** Every version of every threshold, the newest first. */
export async function listThresholds(db: Db): Promise<ThresholdVersion[]> {
  const found =
    await sql<ThresholdVersion>`select ${columns} from students.threshold h order by h.code, h.from_date desc`.execute(
      db,
    )
  return found.rows
}

/** The last version of a code. */
export async function findLastThreshold(db: Db, code: ThresholdCode): Promise<ThresholdVersion | undefined> {
  const found = await sql<ThresholdVersion>`select ${columns} from students.threshold h where h.code = ${code}
    order by h.from_date desc limit 1`.execute(db)
  return found.rows[0]
}

/** The version in force on a day. */
export async function findThreshold(
  db: Db,
  code: ThresholdCode,
  day: string,
): Promise<ThresholdVersion | undefined> {
  const found =
    await sql<ThresholdVersion>`select ${columns} from students.threshold h where h.code = ${code} and h.from_date <= ${day}::date
    and coalesce(h.to_date, 'infinity') >= ${day}::date`.execute(db)
  return found.rows[0]
}

/** Ends the last version the day before and adds the new one. */
export async function insertThreshold(
  tx: Tx,
  row: ThresholdInput,
  last: ThresholdVersion | undefined,
): Promise<void> {
  if (last)
    await sql`update students.threshold set to_date = ${row.from_date}::date - 1
      where code = ${last.code} and from_date = ${last.from_date}::date`.execute(tx)
  await sql`insert into students.threshold (code, from_date, value, source, is_verified)
    values (${row.code}, ${row.from_date}::date, ${row.value}::numeric, ${row.source}, ${row.is_verified})`.execute(
    tx,
  )
}

/** Takes the last version out; the one before it goes on. */
export async function deleteThreshold(
  tx: Tx,
  row: Pick<ThresholdVersion, 'code' | 'from_date'>,
): Promise<void> {
  await sql`delete from students.threshold where code = ${row.code} and from_date = ${row.from_date}::date`.execute(
    tx,
  )
  await sql`update students.threshold set to_date = null where code = ${row.code} and to_date = ${row.from_date}::date - 1`.execute(
    tx,
  )
}
