import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { TermOf } from '../grading/periods.ts'

/** All terms of a school, oldest first, as averages and progress read them. */
export async function listTermsOf(db: Db, institutionId: string): Promise<TermOf[]> {
  const found = await sql<TermOf>`select id, name, kind, school_year, from_date, to_date from students.term
    where institution_id = ${institutionId}::uuid order by from_date, id`.execute(db)
  return found.rows
}
