import type { CaseReason } from '../graduation/graduation.ts'
import type { Period } from '../grading/periods.ts'
import type { Step } from '../grading/step.ts'

/** What the rules make of a period: `unknown` where nothing of it is graded yet. Nothing is decided by it. */
export const outcomes = ['continue', 'adjust', 'warn', 'dismiss', 'unknown'] as const
export type Outcome = (typeof outcomes)[number]

/** A unit of a period that is not passed to this day, and where it is studied again. */
export type OwedUnit = { id: string; name: string; grade: string | null; href: string; is_running: boolean }

/** How one learner stands after one period. Figures are decimal text. */
export type PeriodStanding = {
  period: Period
  outcome: Outcome
  /** Ten points of the year, four of the term; null when nothing counts. */
  average: string | null
  registered: string
  failed: string
  /** Credit mode: warnings up to and with this period. */
  warnings: number
  owed: readonly OwedUnit[]
  /** Units of the period whose result is still to come. */
  running: number
  reasons: readonly CaseReason[]
  /** The whole reckoning in words to be said. */
  steps: readonly Step[]
}
