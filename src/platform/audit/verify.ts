import type pg from 'pg'
import { sealChain, sealHash, sealedColumns, type SealedFields } from './seal.ts'

/** `brokenAt` is the number of the first entry whose hash, digest or link does not fit; undefined when the chain is whole. */
export type ChainReport = {
  entries: number
  brokenAt: number | undefined
  reason: string | undefined
  lastHash: string
}

/** A link with its entry; the entry's fields are null when it is gone. */
type Link = SealedFields & {
  position: number
  entry_seq: number
  hash: string
  digest_now: string
  count_now: number
}

const pageSize = 1000

/** Walks the whole chain from its first entry and recomputes every digest and hash. What still waits is sealed first. */
export async function verifyChain(owner: pg.Pool): Promise<ChainReport> {
  await sealChain(owner)
  let entries = 0
  let lastHash = ''
  for (;;) {
    const page = await owner.query<Link>(
      `select s.position, s.entry_seq, s.hash, ${sealedColumns}, platform.changes_digest(e.seq) as digest_now,
        (select count(*)::int from platform.audit_change c where c.entry_seq = e.seq) as count_now
       from platform.audit_seal s left join platform.audit_entry e on e.seq = s.entry_seq
       where s.position > $1 order by s.position limit $2`,
      [entries, pageSize],
    )
    for (const link of page.rows) {
      const reason = findFault(link, entries + 1, lastHash)
      if (reason) return { entries, brokenAt: link.entry_seq, reason, lastHash }
      entries += 1
      lastHash = link.hash
    }
    if (page.rows.length < pageSize) break
  }
  const loose = await findLoose(owner)
  const reason = loose === undefined ? undefined : 'the entry never got its place in the chain'
  return { entries, brokenAt: loose, reason, lastHash }
}

function findFault(link: Link, place: number, previous: string): string | undefined {
  if (link.position !== place) return `the entry at place ${place} is missing`
  if (link.seq === null) return 'the entry is missing'
  if (link.count_now !== link.changes_count) return 'changed rows were added or removed'
  if (link.digest_now !== link.changes_digest) return 'changed rows were altered'
  return sealHash(link, previous) === link.hash
    ? undefined
    : 'the entry was altered, or its link to the one before'
}

/** An entry that neither stands in the chain nor waits for it. */
async function findLoose(owner: pg.Pool): Promise<number | undefined> {
  const found = await owner.query<{ seq: number }>(
    `select e.seq from platform.audit_entry e
     where not exists (select 1 from platform.audit_seal s where s.entry_seq = e.seq)
       and not exists (select 1 from platform.audit_unsealed u where u.entry_seq = e.seq)
     order by e.seq limit 1`,
  )
  return found.rows[0]?.seq
}
