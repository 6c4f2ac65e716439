import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'

export type DigitalMark = { from_date: string; reason: string }

/** Whether a mark from the day (`yyyy-mm-dd`) would reach into one that has ended. */
export async function isMarkedBefore(db: Db, programme: string, from: string): Promise<boolean> {
  const found = await sql`select 1 from curricula.digital_mark
    where programme_id = ${programme}::uuid and to_date >= ${from}::date limit 1`.execute(db)
  return found.rows.length > 0
}

/** Marks a programme as one of digital technology, mends the mark it has, or ends it: the days before stay marked. */
export async function setDigitalMark(
  tx: Tx,
  programme: { id: string; institution_id: string },
  mark: DigitalMark | undefined,
  today: string,
): Promise<void> {
  const open = sql`programme_id = ${programme.id}::uuid and to_date is null`
  if (mark) {
    const { from_date, reason } = mark
    const mended =
      await sql`update curricula.digital_mark set from_date = ${from_date}::date, reason = ${reason} where ${open}`.execute(
        tx,
      )
    if (mended.numAffectedRows === 0n)
      await sql`insert into curricula.digital_mark (programme_id, institution_id, from_date, reason)
        values (${programme.id}::uuid, ${programme.institution_id}::uuid, ${from_date}::date, ${reason})`.execute(
        tx,
      )
    return
  }
  await sql`delete from curricula.digital_mark where ${open} and from_date >= ${today}::date`.execute(tx)
  await sql`update curricula.digital_mark set to_date = ${today}::date - 1 where ${open}`.execute(tx)
}
