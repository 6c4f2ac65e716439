import type { Attendance } from '../attendance.ts'
import { compare, exact, minus, roundedText, shortText, zero } from '../grading/exact.ts'
import { bandOf, gradeModule, moduleGrade, readGrade } from '../grading/module-grade.ts'
import type { GradingPolicy, Mode } from '../grading/policy.ts'
import { judgeSittings, type Sitting, type SittingsOutcome } from '../grading/sittings.ts'
import type { Reason, Step } from '../grading/step.ts'
import { testAverage, type KnownAverage, type TestMarks } from '../grading/test-average.ts'
import type { Mark, MarkColumn } from './mark.ts'

/** Hours a verdict is made from. `is_complete` false: sessions are still to come, what was missed so far decides. */
export type Hours = Pick<
  Attendance,
  'hours_planned' | 'hours_missed' | 'hours_attended' | 'is_complete' | 'is_waived'
>

/** What is known of one learner in one section. */
export type SheetCase = {
  mode: Mode
  columns: readonly MarkColumn[]
  /** By column. */
  marks: ReadonlyMap<string, Mark>
  hours: Hours | undefined
  /** Study spared by decision: its grade stands for the tests (TT 04/2022 Đ10, partial exemption). */
  spared?: { grade: string } | undefined
}

/** What the marks and the hours make. Figures are decimal text. */
export type Verdict = {
  average: string | null
  hours_planned: string | null
  hours_attended: string | null
  eligible: boolean
  reasons: readonly Reason[]
  /** Exam mark of the sitting that gave the grade. */
  exam: string | null
  grade: string | null
  first_grade: string | null
  /** The highest grade that is kept: progress and dismissal. */
  highest_grade: string | null
  letter: string | null
  point4: string | null
  passed: boolean
  sittings: number
  /** Sat again to mend a fail; improvements are none. */
  retaken: boolean
  /** Exam columns this learner may have a mark in, by sitting. */
  open_sittings: readonly number[]
  /** The whole reckoning in words to be said. */
  steps: readonly Step[]
  /** A second sitting stands open: to mend a fail or to raise a pass. */
  may: readonly ('retake' | 'improve')[]
}

const none = {
  exam: null,
  grade: null,
  first_grade: null,
  highest_grade: null,
  letter: null,
  point4: null,
  passed: false,
  sittings: 0,
  retaken: false,
  may: [],
}

/**
 * The verdict on one line of the mark sheet, by the policy bound to the section: test average, leave to sit the exam,
 * sittings, grade, letter (Thông tư 04/2022/TT-BLĐTBXH, Điều 12–16, 31). Everything that shows a figure asks this.
 */
export function judgeLine(policy: GradingPolicy, one: SheetCase): Verdict {
  const tests = testsOf(policy, one)
  const hours = countedHours(one.hours)
  const outcome = one.spared
    ? {
        ...gradeModule(policy, { ...tests, ...fullTime, mode: one.mode, exam: null }),
        steps: sparedSteps(one.spared.grade),
      }
    : gradeModule(policy, { ...tests, ...(hours ?? noTime), mode: one.mode, exam: null })
  const open = {
    average: outcome.average,
    hours_planned: one.spared ? null : (hours?.hours_planned ?? null),
    hours_attended: one.spared ? null : (hours?.hours_attended ?? null),
    eligible: outcome.eligible,
    reasons: outcome.reasons,
  }
  const known = testAverage(policy, tests)
  if (!outcome.eligible || known.average === null || known.exact === null)
    return { ...open, ...none, letter: outcome.letter, steps: outcome.steps, open_sittings: [] }
  return { ...open, ...sat(policy, one, { average: known.average, exact: known.exact }, outcome) }
}

const fullTime = { hours_planned: '1', hours_attended: '1' }
/** No attendance at all: nobody may sit the exam on it. */
const noTime = { hours_planned: '1', hours_attended: '0' }

const sparedSteps = (grade: string): Step[] => [
  { key: 'students.marks.step.spared', params: { grade }, rule: 'module' },
]

/** Until the last session is held, what was not missed counts as attended: the verdict then says what may still be. */
function countedHours(hours: Hours | undefined) {
  if (!hours || compare(exact(hours.hours_planned), zero) <= 0) return undefined
  const left = minus(exact(hours.hours_planned), exact(hours.hours_missed))
  const attended = hours.is_complete ? hours.hours_attended : shortText(compare(left, zero) < 0 ? zero : left)
  return { hours_planned: hours.hours_planned, hours_attended: attended, is_waived: hours.is_waived }
}

/** Marks of the tests: absent without reason and a violation are as the policy says, excused is no mark yet. */
function testsOf(policy: GradingPolicy, { columns, marks, spared }: SheetCase): TestMarks {
  if (spared)
    return {
      regular: Array(Math.max(policy.tests.min_regular, 1)).fill(spared.grade) as string[],
      periodic: Array(policy.tests.min_periodic).fill(spared.grade) as string[],
    }
  const of = (kind: 'regular' | 'periodic') =>
    columns
      .filter((column) => column.kind === kind)
      .flatMap((column) => testMark(policy, marks.get(column.id)) ?? [])
  return { regular: of('regular'), periodic: of('periodic') }
}

function testMark(policy: GradingPolicy, mark: Mark | undefined): string | undefined {
  if (!mark || mark.state === 'excused') return undefined
  if (mark.state === 'scored') return mark.value ?? undefined
  return mark.state === 'absent' ? policy.sittings.unexcused_absence_mark : policy.sittings.cheating_mark
}

/** The sittings one after the other: what each mark was given for (a retake, an improvement) follows from those before. */
function sat(
  policy: GradingPolicy,
  one: SheetCase,
  tests: KnownAverage,
  outcome: ReturnType<typeof gradeModule>,
) {
  const exams = one.columns
    .filter((column) => column.kind === 'exam')
    .toSorted((a, b) => a.sitting - b.sitting)
  const sittings: Sitting[] = []
  const openSittings: number[] = []
  let judged: SittingsOutcome | undefined
  for (const column of exams) {
    const isImprovement = judged?.passed === true
    const mayGoOn = judged === undefined || judged.counted === 0 || judged.may.length > 0
    if (!mayGoOn) break
    openSittings.push(column.sitting)
    const mark = one.marks.get(column.id)
    if (!mark) continue
    sittings.push({ presence: mark.state, mark: mark.value, is_improvement: isImprovement })
    judged = judgeSittings(policy, one.mode, tests, sittings)
  }
  if (!judged || judged.grade === null)
    return { ...none, letter: outcome.letter, steps: outcome.steps, open_sittings: openSittings }
  const read = readGrade(policy, one.mode, judged.grade)
  const band =
    judged.letter === null ? undefined : bandOf(policy, { grade: judged.grade, letter: judged.letter })
  return {
    exam: examOf(policy, one.mode, tests, sittings, judged.grade),
    grade: judged.grade,
    first_grade: judged.first,
    highest_grade: judged.highest,
    letter: judged.letter ?? read.letter,
    point4: band ? roundedText(exact(band.point), policy.letters.point_unit) : read.point4,
    passed: judged.passed,
    sittings: judged.counted,
    retaken: judged.retaken,
    may: judged.may,
    open_sittings: openSittings,
    steps: [...outcome.steps.filter((step) => !step.key.endsWith('.exam_awaited')), ...judged.steps],
  }
}

/** May the cell of a line hold a mark? A later sitting is open to those who may sit it. */
export const mayHold = (
  { kind, sitting, id }: Pick<MarkColumn, 'kind' | 'sitting' | 'id'>,
  { marks, verdict }: { marks: ReadonlyMap<string, Mark>; verdict: Pick<Verdict, 'open_sittings'> },
): boolean => kind !== 'exam' || sitting <= 1 || marks.has(id) || verdict.open_sittings.includes(sitting)

/** The mark of the latest sitting that gave the grade. */
function examOf(
  policy: GradingPolicy,
  mode: Mode,
  tests: KnownAverage,
  sittings: readonly Sitting[],
  grade: string,
): string {
  const marks = sittings.map((one) =>
    one.presence === 'scored'
      ? one.mark!
      : one.presence === 'violated'
        ? policy.sittings.cheating_mark
        : policy.sittings.unexcused_absence_mark,
  )
  return marks.findLast((mark) => moduleGrade(policy, mode, tests, mark).grade === grade) ?? marks.at(-1)!
}
