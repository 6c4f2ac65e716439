import { addDays, addMonths } from '#platform/clock.ts'
import { compare, exact, over, plus, shortText, times, zero, type Exact } from './exact.ts'
import type { GradingPolicy } from './policy.ts'
import { no, type Reason } from './step.ts'

/** A course of study on a day; days are `yyyy-mm-dd`. `reserved_days` (bảo lưu) lie between the two. */
export type StudyTime = {
  programme_months: number
  from_date: string
  on_date: string
  reserved_days: number
}

/**
 * Is the longest allowed time used up: 1.5 × the programme of two to three years, 2 × one of one to under two; reserved
 * time does not count and is five years at most? Counted by days, a month ends on its own day. No row for the programme's
 * length: no limit known (null).
 */
export function studyTime(
  policy: GradingPolicy,
  time: StudyTime,
): { most_months: string | null; reasons: readonly Reason[] } {
  const row = policy.progress.max_time.find(
    (one) => time.programme_months >= one.from_months && time.programme_months < one.below_months,
  )
  const most = row ? times(exact(String(time.programme_months)), exact(row.factor)) : null
  const aside = addDays(time.on_date, -time.reserved_days)
  const used = monthsBetween(time.from_date, policy.progress.reserved_time_counts ? time.on_date : aside)
  const reserved = monthsBetween(aside, time.on_date)
  const longest = policy.progress.max_reserved_months
  return {
    most_months: most && shortText(most),
    reasons: [
      ...(most && compare(used, most) > 0
        ? [no('time_exhausted', 'progress.max_time', { used: begunText(used), most: shortText(most) })]
        : []),
      ...(compare(reserved, exact(String(longest))) > 0
        ? [
            no('reserved_too_long', 'progress.max_reserved_months', {
              used: begunText(reserved),
              most: longest,
            }),
          ]
        : []),
    ],
  }
}

/** How long a cohort's programme is: as the programme says, else from its first to its planned last day. */
export const programmeMonths = (cohort: {
  duration_months: number | null
  from_date: string
  planned_to_date: string
}): number => {
  if (cohort.duration_months !== null) return cohort.duration_months
  const months = monthsBetween(cohort.from_date, addDays(cohort.planned_to_date, 1))
  return Number((2n * months.n + months.d) / (2n * months.d))
}

/** Months from one day to another: whole ones, and of the last the days gone; never less than none. */
function monthsBetween(from: string, to: string): Exact {
  if (to <= from) return zero
  let whole = (yearOf(to) - yearOf(from)) * 12 + monthOf(to) - monthOf(from)
  if (addMonths(from, whole) > to) whole -= 1
  const start = addMonths(from, whole)
  const part = over(daysBetween(start, to), daysBetween(start, addMonths(from, whole + 1)))
  return plus(exact(String(whole)), part)
}

const yearOf = (day: string): number => Number(day.slice(0, 4))
const monthOf = (day: string): number => Number(day.slice(5, 7))
const daysBetween = (from: string, to: string): Exact =>
  exact(String(Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)))

/** A tenth that has begun counts: one day over 54 months reads 54.1, never as the limit itself. */
const begunText = (months: Exact): string => {
  const { n, d } = times(months, exact('10'))
  return shortText({ n: (n + d - 1n) / d, d: 10n })
}
