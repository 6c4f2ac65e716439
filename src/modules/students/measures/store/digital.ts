import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import { processFacts, resultFacts } from '../digitised.ts'

export type Part = 'process' | 'results'
export const parts: readonly Part[] = ['process', 'results']

/** How many learners of a school have a part on record, as the measures count them, and the threshold of the day. */
export async function readShare(
  db: Db,
  part: Part,
  at: { institution: string; day: string },
): Promise<{ have: number; all: number; least: number | null }> {
  const facts = part === 'process' ? processFacts(at.day) : resultFacts(at.day)
  const found = await sql<{ have: number; all: number; least: number | null }>`
    select count(*) filter (where f.has)::int as have, count(*)::int as all,
      (select h.value::float8 from students.threshold h where h.code = ${`t08.${part}`} and h.from_date <= ${at.day}::date
        and coalesce(h.to_date, 'infinity') >= ${at.day}::date) as least
    from (${facts}) f where f.institution_id = ${at.institution}::uuid`.execute(db)
  return found.rows[0]!
}

/** Whose courses of study these are. */
export async function listPeopleOf(db: Db, enrolmentIds: readonly string[]): Promise<string[]> {
  const found = await sql<{ person_id: string }>`select person_id from students.enrolment
    where id = any(${[...enrolmentIds]}::uuid[])`.execute(db)
  return found.rows.map((row) => row.person_id)
}
