import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import { readRunFacts, type Who } from '../../graduation/store/facts.ts'
import { listTermsOf } from '../../store/term.ts'
import type { ProgressFacts } from '../judge.ts'

/** Reads what the progress of a cohort, or of named courses of study in it, is judged from; as many statements as there are lists. */
export async function readProgressFacts(db: Db, cohortId: string, who?: Who): Promise<ProgressFacts> {
  const facts = await readRunFacts(db, cohortId, who)
  const people = facts.learners.map((one) => one.person_id)
  return {
    ...facts,
    terms: await listTermsOf(db, facts.cohort.institution_id),
    disabilities: await listDisabilities(db, people, facts.cohort.institution_id),
  }
}

type Days = { person_id: string; from_date: string; to_date: string | null }

/** Days of disability that somebody has confirmed by its paper, by person. */
async function listDisabilities(
  db: Db,
  people: readonly string[],
  institution: string,
): Promise<Map<string, Days[]>> {
  const found = await sql<Days>`select f.person_id, f.from_date, f.to_date from students.policy_fact f
    where f.person_id = any(${[...people]}::uuid[]) and f.institution_id = ${institution}::uuid and f.kind = 'disability'
      and f.verified_on is not null`.execute(db)
  return Map.groupBy(found.rows, (row) => row.person_id)
}
