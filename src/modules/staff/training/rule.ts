import { addMonths } from '#platform/clock.ts'

/** What the plan asks of a person: T01 digital pedagogy, T02 making learning materials. */
export const targets = ['pedagogy', 'materials'] as const
export type Target = (typeof targets)[number]

/** When somebody counts as trained, as the rule in force on a day says (`staff.trained_rule`). Days are `yyyy-mm-dd`. */
export type TrainedRule = {
  target: Target
  categories: readonly string[]
  /** Count besides for somebody in a manager's post. */
  manager_categories: readonly string[]
  /** Least hours of one course. */
  min_hours: number
  /** First day of the plan's period. */
  min_date: string
  /** How long a course counts; null: for good. */
  validity_months: number | null
}

type EvidenceState = 'passed' | 'failed' | 'pending' | 'verified' | 'rejected'

/** A result of a class or an outside certificate. `hours` null: not written down. */
export type Evidence = {
  id: string
  course: string
  category: string
  hours: number | null
  completed_on: string
  /** Last day the paper itself is valid. */
  valid_to: string | null
  state: EvidenceState
}

export type TrainedStatus = {
  counts: boolean
  /** Message key and its parameters; days are written d/m/y already. */
  reason: { key: string; params: Record<string, string | number> }
  /** What decided, when anything did. */
  evidence: Evidence | null
  /** What would mend it: a course of one of these categories, of at least so many hours. */
  nextFix: { categories: readonly string[]; minHours: number } | null
}

const far = '9999-12-31'

/** Last day on which the evidence counts: the paper's own end or the rule's, whichever comes first. */
export function lastDay(rule: TrainedRule, evidence: Evidence): string {
  const byRule = rule.validity_months === null ? far : addMonths(evidence.completed_on, rule.validity_months)
  const byPaper = evidence.valid_to ?? far
  return byRule < byPaper ? byRule : byPaper
}

/** A day as it stands in a reason: the same in both languages. */
function spokenDay(day: string): string {
  const [year, month, date] = day.split('-')
  return `${date}/${month}/${year}`
}

type Step = {
  key: string
  fits: (evidence: Evidence) => boolean
  params: (evidence: Evidence) => Record<string, string | number>
}

/** The reasons in the order in which they are said: the best first. */
function steps(rule: TrainedRule, asOf: string): Step[] {
  const isAccepted = (e: Evidence) => e.state === 'passed' || e.state === 'verified'
  const isLongEnough = (e: Evidence) => (e.hours ?? 0) >= rule.min_hours
  const isInPeriod = (e: Evidence) => e.completed_on >= rule.min_date
  const isValid = (e: Evidence) => lastDay(rule, e) >= asOf
  const courseAndDay = (e: Evidence) => ({ course: e.course, day: spokenDay(e.completed_on) })
  return [
    {
      key: 'trained',
      fits: (e) => isAccepted(e) && isLongEnough(e) && isInPeriod(e) && isValid(e),
      params: courseAndDay,
    },
    {
      key: 'not_verified',
      fits: (e) => e.state === 'pending' && isLongEnough(e) && isInPeriod(e) && isValid(e),
      params: courseAndDay,
    },
    {
      key: 'expired',
      fits: (e) => isAccepted(e) && isLongEnough(e) && isInPeriod(e),
      params: (e) => ({ course: e.course, day: spokenDay(lastDay(rule, e)) }),
    },
    {
      key: 'too_few_hours',
      fits: (e) => isAccepted(e) && isInPeriod(e),
      params: (e) => ({ course: e.course, hours: e.hours ?? 0, needed: rule.min_hours }),
    },
    {
      key: 'too_early',
      fits: isAccepted,
      params: (e) => ({ ...courseAndDay(e), from: spokenDay(rule.min_date) }),
    },
    { key: 'failed', fits: (e) => e.state === 'failed', params: courseAndDay },
    { key: 'rejected', fits: (e) => e.state === 'rejected', params: courseAndDay },
    { key: 'not_enough', fits: () => true, params: courseAndDay },
  ]
}

/** Latest first; then by id, so that the order of the evidence never matters. */
function latest(a: Evidence, b: Evidence): number {
  if (a.completed_on !== b.completed_on) return a.completed_on > b.completed_on ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/**
 * Does the person count as trained on the day, and why? Only evidence completed by then is looked at; what was verified
 * later speaks for the day it was completed. `measure.ts` says the same in SQL; a test holds the two together.
 */
export function trainedStatus(
  rule: TrainedRule,
  evidence: readonly Evidence[],
  asOf: string,
  isManager: boolean,
): TrainedStatus {
  const counting = countingCategories(rule, isManager)
  const known = evidence
    .filter((one) => counting.includes(one.category) && one.completed_on <= asOf)
    .toSorted(latest)
  for (const step of steps(rule, asOf)) {
    const found = known.find(step.fits)
    if (!found) continue
    const counts = step.key === 'trained'
    const nextFix =
      counts || step.key === 'not_verified' ? null : { categories: counting, minHours: rule.min_hours }
    return {
      counts,
      reason: { key: `staff.training.reason.${step.key}`, params: step.params(found) },
      evidence: found,
      nextFix,
    }
  }
  return {
    counts: false,
    reason: { key: 'staff.training.reason.no_course', params: {} },
    evidence: null,
    nextFix: { categories: counting, minHours: rule.min_hours },
  }
}

function countingCategories(rule: TrainedRule, isManager: boolean): readonly string[] {
  return isManager ? [...rule.categories, ...rule.manager_categories] : rule.categories
}
