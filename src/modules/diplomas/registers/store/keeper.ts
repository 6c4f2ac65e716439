import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

/** Who keeps the books of an institution on a day: itself, or the one it was merged into, at the end of the line. */
export async function findKeeper(db: Db, institution: string, day: string): Promise<string> {
  const found = await sql<{ id: string }>`
    with recursive line (id, depth) as (
      select ${institution}::uuid, 0
      union all
      select s.to_institution, l.depth + 1 from line l join institutions.succession s on s.from_institution = l.id
      where s.kind = 'merge' and s.on_date <= ${day}::date and l.depth < 8)
    select id from line order by depth desc limit 1`.execute(db)
  return found.rows[0]?.id ?? institution
}
