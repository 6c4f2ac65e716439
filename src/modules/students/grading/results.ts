import { compare, exact } from './exact.ts'
import type { GradingPolicy } from './policy.ts'

/** How a module stands on a learner's record. */
export const standings = ['graded', 'exempted', 'postponed', 'not_eligible'] as const

/** A module on a learner's record, as averages and graduation read it. Grades are ten-point decimals. */
export type ModuleResult = {
  /** For sentences; its place in the list when there is none. */
  name?: string | undefined
  credits: string
  grade: string | null
  /** Where the letter does not follow from the grade: F for an exam violation or an abandoned module. */
  letter?: string | null
  /** GDTC, GDQP-AN: must be passed, never in an average. */
  condition_subject: boolean
  /** Exams of this module that counted. */
  sittings: number
  /** Sat again to mend a fail; improvements are none. Unknown: every sitting after the first is one. */
  retaken?: boolean | null
  relearned: boolean
  standing?: (typeof standings)[number]
  first_grade?: string | null
  highest_grade?: string | null
}

export const nameOf = (modules: readonly ModuleResult[], one: ModuleResult): string =>
  one.name ?? String(modules.indexOf(one) + 1)

/** The highest of some grades; null when there is none. */
export const highestOf = (grades: readonly (string | null)[]): string | null =>
  grades.reduce(
    (best, one) => (one !== null && (best === null || compare(exact(one), exact(best)) > 0) ? one : best),
    null,
  )

/** A decision on earlier results (Circular 04/2022, Art. 10). `partial` leaves the exam to be sat. */
export type Recognition = { scope: 'full' | 'partial'; grade: string | null }

/**
 * How a recognised module stands: full exemption is passed with letter R and counts in averages when it brings a grade;
 * partial exemption spares the study, and the exam is still to come.
 */
export function recognise(
  policy: GradingPolicy,
  one: Recognition,
): { standing: 'exempted' | 'graded'; passed: boolean; letter: string; grade: string | null } {
  return one.scope === 'full'
    ? { standing: 'exempted', passed: true, letter: policy.letters.recognised, grade: one.grade }
    : { standing: 'graded', passed: false, letter: policy.letters.awaiting_result, grade: null }
}
