import { compare, exact, over, roundedText, roundHalfUp, shownText, sum, times, type Exact } from './exact.ts'
import type { GradingPolicy } from './policy.ts'
import { calculation, no, step, type Reason, type Step } from './step.ts'

/** Component marks of one module, ten-point decimals: kiểm tra thường xuyên and định kỳ. */
export type TestMarks = { regular: readonly string[]; periodic: readonly string[] }

/** A test average that there is: rounded, and as it was before. */
export type KnownAverage = { average: string; exact: Exact }

export type TestAverage = {
  /** Rounded, as recorded and printed; null while a kind of test has no mark. */
  average: string | null
  exact: Exact | null
  missing: readonly Reason[]
  steps: readonly Step[]
}

/**
 * Average of the component tests: Σ(mark × weight) / Σ weight, regular 1 and periodic 2 (Circular 04/2022, Art. 12–16).
 * Each mark is first rounded to the policy's unit.
 */
export function testAverage(policy: GradingPolicy, marks: TestMarks): TestAverage {
  const missing = missingTests(policy, marks)
  const weighted = [
    ...marks.regular.map((mark) => ({ mark, weight: policy.tests.regular_weight })),
    ...marks.periodic.map((mark) => ({ mark, weight: policy.tests.periodic_weight })),
  ]
  if (missing.length > 0 || weighted.length === 0)
    return { average: null, exact: null, missing, steps: missing }
  const { mark_unit: markUnit, average_unit: unit } = policy.tests
  const rounding = weighted.flatMap(({ mark }) => roundingStep(mark, markUnit, 'tests.mark_unit'))
  const total = sum(
    weighted.map(({ mark, weight }) => times(roundHalfUp(exact(mark), markUnit), exact(weight))),
  )
  const weights = sum(weighted.map(({ weight }) => exact(weight)))
  const value = over(total, weights)
  const terms = weighted
    .map(({ mark, weight }) => `${roundedText(exact(mark), markUnit)}×${weight}`)
    .join(' + ')
  return {
    average: roundedText(value, unit),
    exact: value,
    missing,
    steps: [
      ...rounding,
      calculation('test_average', 'tests.periodic_weight', value, unit, {
        terms,
        weights: roundedText(weights, '1'),
      }),
    ],
  }
}

function missingTests(policy: GradingPolicy, marks: TestMarks): Reason[] {
  const kinds = [
    ['regular_missing', marks.regular.length, policy.tests.min_regular, 'tests.min_regular'],
    ['periodic_missing', marks.periodic.length, policy.tests.min_periodic, 'tests.min_periodic'],
  ] as const
  return kinds.flatMap(([code, have, least, rule]) => (have < least ? [no(code, rule, { have, least })] : []))
}

/** The step that says how a mark was rounded; none when it already fits the unit. */
export function roundingStep(mark: string, unit: string, rule: string): Step[] {
  const rounded = roundedText(exact(mark), unit)
  return compare(exact(mark), exact(rounded)) === 0
    ? []
    : [step('mark_rounded', rule, { mark: shownText(exact(mark)), rounded })]
}
