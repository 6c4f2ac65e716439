import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

/** How many programmes with an active version each occupation has on the day, by occupation code. */
export async function countProgrammes(db: Db, on: string): Promise<Map<string, number>> {
  const found = await sql<{
    code: string
    count: number
  }>`select a.occupation_code as code, count(*)::int as count
    from curricula.active_on(${on}::date) a where a.occupation_code is not null group by 1`.execute(db)
  return new Map(found.rows.map((row) => [row.code, row.count]))
}
