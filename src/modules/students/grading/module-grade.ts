import {
  exact,
  isAtLeast,
  minus,
  plus,
  roundedText,
  roundHalfUp,
  shownText,
  times,
  type Exact,
} from './exact.ts'
import { examEligibility, type Attendance } from './eligibility.ts'
import type { GradingPolicy, Mode } from './policy.ts'
import { calculation, step, type Reason, type Step } from './step.ts'
import { roundingStep, testAverage, type KnownAverage, type TestMarks } from './test-average.ts'

export type Grade = {
  /** Ten points, rounded to one decimal. */
  grade: string
  passed: boolean
  /** Credit mode only. */
  letter: string | null
  point4: string | null
  steps: readonly Step[]
}

type Band = GradingPolicy['letters']['bands'][number]

/** Lower edges read once a policy: a run over a cohort asks for hundreds of thousands of bands. */
const edges = new WeakMap<GradingPolicy, readonly (readonly [Exact, Band])[]>()

/** The letter band of a rounded ten-point grade (Circular 04/2022, Art. 31). */
export function letterBand(policy: GradingPolicy, grade: string): Band {
  let known = edges.get(policy)
  if (!known)
    edges.set(policy, (known = policy.letters.bands.map((band) => [exact(band.from), band] as const)))
  const value = exact(grade)
  return (known.find(([from]) => isAtLeast(value, from)) ?? known.at(-1)!)[1]
}

/** The band of a recorded result: of its own letter where one was given (F for a violation), else of its grade. */
export function bandOf(
  policy: GradingPolicy,
  result: { grade: string | null; letter?: string | null },
): Band | undefined {
  const own = policy.letters.bands.find((band) => band.letter === result.letter)
  return own ?? (result.grade === null ? undefined : letterBand(policy, result.grade))
}

/** Is a recorded result a pass in the mode? */
export function isPass(
  policy: GradingPolicy,
  mode: Mode,
  result: { grade: string | null; letter?: string | null },
): boolean {
  if (result.grade === null || !isAtLeast(exact(result.grade), exact(policy.module.pass[mode]))) return false
  return mode === 'year' || bandOf(policy, result)?.is_pass === true
}

/**
 * Module grade of one sitting: 0.4 × test average + 0.6 × final exam, rounded half up to one decimal, then the letter
 * (Circular 04/2022, Art. 12–16 and 31).
 * @param exam ten-point mark of the exam
 */
export function moduleGrade(policy: GradingPolicy, mode: Mode, tests: KnownAverage, exam: string): Grade {
  const { test_weight: testWeight, exam_weight: examWeight, grade_unit: unit } = policy.module
  const sat = roundHalfUp(exact(exam), policy.marking.mark_unit)
  const made = (average: Exact) => plus(times(exact(testWeight), average), times(exact(examWeight), sat))
  const isRounded = policy.tests.round_average_first
  const average = isRounded ? exact(tests.average) : tests.exact
  const value = made(average)
  const said = calculation('module_grade', 'module.exam_weight', value, unit, {
    test_weight: testWeight,
    average: shownText(average),
    exam_weight: examWeight,
    exam: roundedText(sat, policy.marking.mark_unit),
  })
  const grade = roundedText(value, unit)
  const other = roundedText(made(isRounded ? tests.exact : exact(tests.average)), unit)
  const choice = isRounded ? 'choice.rounded_average' : 'choice.exact_average'
  const read = readGrade(policy, mode, grade)
  return {
    ...read,
    steps: [
      ...roundingStep(exam, policy.marking.mark_unit, 'marking.mark_unit'),
      said,
      // The text is silent on it, so it is said where it decides.
      ...(other === grade ? [] : [step(choice, 'tests.round_average_first', { other })]),
      ...read.steps,
    ],
  }
}

/** What a recorded ten-point grade means: passed, and in credit mode its letter and points of four. */
export function readGrade(policy: GradingPolicy, mode: Mode, recorded: string): Grade {
  const grade = roundedText(exact(recorded), policy.module.grade_unit)
  const passed = isPass(policy, mode, { grade })
  const verdict = step(passed ? 'passed' : 'failed', `module.pass.${mode}`, {
    grade,
    least: policy.module.pass[mode],
  })
  if (mode === 'year') return { grade, passed, letter: null, point4: null, steps: [verdict] }
  const band = letterBand(policy, grade)
  const point4 = roundedText(exact(band.point), policy.letters.point_unit)
  const lettered = step('letter', 'letters', {
    grade,
    ...range(policy, band),
    letter: band.letter,
    point: point4,
  })
  return { grade, passed, letter: band.letter, point4, steps: [lettered, verdict] }
}

/** From the band's lower edge to one unit below the next better band. */
function range(policy: GradingPolicy, band: Band): { from: string; to: string } {
  const better = policy.letters.bands[policy.letters.bands.indexOf(band) - 1]
  const unit = policy.module.grade_unit
  const to = better ? minus(exact(better.from), exact(unit)) : exact(policy.tests.highest_mark)
  return { from: roundedText(exact(band.from), unit), to: roundedText(to, unit) }
}

export type ModuleCase = TestMarks & Attendance & { mode: Mode; exam: string | null }

export type ModuleOutcome = {
  average: string | null
  eligible: boolean
  reasons: readonly Reason[]
  grade: string | null
  passed: boolean
  letter: string | null
  point4: string | null
  steps: readonly Step[]
}

/**
 * The whole way of one module: test average, leave to sit the exam, grade, pass, letter. Without leave there is no grade
 * and no letter (the learner relearns); with leave but without an exam mark the letter is X, with tests missing I.
 */
export function gradeModule(policy: GradingPolicy, one: ModuleCase): ModuleOutcome {
  const tests = testAverage(policy, one)
  const leave = examEligibility(policy, tests, one)
  const steps = [...tests.steps, ...leave.steps]
  const open = { average: tests.average, eligible: leave.eligible, reasons: leave.reasons }
  const isLettered = one.mode === 'credit'
  const ungraded = { ...open, grade: null, passed: false, point4: null }
  if (!leave.eligible || tests.average === null || tests.exact === null)
    return {
      ...ungraded,
      letter: isLettered && tests.missing.length > 0 ? policy.letters.missing_component : null,
      steps,
    }
  if (one.exam === null)
    return {
      ...ungraded,
      letter: isLettered ? policy.letters.awaiting_result : null,
      steps: [...steps, step('exam_awaited', 'letters.awaiting_result')],
    }
  const made = moduleGrade(policy, one.mode, { average: tests.average, exact: tests.exact }, one.exam)
  return { ...open, ...made, steps: [...steps, ...made.steps] }
}
