import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { Batch } from './define.ts'

/**
 * Lays out what a batch wrote, by its audit entry, as the temporary table `import_undo` (position, subject, id,
 * institution_id, before, after), for a module's `undo`. The table leaves with the transaction.
 */
export async function stageUndo(tx: Tx, batch: Batch): Promise<void> {
  await sql`create temporary table import_undo on commit drop as
    select c.position, c.subject, c.subject_id::uuid as id, c.institution_id, c.before, c.after from platform.audit_change c
    join platform.import_batch b on b.commit_seq = c.entry_seq where b.id = ${batch.id}`.execute(tx)
  await sql`analyze import_undo`.execute(tx)
}

/** How many of the records the batch wrote a later act changed; acts named `harmless` change nothing. */
export async function countTouched(tx: Tx, batch: Batch, harmless: readonly string[] = []): Promise<number> {
  const found = await sql<{
    count: number
  }>`select count(distinct (u.subject, u.id))::int as count from import_undo u
    join platform.audit_change c on c.subject = u.subject and c.subject_id = u.id::text
    join platform.audit_entry e on e.seq = c.entry_seq
    where c.entry_seq > (select commit_seq from platform.import_batch where id = ${batch.id})
      and e.action <> all (${[...harmless]}::text[])`.execute(tx)
  return found.rows[0]?.count ?? 0
}

/** Writes the changes turned round into the audit entry `seq`, last first. @returns how many */
export async function recordUndo(tx: Tx, seq: number): Promise<number> {
  const done =
    await sql`insert into platform.audit_change (entry_seq, position, subject, subject_id, institution_id, before, after)
    select ${seq}, (row_number() over (order by position desc))::int - 1, subject, id::text, institution_id, after, before
    from import_undo`.execute(tx)
  return Number(done.numAffectedRows ?? 0)
}
