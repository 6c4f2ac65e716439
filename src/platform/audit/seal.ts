import { createHash } from 'node:crypto'
import type pg from 'pg'

/** An entry as the chain covers it. */
export type SealedFields = {
  seq: number
  at: Date
  actor_kind: string
  actor_id: string
  actor_name: string
  action: string
  permission: string
  grant_id: string | null
  changes_count: number
  changes_digest: string
}

/** Columns of `SealedFields`, of an entry named `e`. */
export const sealedColumns = `e.seq, e.at, e.actor_kind, e.actor_id, e.actor_name, e.action, e.permission, e.grant_id,
  e.changes_count, e.changes_digest`

/** How a link of the chain is made: SHA-256 over the entry and the hash before it. */
export function sealHash(entry: SealedFields, previous: string): string {
  const fields = [
    entry.seq,
    entry.at.toISOString(),
    entry.actor_kind,
    entry.actor_id,
    entry.actor_name,
    entry.action,
    entry.permission,
    entry.grant_id ?? '',
    entry.changes_count,
    entry.changes_digest,
    previous,
  ]
  return createHash('sha256').update(fields.join('\u001f'), 'utf8').digest('hex')
}

const batchSize = 1000
/** How long entries may wait, so that one pass takes many. */
const delayMs = 100

const waiting = new WeakSet<pg.Pool>()

/** Seals a moment from now what was committed until then. What a process that ends leaves open, the next start seals. */
export function sealSoon(owner: pg.Pool, onError: (error: unknown) => void): void {
  if (waiting.has(owner) || owner.ending) return
  waiting.add(owner)
  setTimeout(() => {
    waiting.delete(owner)
    if (!owner.ending) sealChain(owner).catch(onError)
  }, delayMs).unref()
}

/** Gives every committed entry its place in the chain. */
export async function sealChain(owner: pg.Pool): Promise<void> {
  let count = batchSize
  while (count === batchSize) count = await sealSome(owner)
}

/** The chain's lock holds off other sealers, never an act. */
async function sealSome(owner: pg.Pool): Promise<number> {
  const client = await owner.connect()
  try {
    // A crash that loses the seals loses their removal from the waiting ones too: they are made again.
    await client.query(
      `begin; set local synchronous_commit = off; select pg_advisory_xact_lock(hashtext('ngheso audit chain'))`,
    )
    const due = await client.query<SealedFields>(
      `delete from platform.audit_unsealed u using platform.audit_entry e
       where e.seq = u.entry_seq
         and u.entry_seq in (select entry_seq from platform.audit_unsealed order by entry_seq limit $1)
       returning ${sealedColumns}`,
      [batchSize],
    )
    if (due.rows.length > 0) await appendSeals(client, due.rows)
    await client.query('commit')
    return due.rows.length
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

async function appendSeals(client: pg.PoolClient, entries: readonly SealedFields[]): Promise<void> {
  const last = await client.query<{ position: number; hash: string }>(
    `select position, hash from platform.audit_seal order by position desc limit 1`,
  )
  let hash = last.rows[0]?.hash ?? ''
  const seals = entries
    .toSorted((a, b) => a.seq - b.seq)
    .map((entry) => ({ seq: entry.seq, hash: (hash = sealHash(entry, hash)) }))
  await client.query(
    `insert into platform.audit_seal (position, entry_seq, hash)
     select $1::bigint + s.at, s.seq, s.hash from unnest($2::bigint[], $3::text[]) with ordinality s (seq, hash, at)`,
    [last.rows[0]?.position ?? 0, seals.map((seal) => seal.seq), seals.map((seal) => seal.hash)],
  )
}
