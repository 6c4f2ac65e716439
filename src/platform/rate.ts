import { createHash } from 'node:crypto'
import type { App } from './app.ts'
import { AppError } from './errors.ts'

/** So many at most within so many seconds. */
export type Limit = { most: number; within: number }

/** One minute is the grain in which hits are counted. */
const grain = 60_000

/**
 * Counts one more try under `key` and answers how many there were within the limit's time, this one included.
 * Counting comes before the deed and in one statement, so that tries at the same moment cannot slip through.
 * Uses the owner's pool: the count must stay when the act it guards is rolled back.
 */
export async function countTry(app: App, key: string, limit: Limit): Promise<number> {
  const now = app.clock.now().getTime()
  const slot = new Date(Math.floor(now / grain) * grain)
  const since = new Date(now - limit.within * 1000)
  const counted = await app.database.owner.query<{ hits: number }>(
    `with mine as (
       insert into platform.rate as r (key, window_start, hits) values ($1, $2, 1)
       on conflict (key, window_start) do update set hits = r.hits + 1 returning hits)
     select (select hits from mine) + coalesce(sum(hits), 0)::integer as hits
     from platform.rate where key = $1 and window_start > $3 and window_start <> $2`,
    [digest(key), slot, since],
  )
  return counted.rows[0]!.hits
}

/**
 * Counts a try; once the limit is spent the key is closed for the limit's time, and tries meanwhile do not prolong that.
 * @throws AppError too_many with the minutes to wait.
 */
export async function guardRate(
  app: App,
  key: string,
  limit: Limit,
  words = 'platform.error.too_many',
): Promise<void> {
  const closedAt = await findClosing(app, key, limit)
  if (closedAt) throw tooMany(app, closedAt, limit, words)
  if ((await countTry(app, key, limit)) <= limit.most) return
  const now = app.clock.now()
  // Which key it was shows only as the start of its digest: enough to see that it is one and the same.
  app.log.warn({ part: 'rate', key: digest(key).slice(0, 10), within: limit.within }, 'limit spent')
  // The counts stay: whoever counts at this very moment must find them. They are older than the closing when it ends.
  await app.database.owner.query(
    `insert into platform.rate (key, window_start) values ($1, $2) on conflict do nothing`,
    [digest(`closed ${key}`), now],
  )
  throw tooMany(app, now, limit, words)
}

/**
 * Refuses while one of the keys is closed, without counting: where only wrong tries count (`guardRate` once they are known
 * to be wrong), the right one must not pass either while the limit is spent. One question for all keys.
 * @throws AppError too_many
 */
export async function refuseClosed(
  app: App,
  guarded: readonly { key: string; limit: Limit }[],
  words = 'platform.error.too_many',
): Promise<void> {
  const now = app.clock.now().getTime()
  const found = await app.database.owner.query<{ at: number; window_start: Date }>({
    name: 'rate refuse closed',
    text: `select k.at::integer, r.window_start from unnest($1::text[], $2::timestamptz[]) with ordinality as k (key, since, at)
      join platform.rate r on r.key = k.key and r.window_start > k.since order by r.window_start desc limit 1`,
    values: [
      guarded.map(({ key }) => digest(`closed ${key}`)),
      guarded.map(({ limit }) => new Date(now - limit.within * 1000)),
    ],
  })
  const closed = found.rows[0]
  if (closed) throw tooMany(app, closed.window_start, guarded[closed.at - 1]!.limit, words)
}

/** When the key was closed, while it still is. */
async function findClosing(app: App, key: string, limit: Limit): Promise<Date | undefined> {
  const since = new Date(app.clock.now().getTime() - limit.within * 1000)
  const found = await app.database.owner.query<{ window_start: Date }>(
    `select window_start from platform.rate where key = $1 and window_start > $2 order by window_start limit 1`,
    [digest(`closed ${key}`), since],
  )
  return found.rows[0]?.window_start
}

function tooMany(app: App, closedAt: Date, limit: Limit, words: string): AppError {
  const left = closedAt.getTime() + limit.within * 1000 - app.clock.now().getTime()
  return new AppError('too_many', { key: words, params: { minutes: Math.max(1, Math.ceil(left / 60_000)) } })
}

/** Forgets the tries: the right password came. */
export async function forgetTries(app: App, key: string): Promise<void> {
  await app.database.owner.query(`delete from platform.rate where key = $1`, [digest(key)])
}

/** Removes counts nobody will ask for any more. */
export async function sweepRates(app: App): Promise<void> {
  await app.database.owner.query(`delete from platform.rate where window_start < $1`, [
    new Date(app.clock.now().getTime() - 24 * 3600_000),
  ])
}

/** Keys hold addresses of people; the table keeps only their digest. */
function digest(key: string): string {
  return createHash('sha256').update(key).digest('base64url')
}

/** Where a request came from, as the nearest proxy says; undefined when nothing in front of us says it. */
export function addressOf(headers: Headers): string | undefined {
  return headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || undefined
}
