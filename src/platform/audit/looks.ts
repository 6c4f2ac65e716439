import { sql } from 'kysely'
import type { Actor } from '../access.ts'
import type { Database, Tx } from '../db/database.ts'
import { actorLabel } from './record.ts'

/** Personal records that were shown to someone. */
export type Look = { subject: string; ids: readonly string[]; grantId?: string | undefined; reason?: string | undefined }

/**
 * Logs that the actor saw these records. Not waited to reach the disk (a crash may lose the last fraction of a second),
 * so that looking stays cheap.
 */
export async function recordLook(database: Database, actor: Actor, page: string, look: Look): Promise<void> {
  if (look.ids.length === 0) return
  await database.write(actor, async (tx) => {
    await sql`set local synchronous_commit = off`.execute(tx)
    await insertLook(tx, actor, page, look)
  })
}

/** The same inside an act (a citizen number revealed, an export). */
export async function insertLook(tx: Tx, actor: Actor, page: string, look: Look): Promise<void> {
  const { id, name } = actorLabel(actor)
  await sql`insert into platform.look (actor_id, actor_name, page, subject, subject_ids, grant_id, reason)
    values (${id}, ${name}, ${page}, ${look.subject}, ${[...look.ids]}::text[], ${look.grantId ?? null}, ${look.reason ?? null})`.execute(tx)
}
