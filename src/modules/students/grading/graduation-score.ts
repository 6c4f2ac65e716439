import type { Average } from './averages.ts'
import {
  compare,
  exact,
  isBelow,
  over,
  plus,
  roundedText,
  roundHalfUp,
  shownText,
  sum,
  times,
  type Exact,
} from './exact.ts'
import type { GradingPolicy, Level } from './policy.ts'
import { calculation, no, step, type NoCode, type Reason, type Step } from './step.ts'

/** Marks of the graduation exams or of the thesis, ten points; a thesis takes the place of both exams. */
export type FinalMarks = {
  theory_exam: string | null
  practice_exam: string | null
  thesis: string | null
  level?: Level | undefined
  /** Sittings of each so far, where known. */
  theory_sittings?: number
  practice_sittings?: number
  thesis_sittings?: number
}

export type FinalTotals = {
  theory: string | null
  practice: string | null
  thesis: string | null
  reasons: readonly Reason[]
  steps: readonly Step[]
}

/** A total in steps of 0.25 is rounded to halves (.25 → .5, .75 → 1.0); any other mark to one decimal. */
export function examTotal(policy: GradingPolicy, mark: string): string {
  const { mark_step: stepSize, total_unit: unit } = policy.graduation.year
  const { n, d } = over(exact(mark), exact(stepSize))
  return n % d === 0n ? roundedText(exact(mark), unit) : roundedText(exact(mark), policy.tests.mark_unit)
}

/** A mark of one part as it enters the score: a thesis to the unit of its panel's mean, an exam as a total. */
export const partTotal = (policy: GradingPolicy, isThesis: boolean, mark: string): string =>
  isThesis ? roundedText(exact(mark), policy.graduation.year.thesis_unit) : examTotal(policy, mark)

/** The final marks as they enter the score, and what stands against them (each part at least 5.0, retakes left). */
export function yearTotals(policy: GradingPolicy, one: FinalMarks): FinalTotals {
  const rounded = (mark: string | null, read: (mark: string) => string) => (mark === null ? null : read(mark))
  const total = (mark: string) => partTotal(policy, false, mark)
  const hasThesis = one.thesis !== null
  const theory = hasThesis ? null : rounded(one.theory_exam, total)
  const practice = hasThesis ? null : rounded(one.practice_exam, total)
  const thesis = rounded(one.thesis, (mark) => partTotal(policy, true, mark))
  const parts: Part[] = hasThesis
    ? [['thesis', one.thesis, thesis, one.thesis_sittings]]
    : weighed(policy, [
        ['theory_exam', one.theory_exam, theory, one.theory_sittings],
        ['practice_exam', one.practice_exam, practice, one.practice_sittings],
      ])
  return {
    theory,
    practice,
    thesis,
    reasons: [...parts.flatMap((part) => partReasons(policy, part)), ...thesisLevel(policy, one)],
    steps: parts.flatMap(([name, raw, mark]) =>
      raw === null || mark === null || isSame(raw, mark)
        ? []
        : [
            step(`${name}_rounded`, 'graduation.year.total_unit', {
              mark: shownText(exact(raw)),
              rounded: mark,
            }),
          ],
    ),
  }
}

type PartName = 'thesis' | 'theory_exam' | 'practice_exam'
type Part = [name: PartName, raw: string | null, mark: string | null, sittings: number | undefined]

/** The exams a policy gives a weight: one without is not part of the graduation. */
const weighed = (policy: GradingPolicy, parts: readonly Part[]): Part[] =>
  parts.filter(
    ([name]) => !isNothing(policy.graduation.year.by_exams[name === 'theory_exam' ? 'theory' : 'practice']),
  )

const isNothing = (weight: string): boolean => compare(exact(weight), exact('0')) === 0

const isSame = (a: string, b: string) => compare(exact(a), exact(b)) === 0

function partReasons(policy: GradingPolicy, [name, , mark, sittings]: Part): Reason[] {
  const rule = policy.graduation.year
  const most = rule.max_retakes + 1
  if (sittings !== undefined && sittings > most)
    return [no(`${name}_sittings` satisfies NoCode, 'graduation.year.max_retakes', { sittings, most })]
  if (mark === null)
    return name === 'thesis' ? [] : [no(`${name}_missing` satisfies NoCode, 'graduation.year')]
  return isBelow(exact(mark), exact(rule.pass))
    ? [no(`${name}_failed` satisfies NoCode, 'graduation.year.pass', { mark, least: rule.pass })]
    : []
}

/** A thesis is for the college level. */
function thesisLevel(policy: GradingPolicy, one: FinalMarks): Reason[] {
  const isOpen = one.level === undefined || policy.graduation.year.thesis_levels.includes(one.level)
  return one.thesis === null || isOpen ? [] : [no('thesis_level', 'graduation.year.thesis_levels')]
}

/**
 * Graduation score in year mode: (3·ĐTB + 2·practice + theory) / 6, or with a thesis (3·ĐTB + 2·thesis) / 5, rounded
 * half up to one decimal (Circular 04/2022, Art. 23–27).
 */
export function yearScore(
  policy: GradingPolicy,
  average: Average,
  totals: FinalTotals,
): { score: string; steps: readonly Step[] } {
  const rule = policy.graduation.year
  const course = rule.round_average_first ? exact(average.average!) : average.exact!
  const terms: [weight: string, value: Exact][] =
    totals.thesis === null
      ? examTerms(rule.by_exams, course, totals)
      : [
          [rule.by_thesis.average, course],
          [rule.by_thesis.thesis, exact(totals.thesis)],
        ]
  const weights = sum(terms.map(([weight]) => exact(weight)))
  const total = terms.reduce((all, [weight, value]) => plus(all, times(exact(weight), value)), exact('0'))
  const value = over(total, weights)
  const made = calculation(
    totals.thesis === null ? 'score.exams' : 'score.thesis',
    'graduation.year.score_unit',
    value,
    rule.score_unit,
    {
      terms: terms.map(([weight, one]) => `${weight}×${shownText(one)}`).join(' + '),
      weights: shownText(roundHalfUp(weights, '1')).replace(/\.0$/, ''),
    },
  )
  return { score: roundedText(value, rule.score_unit), steps: [made] }
}

/** Average and exams with their weights; what has none is left out. */
function examTerms(
  by: GradingPolicy['graduation']['year']['by_exams'],
  course: Exact,
  { practice, theory }: FinalTotals,
): [weight: string, value: Exact][] {
  const terms: [string, Exact | null][] = [
    [by.average, course],
    [by.practice, practice === null ? null : exact(practice)],
    [by.theory, theory === null ? null : exact(theory)],
  ]
  return terms.flatMap(([weight, value]) => (isNothing(weight) || value === null ? [] : [[weight, value]]))
}
