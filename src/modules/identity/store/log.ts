import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import { fold } from '#platform/text/index.ts'

export type LogEntry = {
  seq: number
  at: Date
  actor_kind: string
  actor_name: string
  action: string
  changes_count: number
}

export type LogChange = {
  subject: string
  subject_id: string
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

export type LogFilter = {
  actor?: string | undefined
  action?: string | undefined
  /** A day in Vietnam, `yyyy-mm-dd`. */
  day?: string | undefined
  /** Id of a record the act changed. */
  subject?: string | undefined
  reach: 'all' | readonly string[]
  before?: number | undefined
  limit: number
}

/** Acts, newest first. Whoever reaches some schools only sees acts that changed a record of one of them. */
export async function listLog(db: Db, filter: LogFilter): Promise<LogEntry[]> {
  const bounds = [sql`true`]
  if (filter.actor) bounds.push(sql`platform.fold(e.actor_name) like ${`%${fold(filter.actor)}%`}`)
  if (filter.action) bounds.push(sql`e.action = ${filter.action}`)
  if (filter.day) {
    bounds.push(sql`e.at >= ${filter.day}::timestamp at time zone 'Asia/Ho_Chi_Minh'
      and e.at < (${filter.day}::timestamp + interval '1 day') at time zone 'Asia/Ho_Chi_Minh'`)
  }
  if (filter.before) bounds.push(sql`e.seq < ${filter.before}`)
  if (filter.subject)
    bounds.push(
      sql`exists (select 1 from platform.audit_change c where c.entry_seq = e.seq and c.subject_id = ${filter.subject})`,
    )
  if (filter.reach !== 'all') {
    const mine = [...filter.reach]
    bounds.push(
      sql`exists (select 1 from platform.audit_change c where c.entry_seq = e.seq and c.institution_id = any(${mine}::uuid[]))`,
    )
  }
  const found = await sql<LogEntry>`select e.seq, e.at, e.actor_kind, e.actor_name, e.action, e.changes_count
    from platform.audit_entry e where ${sql.join(bounds, sql` and `)} order by e.seq desc limit ${filter.limit}`.execute(
    db,
  )
  return found.rows
}

/** What an act changed, as far as the reader reaches it; at most `limit` rows. */
export async function listLogChanges(
  db: Db,
  seq: number,
  reach: 'all' | readonly string[],
  limit: number,
): Promise<LogChange[]> {
  const bound = reach === 'all' ? sql`true` : sql`institution_id = any(${[...reach]}::uuid[])`
  const found = await sql<LogChange>`select subject, subject_id, before, after from platform.audit_change
    where entry_seq = ${seq} and ${bound} order by position limit ${limit}`.execute(db)
  return found.rows
}

/** Names of the acts that ever happened, for the filter: from name to name along the index, however many acts there are. */
export async function listLogActions(db: Db): Promise<string[]> {
  const found = await sql<{ action: string }>`with recursive name as (
      select min(action) as action from platform.audit_entry
      union all
      select (select min(e.action) from platform.audit_entry e where e.action > name.action) from name where name.action is not null)
    select action from name where action is not null order by action`.execute(db)
  return found.rows.map((row) => row.action)
}
