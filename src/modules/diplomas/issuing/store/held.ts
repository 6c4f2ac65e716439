import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import { bookEntryNo, bookSerial } from '../../store/diploma.ts'

type Row = Record<string, unknown>

/** Diplomas held of a person. */
export async function heldDiplomas(db: Db, personId: string): Promise<Row[]> {
  const found =
    await sql<Row>`select d.kind_code, d.state, ${bookSerial} as serial, ${bookEntryNo} as entry_no, d.issue_date, d.content from diplomas.diploma d
    where d.person_id = ${personId}::uuid order by d.issue_date, d.id`.execute(db)
  return found.rows
}

/** What was done with a person's diplomas. */
export async function heldEvents(db: Db, personId: string): Promise<Row[]> {
  const found =
    await sql<Row>`select e.act, e.on_date, e.decision_no, e.decision_date, e.reason_code, e.reason, e.detail, e.by_name
    from diplomas.event e where e.person_id = ${personId}::uuid order by e.at, e.id`.execute(db)
  return found.rows
}

/** Issues a person was left out of, with the reason. */
export async function heldLeftOut(db: Db, personId: string): Promise<Row[]> {
  const found = await sql<Row>`select r.decision_no, l.reason, l.by_name, l.at from diplomas.left_out l
    join diplomas.issue_run r on r.id = l.run_id where l.person_id = ${personId}::uuid order by l.at`.execute(
    db,
  )
  return found.rows
}
