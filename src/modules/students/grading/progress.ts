import { averageOf, type Average } from './averages.ts'
import { compare, exact, isAtLeast, isBelow, over, percentText, plus, shortText, zero } from './exact.ts'
import { isPass } from './module-grade.ts'
import type { Discipline, GradingPolicy, Mode } from './policy.ts'
import type { ModuleResult } from './results.ts'
import { no, step, type Reason, type Step } from './step.ts'
import { studyTime, type StudyTime } from './study-time.ts'

export type Progress<Outcome extends string> = {
  outcome: Outcome
  reasons: readonly Reason[]
  steps: readonly Step[]
}

export type YearCase = {
  /** Year average of highest grades, rounded; null when nothing was graded. */
  average: string | null
  programme_months: number
  has_disability: boolean
  discipline: Discipline | null
  /** Retakes of the graduation exam used up. */
  graduation_sittings_exhausted?: boolean
  time?: StudyTime
}

/** End of a year in year mode: go on, adjust progress (year average from 4.0 to under 5.0) or dismissal (under 4.0). */
export function yearProgress(
  policy: GradingPolicy,
  one: YearCase,
): Progress<'continue' | 'adjust' | 'dismiss'> {
  const rule = policy.progress.year
  const average = one.average === null ? null : exact(one.average)
  const isWeak = average !== null && isBelow(average, exact(rule.dismiss_below))
  const mayAdjust = one.programme_months >= rule.min_programme_months
  const isSpared =
    isWeak &&
    one.has_disability &&
    rule.adjust_instead_for_disability &&
    (mayAdjust || rule.disability_spares_short_programmes)
  const dismissals = [
    ...(isWeak && !isSpared
      ? [
          no('year_average', 'progress.year.dismiss_below', {
            average: one.average!,
            least: rule.dismiss_below,
          }),
        ]
      : []),
    ...alwaysDismissed(policy, one.discipline, one.time),
    ...(one.graduation_sittings_exhausted === true
      ? [
          no('graduation_sittings', 'graduation.year.max_retakes', {
            most: policy.graduation.year.max_retakes,
          }),
        ]
      : []),
  ]
  if (dismissals.length > 0) return { outcome: 'dismiss', reasons: dismissals, steps: dismissals }
  if (mayAdjust && average !== null && isBelow(average, exact(rule.adjust_below))) {
    const reason = no(isSpared ? 'adjust_disability' : 'adjust', 'progress.year.adjust_below', {
      average: one.average!,
      least: rule.adjust_below,
    })
    return { outcome: 'adjust', reasons: [reason], steps: [reason] }
  }
  return { outcome: 'continue', reasons: [], steps: [step('goes_on', 'progress.year')] }
}

export type CreditCase = {
  /** Average of the term on four points, rounded; null when nothing was graded. */
  average: string | null
  is_first_term: boolean
  registered_credits: string
  failed_credits: string
  /** Warnings before this term. */
  warnings: number
  discipline: Discipline | null
  time?: StudyTime
}

/**
 * End of a term in credit mode: a warning when more than half of the registered volume failed or the term's average is
 * under 1.20 (first term) or 1.50 (later); dismissal beyond the school's number of warnings, by time or by discipline.
 */
export function creditProgress(
  policy: GradingPolicy,
  one: CreditCase,
): Progress<'continue' | 'warn' | 'dismiss'> {
  const rule = policy.progress.credit
  const warned = [...failedShare(policy, one), ...lowAverage(policy, one)]
  const warnings = one.warnings + (warned.length > 0 ? 1 : 0)
  const isPast = warned.length > 0 && rule.max_warnings !== null && warnings > rule.max_warnings
  const dismissals = [
    ...(isPast
      ? [no('warnings', 'progress.credit.max_warnings', { warnings, most: rule.max_warnings! })]
      : []),
    ...alwaysDismissed(policy, one.discipline, one.time),
  ]
  const reasons = [...warned, ...dismissals]
  if (dismissals.length > 0) return { outcome: 'dismiss', reasons, steps: reasons }
  if (warned.length > 0) return { outcome: 'warn', reasons, steps: reasons }
  return { outcome: 'continue', reasons: [], steps: [step('goes_on', 'progress.credit')] }
}

/** Credits registered and not passed among the modules of a period: exempted ones were not registered, postponed ones are no more. */
export function creditsOf(
  policy: GradingPolicy,
  mode: Mode,
  modules: readonly ModuleResult[],
): { registered: string; failed: string } {
  const total = (list: readonly ModuleResult[]) =>
    shortText(list.reduce((all, one) => plus(all, exact(one.credits)), zero))
  const taken = modules.filter((one) => one.standing !== 'exempted' && one.standing !== 'postponed')
  return { registered: total(taken), failed: total(taken.filter((one) => !isPass(policy, mode, one))) }
}

/** The end of a term in credit mode, from its modules: the average of highest grades, what failed, and the outcome. */
export function judgeTerm(
  policy: GradingPolicy,
  modules: readonly ModuleResult[],
  one: Pick<CreditCase, 'is_first_term' | 'warnings' | 'discipline' | 'time'>,
): Progress<'continue' | 'warn' | 'dismiss'> & { average: Average } {
  const average = averageOf(policy, 'credit', modules, 'progress')
  const { registered, failed } = creditsOf(policy, 'credit', modules)
  const made = creditProgress(policy, {
    ...one,
    average: average.average,
    registered_credits: registered,
    failed_credits: failed,
  })
  return { ...made, average }
}

/** The warning sentences among the reasons of a term: low average, too much failed. */
export const warningsAmong = (reasons: readonly Reason[]): Reason[] =>
  reasons.filter((one) => one.code === 'failed_share' || one.code === 'term_average')

function failedShare(policy: GradingPolicy, one: CreditCase): Reason[] {
  const registered = exact(one.registered_credits)
  if (compare(registered, zero) <= 0) return []
  const share = over(exact(one.failed_credits), registered)
  const limit = policy.progress.credit.warn_failed_share_over
  if (compare(share, exact(limit)) <= 0) return []
  return [
    no('failed_share', 'progress.credit.warn_failed_share_over', {
      percent: percentText(share),
      limit: percentText(exact(limit)),
    }),
  ]
}

function lowAverage(policy: GradingPolicy, one: CreditCase): Reason[] {
  const rule = policy.progress.credit
  const least = one.is_first_term ? rule.warn_average_below_first_term : rule.warn_average_below_later
  if (one.average === null || isAtLeast(exact(one.average), exact(least))) return []
  return [no('term_average', 'progress.credit', { average: one.average, least })]
}

function alwaysDismissed(
  policy: GradingPolicy,
  discipline: Discipline | null,
  time: StudyTime | undefined,
): readonly Reason[] {
  return [
    ...(discipline === 'buoc_thoi_hoc' ? [no('dismissed', 'progress')] : []),
    ...(time ? studyTime(policy, time).reasons : []),
  ]
}
