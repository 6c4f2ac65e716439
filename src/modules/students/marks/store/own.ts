import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { Enrolment } from '../../enrolment.ts'
import { listTermsOf } from '../../store/term.ts'
import { standTerms, type DisciplineOn, type TermStanding } from '../standing.ts'
import { listResults } from '../../store/result.ts'
import type { Result } from '../../result.ts'
import { getRules } from '../../store/policy.ts'
import type { GradingPolicy } from '../../grading/policy.ts'

export type OwnResults = {
  enrolment: Enrolment
  policy: GradingPolicy
  results: Result[]
  /** Results without a term: recognised from elsewhere. */
  recognised: Result[]
  terms: TermStanding[]
}

/** The results in force of a course of study and what they make by term. */
export async function readOwnResults(db: Db, enrolment: Enrolment): Promise<OwnResults> {
  const results = await listResults(db, enrolment.id)
  const policy = await getRules(db, enrolment.grading_policy_id)
  const terms = await listTermsOf(db, enrolment.institution_id)
  const discipline = await sql<DisciplineOn>`select level, on_date, lifted_on from students.conduct
    where enrolment_id = ${enrolment.id}::uuid and kind = 'discipline'`.execute(db)
  return {
    enrolment,
    policy,
    results,
    recognised: results.filter((one) => one.term_id === null),
    terms: standTerms(policy, enrolment.mode, { results, terms, discipline: discipline.rows }),
  }
}
