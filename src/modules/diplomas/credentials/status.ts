import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { statusListLength } from '#platform/credentials/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { placeOf } from './shuffle.ts'

/** Where a diploma's status stands: the number of the school's list, and the place in it. */
export type StatusPlace = { list: number; index: number }

/**
 * Takes places in a school's lists of status, scattered over the list so that a place tells nothing of its neighbours. A full
 * list is followed by the next. Held until the act is committed: two acts never take the same place.
 */
export async function takeStatusPlaces(tx: Tx, institutionId: string, count: number): Promise<StatusPlace[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`diplomas.status ${institutionId}`}, 0))`.execute(
    tx,
  )
  const last = await sql<{
    list: number
    taken: number
    seed: string
  }>`select list, taken, seed from diplomas.status_list
    where institution_id = ${institutionId}::uuid order by list desc limit 1`.execute(tx)
  let current = last.rows[0] ?? newList(1)
  const places: StatusPlace[] = []
  while (places.length < count) {
    if (current.taken === statusListLength) current = newList(current.list + 1)
    const { list, seed, taken } = current
    const more = Math.min(count - places.length, statusListLength - taken)
    for (let at = 0; at < more; at += 1) places.push({ list, index: placeOf(seed, taken + at) })
    current = { list, seed, taken: taken + more }
    await sql`insert into diplomas.status_list as s (institution_id, list, taken, seed)
      values (${institutionId}::uuid, ${list}, ${current.taken}, ${seed})
      on conflict (institution_id, list) do update set taken = excluded.taken`.execute(tx)
  }
  return places
}

function newList(list: number) {
  return { list, taken: 0, seed: randomBytes(16).toString('base64url') }
}
