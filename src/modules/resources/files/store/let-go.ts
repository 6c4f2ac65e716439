import type { App } from '#platform/app.ts'

/** Contents done in one go. */
const atOnce = 5000
/** Whoever adds a file shares it, the sweep has it alone: no state is taken from under a file that is just being added. */
const lock = `hashtextextended('resources.let_go', 0)`
export const sharedLock = `select pg_advisory_xact_lock_shared(${lock})`

/**
 * Notes bytes that were just kept and that no record names yet: if none does in time (the form failed, the file was refused), they
 * leave as those do that a version let go.
 */
export async function letGo(app: App, hashes: readonly string[]): Promise<void> {
  await app.database.owner.query(
    `insert into resources.let_go (hash, since) select distinct hash, now() from unnest($1::text[]) hash
     on conflict (hash) do update set since = excluded.since`,
    [hashes],
  )
}

/**
 * Bytes let go that many days ago which no version holds: what was made of them (pictures, previews, words, the files of a package)
 * is let go as well. Those that are shown again are let go no more.
 */
export async function release(app: App, days: number): Promise<string[]> {
  const due = `since < now() - make_interval(days => $1)`
  const client = await app.database.owner.connect()
  try {
    await client.query('begin')
    await client.query(`select pg_advisory_xact_lock(${lock})`)
    await client.query(
      `delete from resources.let_go l where ${due} and (
         exists (select 1 from resources.version_file f where f.hash = l.hash)
         or exists (select 1 from resources.package_file f where f.hash = l.hash)
         or exists (select 1 from resources.file_state s where s.thumbnail = l.hash)
         or exists (select 1 from resources.file_state s where s.preview = l.hash))`,
      [days],
    )
    const found = await client.query<{ hash: string }>(
      `select hash from resources.let_go where ${due} order by since limit ${atOnce}`,
      [days],
    )
    const hashes = found.rows.map((row) => row.hash)
    await client.query(
      `with gone as (delete from resources.file_state where hash = any ($1) returning thumbnail, preview)
       insert into resources.let_go (hash, since)
       select distinct made, now() from gone, unnest(array[thumbnail, preview]) made where made is not null
       on conflict (hash) do update set since = excluded.since`,
      [hashes],
    )
    await client.query(`delete from resources.file_text where hash = any ($1)`, [hashes])
    await client.query(`delete from resources.package where hash = any ($1)`, [hashes])
    await client.query('commit')
    return hashes
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

/** Which of these a record of any module still names. */
export async function findNamed(app: App, hashes: readonly string[]): Promise<Set<string>> {
  const found = await app.database.owner.query<{ named: string[] }>(
    `select platform.named_files($1, array['resources.let_go']::regclass[]) as named`,
    [hashes],
  )
  return new Set(found.rows[0]!.named)
}

/** These have left, or stay for good; one let go anew meanwhile keeps its time. */
export async function forget(app: App, hashes: readonly string[], days: number): Promise<void> {
  await app.database.owner.query(
    `delete from resources.let_go where hash = any ($1) and since < now() - make_interval(days => $2)`,
    [hashes, days],
  )
}
