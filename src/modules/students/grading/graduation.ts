import { averageOf, type Average } from './averages.ts'
import { classify } from './classification.ts'
import { exact, isBelow } from './exact.ts'
import { conditionReasons } from './graduation-conditions.ts'
import { yearScore, yearTotals, type FinalMarks, type FinalTotals } from './graduation-score.ts'
import type { Discipline, GradingPolicy, Level, Mode, ResultClass } from './policy.ts'
import type { ModuleResult } from './results.ts'
import { no, step, type Reason, type Step } from './step.ts'
import type { StudyTime } from './study-time.ts'

export type GraduationCase = FinalMarks & {
  mode: Mode
  /** Every module of the programme version, graded or not. */
  modules: readonly ModuleResult[]
  /** Heaviest discipline in the whole study. */
  discipline: Discipline | null
  level?: Level | undefined
  is_suspended?: boolean
  is_prosecuted?: boolean
  time?: StudyTime
  /** Credits of electives passed, where the programme says how many are to be chosen. */
  electives?: { passed: string; least: string } | undefined
  /** Credits of the whole programme; those of all modules when not given. */
  programme_credits?: string | null
  /** Other requirements of the programme that are not met, in words. */
  unmet_requirements?: readonly string[]
}

export type Graduation = {
  eligible: boolean
  /** Each "no" with its code; empty when eligible. */
  reasons: readonly Reason[]
  /** Average of the whole course (ĐTB or cumulative). */
  average: string | null
  /** Graduation score; null when not eligible. */
  score: string | null
  classification: ResultClass | null
  downgraded: boolean
  steps: readonly Step[]
}

/**
 * May the learner graduate, with what score and class (Circular 04/2022, Art. 23–27 in year mode, Art. 34–35 in credit
 * mode). Every reason against it is given.
 */
export function graduate(policy: GradingPolicy, one: GraduationCase): Graduation {
  const average = averageOf(policy, one.mode, one.modules)
  const totals = one.mode === 'year' ? yearTotals(policy, one) : null
  const found = [
    ...conditionReasons(policy, one),
    ...(totals ? totals.reasons : creditReasons(policy, average)),
  ]
  // Nothing stands against it but that there is nothing to make a score from.
  const reasons = found.length === 0 && average.average === null ? [no('no_average', 'averages')] : found
  const base = { reasons, average: average.average }
  const shown = [...average.steps, ...(totals?.steps ?? [])]
  if (reasons.length > 0 || average.average === null || average.exact === null)
    return {
      ...base,
      eligible: false,
      score: null,
      classification: null,
      downgraded: false,
      steps: [...shown, ...reasons, step('graduation.no', `graduation.${one.mode}`)],
    }
  const scored = score(policy, average, totals)
  const result = classify(policy, one.mode, scored.score, {
    modules: one.modules,
    discipline: one.discipline,
    graduation: { programme_credits: one.programme_credits ?? null, retaken_exams: retakenExams(one) },
  })
  return {
    ...base,
    eligible: true,
    score: scored.score,
    classification: result.classification,
    downgraded: result.downgraded,
    steps: [...shown, ...scored.steps, step('graduation.yes', `graduation.${one.mode}`), ...result.steps],
  }
}

function score(
  policy: GradingPolicy,
  average: Average,
  totals: FinalTotals | null,
): { score: string; steps: readonly Step[] } {
  if (totals) return yearScore(policy, average, totals)
  return {
    score: average.average!,
    steps: [step('score.credit', 'graduation.credit', { score: average.average! })],
  }
}

/** Parts of the examination sat more than once, those that enter the score. */
const retakenExams = (one: FinalMarks): number =>
  (one.thesis === null ? [one.theory_sittings, one.practice_sittings] : [one.thesis_sittings]).filter(
    (sittings = 0) => sittings > 1,
  ).length

function creditReasons(policy: GradingPolicy, { average }: Average): Reason[] {
  const least = policy.graduation.credit.min_average
  return average !== null && isBelow(exact(average), exact(least))
    ? [no('cumulative_average', 'graduation.credit.min_average', { average, least })]
    : []
}
