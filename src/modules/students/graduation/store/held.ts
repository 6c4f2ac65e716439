import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

type Row = Record<string, unknown>

/** Graduation marks held of a person. */
export async function heldMarks(db: Db, personId: string): Promise<Row[]> {
  const found = await sql<Row>`select kind, sitting, on_date, state, value from students.graduation_mark
    where person_id = ${personId}::uuid order by on_date, kind`.execute(db)
  return found.rows
}

/** What graduation reviews say of a person. */
export async function heldCases(db: Db, personId: string): Promise<Row[]> {
  const found =
    await sql<Row>`select review_id, is_eligible, reasons, score, classification, is_downgraded, title, is_held_back,
      held_reason from students.graduation_case where person_id = ${personId}::uuid order by review_id`.execute(
      db,
    )
  return found.rows
}
