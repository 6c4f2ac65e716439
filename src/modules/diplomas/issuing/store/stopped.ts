import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

/** Runs being signed that have lines nobody has tried yet. */
export async function listStopped(db: Db): Promise<string[]> {
  const found = await sql<{ id: string }>`select r.id from diplomas.issue_run r where r.state = 'signing'
    and exists (select 1 from diplomas.diploma d where d.run_id = r.id and d.state = 'numbered' and d.failure is null)`.execute(
    db,
  )
  return found.rows.map((row) => row.id)
}
