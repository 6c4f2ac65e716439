import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

export type LearnerOfCode = { code: string; learner_id: string; person_id: string }

/** Learners of an institution by their codes; a code nobody has is absent. */
export async function findLearnersByCode(
  db: Db,
  institutionId: string,
  codes: readonly string[],
): Promise<Map<string, LearnerOfCode>> {
  if (codes.length === 0) return new Map()
  const found =
    await sql<LearnerOfCode>`select l.code, l.id as learner_id, l.person_id from students.learner l
    where l.institution_id = ${institutionId}::uuid and l.code = any(${[...codes]}::text[])`.execute(db)
  return new Map(found.rows.map((row) => [row.code, row]))
}
