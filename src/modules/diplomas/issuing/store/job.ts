import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

/** The latest signing of a run, when this account began it: where its progress is seen. */
export async function findJob(db: Db, link: string): Promise<string | undefined> {
  const found = await sql<{ id: string }>`select j.id from platform.job_run j
    where j.job = 'diplomas.sign' and j.link = ${link} order by j.created_at desc limit 1`.execute(db)
  return found.rows[0]?.id
}
