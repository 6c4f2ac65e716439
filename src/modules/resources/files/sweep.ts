import type { App } from '#platform/app.ts'
import { uploadsOf } from './upload/uploads-of.ts'

const dayMs = 86_400_000
/** Bytes done in one go. */
const atOnce = 500

/** Uploads nobody went on with leave with their bytes; so does what ended and was read about. */
export async function sweepUploads(app: App): Promise<number> {
  const { owner } = app.database
  const parts = uploadsOf(app)
  const before = new Date(app.clock.now().getTime() - app.config.uploads.keptDays * dayMs)
  const known = new Map(
    (
      await owner.query<{ id: string; created_at: Date; state: string }>(
        `select id, created_at, state from resources.upload`,
      )
    ).rows.map((row) => [row.id, row]),
  )
  const gone: string[] = []
  for (const { id, at } of await parts.list()) {
    const row = known.get(id)
    known.delete(id)
    // Bytes without a row: their draft is gone, or they were added and the process ended before it said so.
    if (at >= before && row) continue
    if (!row && at.getTime() >= app.clock.now().getTime() - dayMs) continue
    await parts.remove(id)
    gone.push(id)
  }
  for (const [id, row] of known) if (row.state === 'open' && row.created_at < before) gone.push(id)
  await owner.query(
    `delete from resources.upload where id = any ($1::uuid[]) or (state <> 'open' and ended_at < now() - interval '2 days')`,
    [gone.filter((id) => /^[0-9a-f-]{36}$/.test(id))],
  )
  return gone.length
}

/**
 * Bytes that versions let go leave once their time is over and no record of any module names them any more; what was made of
 * them (pictures, previews, words, the files of a package) is let go with them. @returns how many left
 */
export async function sweepLetGo(app: App): Promise<number> {
  const now = app.clock.now()
  const before = new Date(now.getTime() - app.config.uploads.removedKeptDays * dayMs)
  const client = await app.database.owner.connect()
  let free: string[]
  try {
    await client.query('begin')
    const due = await client.query<{ hash: string }>(
      `delete from resources.let_go where hash in (select hash from resources.let_go where since < $1 order by since limit ${atOnce}) returning hash`,
      [before],
    )
    const held = await client.query<{ hash: string }>(
      `select distinct hash from resources.version_file where hash = any ($1)`,
      [due.rows.map((row) => row.hash)],
    )
    const kept = new Set(held.rows.map((row) => row.hash))
    const released = due.rows.map((row) => row.hash).filter((hash) => !kept.has(hash))
    await client.query(
      `with gone as (delete from resources.file_state where hash = any ($1) returning thumbnail, preview)
       insert into resources.let_go (hash, since)
       select distinct made, $2::timestamptz from gone, unnest(array[thumbnail, preview]) made where made is not null
       on conflict (hash) do update set since = excluded.since`,
      [released, now],
    )
    await client.query(`delete from resources.file_text where hash = any ($1)`, [released])
    await client.query(`delete from resources.package where hash = any ($1)`, [released])
    // What hangs on the rows that left goes now, not when all is committed.
    await client.query('set constraints all immediate')
    const named = await client.query<{ named: string[] }>(
      `select platform.named_files($1, array['resources.let_go']::regclass[]) as named`,
      [released],
    )
    const still = new Set(named.rows[0]!.named)
    free = released.filter((hash) => !still.has(hash))
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
  // Whoever puts the same bytes meanwhile keeps them.
  for (const hash of free) await app.files.delete(hash, { unlessSince: new Date(Date.now() - dayMs) })
  return free.length
}
