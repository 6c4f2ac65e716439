import { sql } from 'kysely'
import type { Actor } from '../access.ts'
import type { Database, Tx } from '../db/database.ts'
import { actorLabel } from './record.ts'

/** Personal records that were shown to someone. */
export type Look = {
  subject: string
  ids: readonly string[]
  grantId?: string | undefined
  reason?: string | undefined
}

/**
 * Logs that the actor saw these records. Not waited to reach the disk (a crash may lose the last fraction of a second)
 * and sent in one round trip, so that looking stays cheap.
 */
export async function recordLook(database: Database, actor: Actor, page: string, look: Look): Promise<void> {
  if (look.ids.length === 0) return
  await database.append(sql`with quick as materialized (select set_config('synchronous_commit', 'off', true))
    ${lookInsert} select ${lookValues(actor, page, look)} from quick`)
}

/** The same inside an act (a citizen number revealed, an export). */
export async function insertLook(tx: Tx, actor: Actor, page: string, look: Look): Promise<void> {
  await sql`${lookInsert} select ${lookValues(actor, page, look)}`.execute(tx)
}

const lookInsert = sql`insert into platform.look (actor_id, actor_name, page, subject, subject_ids, grant_id, reason)`

function lookValues(actor: Actor, page: string, look: Look) {
  const { id, name } = actorLabel(actor)
  return sql`${id}::text, ${name}::text, ${page}::text, ${look.subject}::text, ${[...look.ids]}::text[], ${look.grantId ?? null}::text, ${look.reason ?? null}::text`
}
