import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'

export type ShareLink = {
  id: string
  version_id: string
  sealed: string
  note: string | null
  to_date: string
  made_by_name: string
  made_at: Date
  ended_at: Date | null
}

const columns = sql`id, version_id, sealed, note, to_date, made_by_name, made_at, ended_at`

/** Links of a version, the latest first. */
export async function listLinks(db: Db, versionId: string): Promise<ShareLink[]> {
  const found =
    await sql<ShareLink>`select ${columns} from resources.share_link where version_id = ${versionId}::uuid
    order by made_at desc, id desc limit 100`.execute(db)
  return found.rows
}

/** The link of that digest that holds on the day. */
export async function findLink(db: Db, digest: string, day: string): Promise<ShareLink | undefined> {
  const found =
    await sql<ShareLink>`select ${columns} from resources.share_link where digest = ${digest} and ended_at is null
    and to_date >= ${day}::date`.execute(db)
  return found.rows[0]
}

export async function findLinkById(db: Db, id: string): Promise<ShareLink | undefined> {
  const found =
    await sql<ShareLink>`select ${columns} from resources.share_link where id = ${id}::uuid`.execute(db)
  return found.rows[0]
}

export async function insertLink(
  tx: Tx,
  row: Pick<ShareLink, 'version_id' | 'sealed' | 'note' | 'to_date' | 'made_by_name' | 'made_at'> & {
    digest: string
  },
): Promise<string> {
  const made = await tx
    .insertInto('resources.share_link')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow()
  return made.id
}

/** @returns whether it still held */
export async function endLink(tx: Tx, id: string, at: Date): Promise<boolean> {
  const done =
    await sql`update resources.share_link set ended_at = ${at} where id = ${id}::uuid and ended_at is null
    returning id`.execute(tx)
  return done.rows.length > 0
}
