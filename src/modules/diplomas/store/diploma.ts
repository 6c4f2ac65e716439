import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { Diploma } from '../diploma.ts'

/**
 * The numbers that stand in the book, of a table named `d`. A row of an old register that gives one number alone has it in both columns,
 * to be looked up by; it is told once, as what it is.
 */
export const bookSerial = sql`case when d.has_serial then d.serial end`
export const bookEntryNo = sql`case when d.origin <> 'digitised' or not d.has_serial or d.entry_no <> d.serial then d.entry_no end`

/** Columns of a `Diploma`, of a table named `d`. */
export const diplomaColumns = sql`d.id, d.public_id, d.institution_id, d.person_id, d.enrolment_id, d.kind_id, d.kind_code, d.origin,
  d.run_id, d.book_id, d.entry, ${bookEntryNo} as entry_no, ${bookSerial} as serial, d.blank_id, d.state, d.content, d.issue_date::text as issue_date,
  d.pdf_file, d.credential_file, d.status_list, d.status_index, d.successor_id, d.is_compared, d.is_demo, d.version`

async function findDiploma(db: Db, id: string): Promise<Diploma | undefined> {
  const found =
    await sql<Diploma>`select ${diplomaColumns} from diplomas.diploma d where d.id = ${id}::uuid`.execute(db)
  return found.rows[0]
}

/** @throws AppError not_found */
export async function getDiploma(db: Db, id: string): Promise<Diploma> {
  const diploma = await findDiploma(db, id)
  if (!diploma) throw notFound()
  return diploma
}

/** What is kept of an act on a diploma, beside the audit: the register's annotations and the public page are made of it. */
export type NewEvent = {
  act:
    | 'number'
    | 'sign'
    | 'issue'
    | 'deliver'
    | 'correct'
    | 'replace'
    | 'suspend'
    | 'lift'
    | 'revoke'
    | 'void'
    | 'copy'
    | 'digitise'
  on_date: string
  decision_no?: string | null
  decision_date?: string | null
  reason_code?: string | null
  reason?: string | null
  detail?: Record<string, unknown>
}

/** Writes the same event for each of the diplomas. */
export async function insertEvents(
  tx: Tx,
  diplomaIds: readonly string[],
  event: NewEvent,
  by: { id: string; name: string },
): Promise<void> {
  await sql`insert into diplomas.event
      (diploma_id, institution_id, person_id, act, on_date, decision_no, decision_date, reason_code, reason, detail, by_account, by_name)
    select d.id, d.institution_id, d.person_id, ${event.act}, ${event.on_date}::date, ${event.decision_no ?? null},
      ${event.decision_date ?? null}::date, ${event.reason_code ?? null}, ${event.reason ?? null},
      ${JSON.stringify(event.detail ?? {})}::jsonb, ${by.id}, ${by.name}
    from diplomas.diploma d where d.id = any(${[...diplomaIds]}::uuid[])`.execute(tx)
}
