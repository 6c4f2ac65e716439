import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'

/** Follows a resource, or says that its present version was seen. */
export async function upsertFollow(
  tx: Tx,
  row: { resource_id: string; account: string; seen_version_id: string; at: Date },
): Promise<void> {
  await tx
    .insertInto('resources.follow')
    .values(row)
    .onConflict((on) => on.columns(['resource_id', 'account']).doUpdateSet(row))
    .execute()
}

export async function deleteFollow(tx: Tx, resourceId: string, account: string): Promise<void> {
  await sql`delete from resources.follow where resource_id = ${resourceId}::uuid and account = ${account}`.execute(
    tx,
  )
}

/** The number of the version the account has seen; undefined when it does not follow the resource. */
export async function findSeenNumber(
  db: Db,
  resourceId: string,
  account: string,
): Promise<number | undefined> {
  const found = await sql<{
    number: number
  }>`select v.number from resources.follow f join resources.version v on v.id = f.seen_version_id
    where f.resource_id = ${resourceId}::uuid and f.account = ${account}`.execute(db)
  return found.rows[0]?.number
}

export type News = { code: string; title: string; seen: number; number: number; change_note: string | null }

/** Followed resources that have a newer version than the one seen. */
export async function listNews(db: Db, account: string, limit: number): Promise<News[]> {
  const found =
    await sql<News>`select r.code, v.title, s.number as seen, v.number, v.change_note from resources.follow f
    join resources.resource r on r.id = f.resource_id and r.withdrawn_at is null join resources.version v on v.id = r.published_id
    join resources.version s on s.id = f.seen_version_id
    where f.account = ${account} and r.published_id <> f.seen_version_id
    order by v.published_at desc, r.code limit ${limit}`.execute(db)
  return found.rows
}
