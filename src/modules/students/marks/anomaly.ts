import type { Attendance } from '../attendance.ts'
import { compare, exact, isBelow, minus, plus, times, zero } from '../grading/exact.ts'
import type { GradingPolicy } from '../grading/policy.ts'
import type { Mark, MarkColumn } from './mark.ts'
import type { Verdict } from './judge.ts'

/** Something to look at before the sheet is closed; a stop refuses the posting. */
export type Anomaly = {
  kind:
    | 'no_learners'
    | 'attendance'
    | 'sessions_left'
    | 'no_hours'
    | 'hours_short'
    | 'hours_fewer'
    | 'came_late'
    | 'tests_missing'
    | 'exam_missing'
    | 'exam_unallowed'
    | 'few_columns'
    | 'all_same'
    | 'jump'
  is_stop: boolean
  /** Learners it is about, in the order of the sheet. */
  learners: readonly { id: string; name: string }[]
  /** The column it is about. */
  column?: string | undefined
  count?: number | undefined
  /** Hours taught of those planned, decimal text. */
  hours?: { held: string; planned: string }
}

/** A line of the sheet with the verdict on it, nameless. */
export type Judgement = {
  enrolment_id: string
  /** On the roster to the end. */
  is_active: boolean
  hours:
    | Pick<Attendance, 'hours_planned' | 'hours_held' | 'hours_before' | 'sessions_untaken' | 'is_complete'>
    | undefined
  marks: ReadonlyMap<string, Mark>
  verdict: Verdict
  is_spared: boolean
}
export type JudgedLine = Judgement & { full_name: string }

/** Points between test average and exam from which a line is marked to be looked at again: our own choice, never a refusal. */
const jumpFrom = '3.5'
const fewestForSame = 5

/** Everything that is missing or strange on a sheet, stops first. */
export function findAnomalies(
  policy: GradingPolicy,
  columns: readonly MarkColumn[],
  lines: readonly JudgedLine[],
): Anomaly[] {
  const active = lines.filter((line) => line.is_active)
  if (active.length === 0) return [{ kind: 'no_learners', is_stop: true, learners: [] }]
  return [
    ...attendanceGaps(policy, active),
    ...columnGaps(policy, columns),
    ...markGaps(columns, active),
    ...allSame(columns, active),
    ...jumps(active),
  ]
}

const named = (lines: readonly JudgedLine[]) =>
  lines.map((line) => ({ id: line.enrolment_id, name: line.full_name }))

function attendanceGaps(policy: GradingPolicy, lines: readonly JudgedLine[]): Anomaly[] {
  const taught = lines.filter((line) => !line.is_spared)
  const first = taught[0]?.hours
  if (taught.length === 0) return []
  if (!first || taught.some((line) => !line.hours || Number(line.hours.hours_planned) === 0))
    return [{ kind: 'no_hours', is_stop: true, learners: [] }]
  if (first.sessions_untaken > 0)
    return [{ kind: 'attendance', is_stop: true, learners: [], count: first.sessions_untaken }]
  if (!first.is_complete) return [{ kind: 'sessions_left', is_stop: true, learners: [] }]
  return [...hoursGap(policy, first), ...cameLate(taught)]
}

/**
 * Fewer hours were taught than planned. Under the share of the learning time that must be attended nobody can have leave to sit
 * the exam (Circular 04/2022, Art. 12–16): a stop.
 */
function hoursGap(
  policy: GradingPolicy,
  { hours_held: held, hours_planned: planned }: NonNullable<Judgement['hours']>,
): Anomaly[] {
  if (!isBelow(exact(held), exact(planned))) return []
  const isShort = isBelow(exact(held), times(exact(planned), exact(policy.eligibility.min_attendance)))
  const kind = isShort ? 'hours_short' : 'hours_fewer'
  return [{ kind, is_stop: isShort, learners: [], hours: { held, planned } }]
}

/** Who came when some of it was taught already: those hours are missed. */
function cameLate(lines: readonly JudgedLine[]): Anomaly[] {
  const late = lines.filter((line) => line.hours && compare(exact(line.hours.hours_before), zero) > 0)
  return late.length > 0 ? [{ kind: 'came_late', is_stop: false, learners: named(late) }] : []
}

function columnGaps(policy: GradingPolicy, columns: readonly MarkColumn[]): Anomaly[] {
  const of = (kind: MarkColumn['kind']) => columns.filter((column) => column.kind === kind).length
  const isShort =
    of('regular') < policy.tests.min_regular || of('periodic') < policy.tests.min_periodic || of('exam') === 0
  return isShort ? [{ kind: 'few_columns', is_stop: true, learners: [] }] : []
}

/** Who lacks a test mark (an empty cell is none), and who may sit the exam without a mark in the sitting that is open. */
function markGaps(columns: readonly MarkColumn[], lines: readonly JudgedLine[]): Anomaly[] {
  // Who missed too much to sit the exam relearns whatever the tests were.
  const tests = columns.filter((column) => column.kind !== 'exam' && !column.is_closed)
  const short = lines.filter(
    ({ verdict, marks, is_spared }) =>
      (verdict.average === null || (!is_spared && tests.some((column) => !marks.has(column.id)))) &&
      !verdict.reasons.some((reason) => reason.code === 'attendance'),
  )
  const exams = columns.filter((column) => column.kind === 'exam')
  const first = exams.find((column) => column.sitting === 1)
  const last = exams.filter((column) => column.sitting > 1 && !column.is_closed)
  const unsat = lines.filter((line) => line.verdict.eligible && first && !line.marks.has(first.id))
  const unsatLater = last.flatMap((column) =>
    lines.filter((line) => mustSit(line, column) && !line.marks.has(column.id)),
  )
  const unallowed = lines.filter(
    (line) =>
      !line.verdict.eligible &&
      line.verdict.average !== null &&
      exams.some((column) => line.marks.has(column.id)),
  )
  return [
    ...(short.length > 0 ? [{ kind: 'tests_missing' as const, is_stop: true, learners: named(short) }] : []),
    ...(unsat.length + unsatLater.length > 0
      ? [
          {
            kind: 'exam_missing' as const,
            is_stop: true,
            learners: named([...unsat, ...unsatLater]),
            column: last[0]?.id ?? first?.id,
          },
        ]
      : []),
    ...(unallowed.length > 0
      ? [{ kind: 'exam_unallowed' as const, is_stop: false, learners: named(unallowed) }]
      : []),
  ]
}

/** A later sitting is for those who failed; who raises a pass may stay away. */
const mustSit = (line: JudgedLine, column: MarkColumn): boolean =>
  line.verdict.eligible && !line.verdict.passed && line.verdict.open_sittings.includes(column.sitting)

function allSame(columns: readonly MarkColumn[], lines: readonly JudgedLine[]): Anomaly[] {
  return columns.flatMap((column): Anomaly[] => {
    const values = lines.flatMap((line) => line.marks.get(column.id)?.value ?? [])
    return values.length >= fewestForSame && new Set(values).size === 1
      ? [{ kind: 'all_same', is_stop: false, learners: [], column: column.id, count: values.length }]
      : []
  })
}

function jumps(lines: readonly JudgedLine[]): Anomaly[] {
  const far = lines.filter(({ verdict }) => {
    if (verdict.average === null || verdict.exam === null) return false
    const [low, high] = [
      minus(exact(verdict.average), exact(jumpFrom)),
      plus(exact(verdict.average), exact(jumpFrom)),
    ]
    const exam = exact(verdict.exam)
    return isBelow(exam, low) || isBelow(high, exam)
  })
  return far.length > 0 ? [{ kind: 'jump', is_stop: false, learners: named(far) }] : []
}
