import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

/** One act on a record: when, who, what, and which fields it changed. */
export type HistoryEntry = {
  seq: number
  at: Date
  actor_name: string
  action: string
  subject: string
  subject_id: string
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

/** What happened to the records, newest first. `subjects` maps an audit subject to the ids asked about. */
export async function listHistory(
  db: Db,
  subjects: Readonly<Record<string, readonly string[]>>,
  limit = 50,
): Promise<HistoryEntry[]> {
  const asked = Object.entries(subjects).flatMap(([subject, ids]) => ids.map((id) => ({ subject, id })))
  if (asked.length === 0) return []
  const found = await sql<HistoryEntry>`
    select e.seq, e.at, e.actor_name, e.action, c.subject, c.subject_id, c.before, c.after
    from unnest(${asked.map((one) => one.subject)}::text[], ${asked.map((one) => one.id)}::text[]) as q(subject, id)
    join platform.audit_change c on c.subject = q.subject and c.subject_id = q.id
    join platform.audit_entry e on e.seq = c.entry_seq
    order by e.seq desc, c.position limit ${limit}`.execute(db)
  return found.rows
}
