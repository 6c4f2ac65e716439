import {
  compare,
  exact,
  over,
  roundedText,
  shortText,
  shownText,
  sum,
  times,
  zero,
  type Exact,
} from './exact.ts'
import { bandOf } from './module-grade.ts'
import type { GradingPolicy, Mode } from './policy.ts'
import type { ModuleResult } from './results.ts'
import { calculation, step, type Step } from './step.ts'

/** What an average is for: the record, a scholarship (first sittings), or progress and dismissal (highest grades). */
export type Purpose = 'record' | 'scholarship' | 'progress'

export type Average = {
  /** Rounded: one decimal of ten points, two of four; null when nothing counts. */
  average: string | null
  exact: Exact | null
  steps: readonly Step[]
}

/** Longer sums are said by their totals only. */
const termsShown = 8

/**
 * Average of modules, A = Σ(aᵢ × nᵢ) / Σ nᵢ with aᵢ on ten points (year) or four (credit) and nᵢ credits (Circular
 * 04/2022, Art. 16). A term's or a year's modules give its average, all since the start the cumulative one. Condition
 * subjects and postponed modules are left out; exempted ones count when they bring a grade.
 */
export function averageOf(
  policy: GradingPolicy,
  mode: Mode,
  modules: readonly ModuleResult[],
  purpose: Purpose = 'record',
): Average {
  const counted = modules.flatMap((one) => {
    const value = countedValue(policy, mode, one, purpose)
    return value === null ? [] : [{ value: exact(value), credits: exact(one.credits) }]
  })
  const credits = sum(counted.map((one) => one.credits))
  if (compare(credits, zero) <= 0)
    return { average: null, exact: null, steps: [step('average.nothing', 'averages')] }
  const total = sum(counted.map((one) => times(one.value, one.credits)))
  const value = over(total, credits)
  const unit = policy.averages.unit[mode]
  const valueText = mode === 'year' ? shownText : shortText
  const terms =
    counted.length > termsShown
      ? shortText(total)
      : counted.map((one) => `${valueText(one.value)}×${shortText(one.credits)}`).join(' + ')
  const params = { terms, credits: shortText(credits) }
  return {
    average: roundedText(value, unit),
    exact: value,
    steps: [
      ...leftOut(policy, modules),
      calculation(`average.${mode}`, `averages.unit.${mode}`, value, unit, params),
    ],
  }
}

/** What a module counts as, on ten points or by its letter on four; null: it does not count. */
function countedValue(policy: GradingPolicy, mode: Mode, one: ModuleResult, purpose: Purpose): string | null {
  if (one.condition_subject && policy.averages.leave_out_condition_subjects) return null
  if (one.standing === 'postponed' && policy.averages.leave_out_postponed) return null
  const grade = gradeFor(policy, one, purpose)
  if (mode === 'year') return grade
  return bandOf(policy, grade === one.grade ? one : { grade })?.point ?? null
}

function gradeFor(policy: GradingPolicy, one: ModuleResult, purpose: Purpose): string | null {
  const isHighest = purpose === 'progress' && policy.averages.progress_uses === 'highest'
  if (one.standing === 'not_eligible' && !(isHighest && one.highest_grade))
    return policy.averages.not_eligible_as
  if (purpose === 'scholarship' && policy.averages.scholarship_uses === 'first')
    return one.first_grade ?? one.grade
  if (isHighest) return one.highest_grade ?? one.grade
  return one.grade
}

function leftOut({ averages: rule }: GradingPolicy, modules: readonly ModuleResult[]): Step[] {
  const count = (isLeftOut: (one: ModuleResult) => boolean) => modules.filter(isLeftOut).length
  const aside = rule.leave_out_condition_subjects ? count((one) => one.condition_subject) : 0
  const postponed = rule.leave_out_postponed
    ? count((one) => one.standing === 'postponed' && !one.condition_subject)
    : 0
  return [
    ...(aside > 0
      ? [step('average.left_out', 'averages.leave_out_condition_subjects', { count: aside })]
      : []),
    ...(postponed > 0
      ? [step('average.postponed', 'averages.leave_out_postponed', { count: postponed })]
      : []),
  ]
}
