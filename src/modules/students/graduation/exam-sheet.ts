import { addDays } from '#platform/clock.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { exact, isBelow } from '../grading/exact.ts'
import { partTotal } from '../grading/graduation-score.ts'
import type { GradingPolicy } from '../grading/policy.ts'
import { mostSittings, type ExamMark } from './graduation.ts'
import { countedMark } from './review-case.ts'

/** Marks of one part by course of study, in order of sitting, as they stand round one sitting. */
export type SittingMarks = {
  /** Of this very sitting. */
  at: Map<string, ExamMark>
  /** Of the sittings before it. */
  before: Map<string, ExamMark[]>
}

export function roundSitting(part: ReadonlyMap<string, readonly ExamMark[]>, sitting: number): SittingMarks {
  const marks: SittingMarks = { at: new Map(), before: new Map() }
  for (const [id, own] of part) {
    const here = own.find((one) => one.sitting === sitting)
    if (here) marks.at.set(id, here)
    marks.before.set(
      id,
      own.filter((one) => one.sitting < sitting),
    )
  }
  return marks
}

/** What stands against somebody sitting: it is not their turn, no retake is left, or the day is too early. */
export type SittingFault =
  | { code: 'not_open' }
  | { code: 'sittings'; most: number }
  | { code: 'too_soon'; from: string; days: number | null }

type Sitting = { sitting: number; on_date?: string | undefined }

/**
 * What stands against a sitting after those before it: a first one is open; a later one follows the one before and no pass,
 * within the retakes allowed, the first retake so many days after the results (Circular 04/2022/TT-BLĐTBXH, Art. 23–27). A
 * sitting that does not count (absent with a reason) uses none up. Without a day only the turn is asked.
 */
export function sittingFault(
  policy: GradingPolicy,
  { sitting, on_date }: Sitting,
  before: readonly ExamMark[] = [],
): SittingFault | undefined {
  if (sitting === 1) return undefined
  const rule = policy.graduation.year
  const last = before.at(-1)
  const counted = before.filter((one) => countedMark(policy, one).length > 0)
  const standing = counted.at(-1)
  if (last?.sitting !== sitting - 1 || (standing && isPass(policy, standing))) return { code: 'not_open' }
  if (counted.length > rule.max_retakes) return { code: 'sittings', most: rule.max_retakes + 1 }
  const next = addDays(last.on_date, 1)
  const isFirstRetake = standing !== undefined && counted.length === 1
  const waited = isFirstRetake
    ? addDays(standing.results_on ?? standing.on_date, rule.first_retake_after_days)
    : next
  const from = waited > next ? waited : next
  return on_date !== undefined && on_date < from
    ? { code: 'too_soon', from, days: waited > next ? rule.first_retake_after_days : null }
    : undefined
}

/** The fault as a sentence. */
export function sittingWords(fault: SittingFault, t: Translate): string {
  if (fault.code === 'not_open') return t('students.graduation.exam.error.not_open')
  if (fault.code === 'sittings') return t('students.graduation.exam.error.sittings', { most: fault.most })
  const day = t.date(fault.from)
  return fault.days === null
    ? t('students.graduation.exam.error.too_soon_next', { day })
    : t('students.graduation.exam.error.too_soon', { days: fault.days, day })
}

function isPass(policy: GradingPolicy, one: ExamMark): boolean {
  const total = partTotal(policy, one.kind === 'thesis', countedMark(policy, one)[0]!)
  return !isBelow(exact(total), exact(policy.graduation.year.pass))
}

/** How many sittings of a part a sheet offers: those the policy allows, and one more for each that did not count. */
export function sittingsOf(policy: GradingPolicy, part: ReadonlyMap<string, readonly ExamMark[]>): number {
  const spared = [...part.values()].map(
    (own) => own.filter((one) => countedMark(policy, one).length === 0).length,
  )
  return Math.min(policy.graduation.year.max_retakes + 1 + Math.max(0, ...spared), mostSittings)
}
