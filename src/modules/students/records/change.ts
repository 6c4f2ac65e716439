import { addMonths } from '#platform/clock.ts'
import type { EnrolmentState } from '../enrolment.ts'
import type { DecisionKind } from '../store/decision.ts'

/** What a decision may change about a course of study. Graduation has its own way (the graduation list). */
export const changes = [
  'reserve',
  'suspend',
  'return',
  'change_class',
  'transfer_out',
  'withdraw',
  'dismiss',
  'reopen',
] as const
export type Change = (typeof changes)[number]

/** How a change stands in an address. */
export const changePaths: Record<Change, string> = {
  reserve: 'bao-luu',
  suspend: 'dinh-chi',
  return: 'tro-lai',
  change_class: 'chuyen-lop',
  transfer_out: 'chuyen-truong',
  withdraw: 'thoi-hoc',
  dismiss: 'buoc-thoi-hoc',
  reopen: 'mo-lai',
}
export const changeOfPath = (path: string): Change | undefined =>
  changes.find((change) => changePaths[change] === path)

/** Fields a change asks for beside the decision and its day. */
type Asks = { until?: true; class?: 'needed' | 'optional'; other_school?: true; reason?: true }

type Rule = {
  from: readonly EnrolmentState[]
  to: EnrolmentState
  decision: DecisionKind
  /** Inside one cohort a class is changed without a decision as well. */
  isDecisionOptional?: true
  asks: Asks
}

/** The table of transitions (Circular 04/2022/TT-BLĐTBXH on progress, reserve, withdrawal and change of school). */
export const rules: Record<Change, Rule> = {
  reserve: { from: ['studying'], to: 'reserved', decision: 'reserve', asks: { until: true, reason: true } },
  suspend: {
    from: ['studying', 'reserved'],
    to: 'suspended',
    decision: 'suspend',
    asks: { until: true, reason: true },
  },
  return: {
    from: ['reserved', 'suspended'],
    to: 'studying',
    decision: 'return',
    asks: { class: 'optional' },
  },
  change_class: {
    from: ['studying'],
    to: 'studying',
    decision: 'class',
    isDecisionOptional: true,
    asks: { class: 'needed' },
  },
  transfer_out: {
    from: ['studying', 'reserved'],
    to: 'transferred',
    decision: 'transfer',
    asks: { other_school: true, reason: true },
  },
  withdraw: {
    from: ['studying', 'reserved', 'suspended'],
    to: 'withdrawn',
    decision: 'withdraw',
    asks: { reason: true },
  },
  dismiss: {
    from: ['studying', 'reserved', 'suspended'],
    to: 'dismissed',
    decision: 'dismiss',
    asks: { reason: true },
  },
  reopen: {
    from: ['transferred', 'withdrawn', 'dismissed'],
    to: 'studying',
    decision: 'correction',
    asks: { class: 'optional', reason: true },
  },
}

/** Changes that start from a state, in the order they are offered. */
export const changesFrom = (state: EnrolmentState): Change[] =>
  changes.filter((change) => rules[change].from.includes(state))

/** Does the learner leave the rosters with it? */
export const leavesRosters = (change: Change): boolean => rules[change].to !== 'studying'

/** What the record knows when a change is judged. Days are `yyyy-mm-dd`. */
export type Facts = {
  state: EnrolmentState
  /** Day of the last change; the admission at first. */
  last_on: string
  today: string
  /** Months of earlier reserves, as whole days over 30,44. */
  reserved_days: number
  /** Longest reserve in months (Circular 04/2022: 5 years). */
  max_reserved_months: number
  /** Last day of the first main term; undefined when no term of the school covers it. */
  first_term_ends?: string | undefined
  /** First day of the last main term, as far as terms are entered. */
  last_term_begins?: string | undefined
  /** A discipline from warning (cảnh cáo) on that is not lifted. */
  is_disciplined: boolean
  /** Class change: the class asked for. */
  target?: { id: string; cohort_id: string; programme_id: string } | undefined
  place: { class_group_id: string | null; cohort_id: string; programme_id: string }
}

export type Wanted = { change: Change; on_date: string; until?: string | undefined }

/** Why a change is refused: the field it hangs on and a message key; undefined when it may be made. */
export function findRefusal(wanted: Wanted, facts: Facts): { field: string; key: string } | undefined {
  const { change, on_date: on } = wanted
  const rule = rules[change]
  if (!rule.from.includes(facts.state))
    return { field: 'change', key: `students.change.refused.${facts.state}` }
  if (on > facts.today) return { field: 'on_date', key: 'students.change.error.future' }
  if (on < facts.last_on) return { field: 'on_date', key: 'students.change.error.before_last' }
  if (rule.asks.until) return findUntilFault(wanted, facts)
  if (change === 'change_class') return findClassFault(on, facts)
  if (change === 'transfer_out') return findTransferFault(on, facts)
  const { target, place } = facts
  return target && target.programme_id !== place.programme_id
    ? { field: 'class_group', key: 'students.change.error.other_programme' }
    : undefined
}

function findUntilFault({ change, on_date: on, until }: Wanted, facts: Facts) {
  if (!until) return { field: 'until', key: 'students.change.error.until' }
  if (until <= on) return { field: 'until', key: 'students.change.error.until_before' }
  if (change !== 'reserve') return undefined
  // Circular 04/2022/TT-BLĐTBXH: results are reserved for at most five years, all reserves together.
  const start = new Date(Date.parse(on) - facts.reserved_days * 86_400_000).toISOString().slice(0, 10)
  return until > addMonths(start, facts.max_reserved_months)
    ? { field: 'until', key: 'students.change.error.reserve_too_long' }
    : undefined
}

function findClassFault(on: string, { target, place, first_term_ends: ends }: Facts) {
  if (!target) return { field: 'class_group', key: 'students.change.error.class' }
  if (target.id === place.class_group_id)
    return { field: 'class_group', key: 'students.change.error.same_class' }
  if (target.programme_id === place.programme_id) return undefined
  // Circular 04/2022/TT-BLĐTBXH: the occupation is changed in the first semester only.
  if (!ends) return { field: 'class_group', key: 'students.change.error.no_first_term' }
  return on > ends ? { field: 'class_group', key: 'students.change.error.after_first_term' } : undefined
}

/** Circular 04/2022/TT-BLĐTBXH: nobody changes school under a discipline from warning on, or in the last semester. */
function findTransferFault(on: string, facts: Facts) {
  if (facts.is_disciplined) return { field: 'change', key: 'students.change.error.disciplined' }
  return facts.last_term_begins && on >= facts.last_term_begins
    ? { field: 'on_date', key: 'students.change.error.last_term' }
    : undefined
}
