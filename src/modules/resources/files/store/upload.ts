import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'

/** A file on its way, or what became of it. */
export type Upload = {
  id: string
  version_id: string
  account: string
  path: string
  size: number
  modified_at: number | null
  state: 'open' | 'done' | 'refused'
  file_id: string | null
  fault: string | null
  fault_params: Record<string, string | number>
  created_at: Date
}

const columns = sql`u.id, u.version_id, u.account, u.path, u.size, u.modified_at, u.state, u.file_id, u.fault, u.fault_params, u.created_at`

export async function findUpload(db: Db, id: string): Promise<Upload | undefined> {
  const found = await sql<Upload>`select ${columns} from resources.upload u where u.id = ${id}::uuid`.execute(
    db,
  )
  return found.rows[0]
}

/** What an account has on its way into a version, and what of it was refused in the last day. */
export async function listUploads(db: Db, versionId: string, account: string): Promise<Upload[]> {
  const found = await sql<Upload>`select ${columns} from resources.upload u
    where u.version_id = ${versionId}::uuid and u.account = ${account}
      and (u.state = 'open' or (u.state = 'refused' and u.ended_at > now() - interval '1 day'))
    order by u.created_at, u.id`.execute(db)
  return found.rows
}

/** Bytes and number of what an account has on its way anywhere. Beginnings of one account wait for one another. */
export async function countOpen(tx: Tx, account: string): Promise<{ bytes: number; count: number }> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`upload:${account}`}, 0))`.execute(tx)
  const found = await sql<{
    bytes: number
    count: number
  }>`select coalesce(sum(size), 0)::bigint as bytes, count(*) as count
    from resources.upload where account = ${account} and state = 'open'`.execute(tx)
  return found.rows[0]!
}

/** Files a version has, and those on their way into it. */
export async function countFiles(tx: Tx, versionId: string): Promise<number> {
  const found = await sql<{ count: number }>`select
      (select count(*) from resources.version_file where version_id = ${versionId}::uuid)
      + (select count(*) from resources.upload where version_id = ${versionId}::uuid and state = 'open') as count`.execute(
    tx,
  )
  return Number(found.rows[0]!.count)
}

export async function insertUpload(
  tx: Tx,
  row: Pick<Upload, 'id' | 'version_id' | 'account' | 'path' | 'size' | 'modified_at'>,
): Promise<void> {
  await sql`insert into resources.upload (id, version_id, account, path, size, modified_at)
    values (${row.id}::uuid, ${row.version_id}::uuid, ${row.account}, ${row.path}, ${row.size}, ${row.modified_at})`.execute(
    tx,
  )
}

/** Ends an upload, once. @returns false when it had ended before */
export async function endUpload(
  tx: Tx,
  id: string,
  end: { file: string } | { fault: string; params: Record<string, string | number> },
): Promise<boolean> {
  const file = 'file' in end ? end.file : null
  const fault = 'fault' in end ? end.fault : null
  const params = 'fault' in end ? end.params : {}
  const done =
    await sql`update resources.upload set state = ${file ? 'done' : 'refused'}, file_id = ${file}::uuid, fault = ${fault},
      fault_params = ${JSON.stringify(params)}::jsonb, ended_at = now()
    where id = ${id}::uuid and state = 'open'`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
}

export async function deleteUpload(tx: Tx, id: string): Promise<void> {
  await sql`delete from resources.upload where id = ${id}::uuid`.execute(tx)
}
