import type { App } from '#platform/app.ts'
import { findNamed, forget, release } from './store/let-go.ts'
import { uploadsOf } from './upload/uploads-of.ts'

const dayMs = 86_400_000

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
 * Bytes that versions let go leave once their time is over and no record of any module names them any more.
 * @returns how many left
 */
export async function sweepLetGo(app: App): Promise<number> {
  const days = app.config.uploads.removedKeptDays
  const released = await release(app, days)
  if (released.length === 0) return 0
  const named = await findNamed(app, released)
  const free = released.filter((hash) => !named.has(hash))
  // Whoever puts the same bytes meanwhile keeps them.
  for (const hash of free) await app.files.delete(hash, { unlessSince: new Date(Date.now() - dayMs) })
  await forget(app, released, days)
  return free.length
}
