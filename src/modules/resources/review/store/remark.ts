import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'

export type Remark = {
  id: string
  version_id: string
  submission_id: string | null
  file_path: string | null
  page: number | null
  second: number | null
  text: string
  account: string
  account_name: string
  at: Date
  settled_at: Date | null
  settled_by_name: string | null
  answer: string | null
}

const columns = sql`id, version_id, submission_id, file_path, page, second, text, account, account_name, at, settled_at, settled_by_name, answer`

/** Remarks on a version in the order of its places: by file, page and second, those on the whole first. */
export async function listRemarks(db: Db, versionId: string): Promise<Remark[]> {
  const found =
    await sql<Remark>`select ${columns} from resources.remark where version_id = ${versionId}::uuid
    order by file_path nulls first, page nulls first, second nulls first, at, id limit 500`.execute(db)
  return found.rows
}

export async function findRemark(db: Db, id: string): Promise<Remark | undefined> {
  const found = await sql<Remark>`select ${columns} from resources.remark where id = ${id}::uuid`.execute(db)
  return found.rows[0]
}

export async function insertRemark(
  tx: Tx,
  row: Pick<
    Remark,
    | 'version_id'
    | 'submission_id'
    | 'file_path'
    | 'page'
    | 'second'
    | 'text'
    | 'account'
    | 'account_name'
    | 'at'
  >,
): Promise<string> {
  const made = await tx.insertInto('resources.remark').values(row).returning('id').executeTakeFirstOrThrow()
  return made.id
}

/** Says that a remark is dealt with, and how; or opens it again. */
export async function settleRemark(
  tx: Tx,
  id: string,
  next: { at: Date; by: string; answer: string | null } | null,
): Promise<void> {
  await sql`update resources.remark set settled_at = ${next?.at ?? null}, settled_by_name = ${next?.by ?? null},
    answer = ${next?.answer ?? null} where id = ${id}::uuid`.execute(tx)
}

/** How many remarks a reviewer left in a round. */
export async function countOwn(db: Db, submissionId: string, account: string): Promise<number> {
  const found = await sql<{ count: number }>`select count(*)::int as count from resources.remark
    where submission_id = ${submissionId}::uuid and account = ${account}`.execute(db)
  return found.rows[0]?.count ?? 0
}
