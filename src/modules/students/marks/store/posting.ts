import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { conflict } from '#platform/errors.ts'
import type { SectionState } from '../../section.ts'

type Move = {
  state: SectionState
  submitted?: { by: string; at: string } | null
  posted?: { by: string; at: string }
  return_reason?: string | null
}

/** Moves the sheet of a section to its next state. @returns false when somebody else changed the section first */
export async function moveSection(
  tx: Tx,
  section: { id: string; version: number },
  next: Move,
): Promise<boolean> {
  const submitted =
    next.submitted === undefined
      ? sql``
      : next.submitted === null
        ? sql`, submitted_at = null, submitted_by = null`
        : sql`, submitted_at = ${next.submitted.at}::timestamptz, submitted_by = ${next.submitted.by}`
  const posted = next.posted
    ? sql`, posted_at = ${next.posted.at}::timestamptz, posted_by = ${next.posted.by}`
    : sql``
  const done = await sql`update students.course_section set state = ${next.state}, version = version + 1,
      return_reason = ${next.return_reason ?? null} ${submitted} ${posted}
    where id = ${section.id}::uuid and version = ${section.version} returning 1`.execute(tx)
  return done.rows.length > 0
}

/**
 * Holds a section in the state that was seen until the act is over: those who type on its sheet wait, or are told. Shared
 * (`isShared`), it keeps others from moving the section alone.
 * @throws AppError conflict when the section has moved on
 */
export async function holdSection(
  tx: Tx,
  section: { id: string; state: SectionState },
  isShared = false,
): Promise<void> {
  const found =
    await sql`select 1 from students.course_section where id = ${section.id}::uuid and state = ${section.state}
    ${isShared ? sql`for share` : sql`for update`}`.execute(tx)
  if (found.rows.length === 0) throw conflict()
}
