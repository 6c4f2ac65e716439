import { createHash } from 'node:crypto'
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

/** How an entry's hash is made; `audit/verify.ts` makes it again. All values are text. */
export function entryHash(fields: readonly (string | number)[]): string {
  return createHash('sha256').update(fields.join('\u001f'), 'utf8').digest('hex')
}

/**
 * Next number of the chain. Takes the chain's lock until the transaction ends, so it is called last in an act.
 */
async function lockChain(tx: Tx): Promise<{ seq: number; previous: string }> {
  await sql`select pg_advisory_xact_lock(hashtext('ngheso audit chain'))`.execute(tx)
  const last = await sql<{ seq: number; hash: string }>`
    select seq, hash from platform.audit_entry order by seq desc limit 1`.execute(tx)
  const row = last.rows[0]
  return { seq: (row?.seq ?? 0) + 1, previous: row?.hash ?? '' }
}

/**
 * Writes an act and its changed rows into the hash chain, in the act's own transaction.
 * `insertChanges` may write the rows itself (bulk import); it gets the entry's number and answers how many it wrote.
 * @returns the number of the entry.
 */
export async function recordAct(
  tx: Tx,
  entry: AuditEntry,
  changes: readonly Change[] | ((seq: number) => Promise<number>),
): Promise<number> {
  const { seq, previous } = await lockChain(tx)
  const count = typeof changes === 'function' ? await changes(seq) : await insertChanges(tx, seq, changes)
  const digest =
    (await sql<{ d: string }>`select platform.changes_digest(${seq}) as d`.execute(tx)).rows[0]?.d ?? ''
  const { kind, id, name } = actorLabel(entry.actor)
  const grantId = entry.grantId ?? null
  const hash = entryHash([
    seq,
    entry.at,
    kind,
    id,
    name,
    entry.action,
    entry.permission,
    grantId ?? '',
    count,
    digest,
    previous,
  ])
  await sql`insert into platform.audit_entry
    (seq, at, actor_kind, actor_id, actor_name, action, permission, grant_id, request_id, changes_count, changes_digest, previous_hash, hash)
    values (${seq}, ${entry.at}, ${kind}, ${id}, ${name}, ${entry.action}, ${entry.permission}, ${grantId},
      ${entry.requestId ?? null}, ${count}, ${digest}, ${previous}, ${hash})`.execute(tx)
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
