import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import type { Question } from '../question.ts'
import { countNewer } from './find.ts'

/** News beyond these are not counted. */
export const mostNews = 100

export type SavedSearch = { id: string; name: string; query: string; saved_at: Date; seen_at: Date }

/** When the newest resource the reader can find was published or opened. */
export async function findLatest(db: Db): Promise<Date | undefined> {
  const found = await sql<{
    at: Date
  }>`select to_timestamp(newest / 1000000.0) as at from resources.search_entry
    order by newest desc limit 1`.execute(db)
  return found.rows[0]?.at
}

/** The saved search of these words and filters, with how many resources have come since it was seen. */
export async function findSaved(
  db: Db,
  account: string,
  query: string,
  question: Question,
): Promise<(SavedSearch & { news: number }) | undefined> {
  const found = await sql<SavedSearch>`select id, name, query, saved_at, seen_at from resources.saved_search
    where account = ${account} and query = ${query}`.execute(db)
  const saved = found.rows[0]
  if (!saved) return undefined
  const [news = 0] = await countNewer(db, [{ question, since: saved.seen_at }], mostNews)
  return { ...saved, news }
}

export async function listSaved(db: Db, account: string): Promise<SavedSearch[]> {
  const found = await sql<SavedSearch>`select id, name, query, saved_at, seen_at from resources.saved_search
    where account = ${account} order by saved_at desc, id desc`.execute(db)
  return found.rows
}

export async function findSavedById(db: Db, account: string, id: string): Promise<SavedSearch | undefined> {
  const found = await sql<SavedSearch>`select id, name, query, saved_at, seen_at from resources.saved_search
    where id = ${id}::uuid and account = ${account}`.execute(db)
  return found.rows[0]
}

/** Keeps a search; one that is kept already stays as it is. */
export async function insertSaved(
  tx: Tx,
  row: { account: string; name: string; query: string; at: Date },
): Promise<string | undefined> {
  const made = await sql<{
    id: string
  }>`insert into resources.saved_search (account, name, query, saved_at, seen_at)
    values (${row.account}, ${row.name}, ${row.query}, ${row.at}, ${row.at}) on conflict do nothing returning id`.execute(
    tx,
  )
  return made.rows[0]?.id
}

export async function updateSeen(tx: Tx, id: string, at: Date): Promise<void> {
  await sql`update resources.saved_search set seen_at = ${at} where id = ${id}::uuid`.execute(tx)
}

export async function deleteSaved(tx: Tx, id: string): Promise<void> {
  await sql`delete from resources.saved_search where id = ${id}::uuid`.execute(tx)
}
