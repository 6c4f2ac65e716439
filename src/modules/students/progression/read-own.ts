import type { Db } from '#platform/db/database.ts'
import type { Enrolment } from '../enrolment.ts'
import type { GradingPolicy } from '../grading/policy.ts'
import { judgePeriods } from './judge.ts'
import type { PeriodStanding } from './progression.ts'
import { readProgressFacts } from './store/facts.ts'

export type OwnProgress = { enrolment: Enrolment; policy: GradingPolicy; standings: PeriodStanding[] }

/** How one course of study stands after each of its periods. */
export async function readOwnProgress(db: Db, enrolment: Enrolment, today: string): Promise<OwnProgress> {
  const facts = await readProgressFacts(db, enrolment.cohort_id, { enrolments: [enrolment.id] })
  const [learner] = facts.learners
  const standings = learner ? judgePeriods(facts, learner, enrolment.to_date ?? today) : []
  return { enrolment, policy: facts.policy, standings }
}
