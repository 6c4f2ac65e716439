import type pg from 'pg'
import { entryHash } from './record.ts'

/** `brokenAt` is the first entry whose hash, digest or link does not fit; undefined when the chain is whole. */
export type ChainReport = {
  entries: number
  brokenAt: number | undefined
  reason: string | undefined
  lastHash: string
}

type Row = {
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
  previous_hash: string
  hash: string
  digest_now: string
  count_now: number
}

const pageSize = 1000

/** Walks the whole chain from its first entry and recomputes every digest and hash. */
export async function verifyChain(owner: pg.Pool): Promise<ChainReport> {
  let entries = 0
  let lastHash = ''
  for (;;) {
    const page = await owner.query<Row>(
      `select e.*, platform.changes_digest(e.seq) as digest_now,
        (select count(*)::int from platform.audit_change c where c.entry_seq = e.seq) as count_now
       from platform.audit_entry e where e.seq > $1 order by e.seq limit $2`,
      [entries, pageSize],
    )
    for (const row of page.rows) {
      const reason = findFault(row, entries + 1, lastHash)
      if (reason) return { entries, brokenAt: row.seq, reason, lastHash }
      entries += 1
      lastHash = row.hash
    }
    if (page.rows.length < pageSize) return { entries, brokenAt: undefined, reason: undefined, lastHash }
  }
}

function findFault(row: Row, expectedSeq: number, previous: string): string | undefined {
  if (row.seq !== expectedSeq) return `entry ${expectedSeq} is missing`
  if (row.previous_hash !== previous) return 'the link to the entry before does not fit'
  if (row.count_now !== row.changes_count) return 'changed rows were added or removed'
  if (row.digest_now !== row.changes_digest) return 'changed rows were altered'
  const hash = entryHash([
    row.seq,
    row.at.toISOString(),
    row.actor_kind,
    row.actor_id,
    row.actor_name,
    row.action,
    row.permission,
    row.grant_id ?? '',
    row.changes_count,
    row.changes_digest,
    row.previous_hash,
  ])
  return hash === row.hash ? undefined : 'the entry was altered'
}
