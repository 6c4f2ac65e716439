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
 * `changes` may write the rows itself (bulk import); it gets the entry's number and answers how many it wrote.
 * @returns the number of the entry.
 */
export async function recordAct(
  tx: Tx,
  entry: AuditEntry,
  changes: readonly Change[] | ((seq: number) => Promise<number>),
): Promise<number> {
  if (typeof changes !== 'function') return insertEntry(tx, entry, { given: null, others: 0, changes })
  const next = await sql<{ seq: number }>`select nextval('platform.audit_number') as seq`.execute(tx)
  const given = next.rows[0]!.seq
  return insertEntry(tx, entry, { given, others: await changes(given), changes: [] })
}

async function insertEntry(
  tx: Tx,
  entry: AuditEntry,
  { given, others, changes }: { given: number | null; others: number; changes: readonly Change[] },
): Promise<number> {
  const { kind, id, name } = actorLabel(entry.actor)
  const made = await sql<{ seq: number }>`select platform.record_act(${given}::bigint, ${others}::integer,
    ${asRows(changes)}::jsonb, ${entry.at}::timestamptz, ${kind}, ${id}, ${name}, ${entry.action}, ${entry.permission},
    ${entry.grantId ?? null}, ${entry.requestId ?? null}) as seq`.execute(tx)
  return made.rows[0]!.seq
}

/**
 * Writes the rows of the entry `seq`, for an act that takes its changes as a function (bulk import).
 * @returns how many
 */
export async function writeChanges(tx: Tx, seq: number, changes: readonly Change[]): Promise<number> {
  await sql`insert into platform.audit_change (entry_seq, position, subject, subject_id, institution_id, before, after)
    select ${seq}, r.position, r.subject, r.subject_id, r.institution_id, r.before, r.after
    from jsonb_to_recordset(${asRows(changes)}::jsonb)
      as r(position integer, subject text, subject_id text, institution_id uuid, before jsonb, after jsonb)`.execute(
    tx,
  )
  return changes.length
}

/** JSON of the rows, numbered in their order. */
function asRows(changes: readonly Change[]): string {
  return JSON.stringify(
    changes.map((change, position) => ({
      position,
      subject: change.subject,
      subject_id: change.id,
      institution_id: change.institution ?? null,
      before: change.before,
      after: change.after,
    })),
  )
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
