import { sql } from 'kysely'
import type { Actor } from '../access.ts'
import type { Tx } from '../db/database.ts'

/** One row changed by an act. `before` is null for a new row, `after` for a removed one. Personal secrets are left out by the action. */
export type Change = {
  subject: string
  id: string
  institution?: string | null | undefined
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

export type AuditEntry = {
  at: string
  actor: Actor
  action: string
  permission: string
  grantId: string | undefined
  requestId: string | undefined
}

/**
 * Writes an act and its changed rows, in the act's own transaction; `audit/seal.ts` chains it once it is committed.
 * `insertChanges` may write the rows itself (bulk import); it gets the entry's number and answers how many it wrote.
 * @returns the number of the entry.
 */
export async function recordAct(
  tx: Tx,
  entry: AuditEntry,
  changes: readonly Change[] | ((seq: number) => Promise<number>),
): Promise<number> {
  const next = await sql<{ seq: number }>`select nextval('platform.audit_number') as seq`.execute(tx)
  const { seq } = next.rows[0]!
  const count = typeof changes === 'function' ? await changes(seq) : await insertChanges(tx, seq, changes)
  const { kind, id, name } = actorLabel(entry.actor)
  await sql`with entry as (
      insert into platform.audit_entry
        (seq, at, actor_kind, actor_id, actor_name, action, permission, grant_id, request_id, changes_count, changes_digest)
      values (${seq}, ${entry.at}, ${kind}, ${id}, ${name}, ${entry.action}, ${entry.permission}, ${entry.grantId ?? null},
        ${entry.requestId ?? null}, ${count}, platform.changes_digest(${seq}))
    )
    insert into platform.audit_unsealed (entry_seq) values (${seq})`.execute(tx)
  return seq
}

async function insertChanges(tx: Tx, seq: number, changes: readonly Change[]): Promise<number> {
  if (changes.length === 0) return 0
  const rows = changes.map((change, position) => ({
    position,
    subject: change.subject,
    subject_id: change.id,
    institution_id: change.institution ?? null,
    before: change.before,
    after: change.after,
  }))
  await sql`insert into platform.audit_change (entry_seq, position, subject, subject_id, institution_id, before, after)
    select ${seq}, position, subject, subject_id, institution_id, before, after
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(position integer, subject text, subject_id text, institution_id uuid, before jsonb, after jsonb)`.execute(
    tx,
  )
  return rows.length
}

export function actorLabel(actor: Actor): { kind: string; id: string; name: string } {
  switch (actor.kind) {
    case 'public':
      return { kind: 'public', id: '', name: '' }
    case 'system':
      return { kind: 'system', id: '', name: actor.name }
    case 'account':
      return { kind: actor.via, id: actor.id, name: actor.name }
  }
}
