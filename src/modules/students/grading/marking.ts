import { compare, exact, minus, over, roundedText, shortText, sum } from './exact.ts'
import { examTotal } from './graduation-score.ts'
import type { GradingPolicy } from './policy.ts'
import { calculation, no, step, type Reason, type Step } from './step.ts'

/** A paper of the graduation examination, marked by people who did not see each other's marks. Ten-point decimals. */
export type MarkedPaper = {
  /** A thesis is marked by a panel, whose mean counts whatever the differences. */
  is_thesis: boolean
  marks: readonly string[]
  /** The mark of a third marker, where one was asked. */
  third: string | null
}

export type SettledPaper = {
  mark: string | null
  /** Between the highest and the lowest mark; null with fewer than two. */
  difference: string | null
  needs_third: boolean
  reasons: readonly Reason[]
  steps: readonly Step[]
}

/**
 * The mark of a paper: the mean of its markers; where they differ by the policy's limit and more, that of a third marker
 * (Circular 04/2022, Art. 12–16: marked again, then the head of faculty decides). Marks count as given: the mean alone is
 * rounded, as the total of an exam sheet is.
 */
export function settlePaper(policy: GradingPolicy, paper: MarkedPaper): SettledPaper {
  const { min_markers: least, third_from: limit } = policy.graduation.year.exam_marking
  const [few] = paper.is_thesis ? policy.organisation.thesis_panel : [least]
  const sorted = paper.marks.map((mark) => exact(mark)).toSorted(compare)
  const gap = sorted.length > 1 ? minus(sorted.at(-1)!, sorted[0]!) : null
  const difference = gap && shortText(gap)
  const open = { mark: null, difference, needs_third: false, steps: [] }
  if (sorted.length < few)
    return { ...open, reasons: [no('markers_missing', minPath(paper), { have: sorted.length, least: few })] }
  if (!paper.is_thesis && gap && compare(gap, exact(limit)) >= 0) return byThird(policy, paper, difference!)
  const totals = paper.marks.map((mark) => exact(mark))
  const mean = over(sum(totals), exact(String(totals.length)))
  const unit = paper.is_thesis ? policy.graduation.year.thesis_unit : policy.graduation.year.total_unit
  const terms = totals.map((one) => shortText(one)).join(' + ')
  return {
    ...open,
    mark: roundedText(mean, unit),
    reasons: [],
    steps: [calculation('markers_mean', minPath(paper), mean, unit, { terms, count: totals.length })],
  }
}

const minPath = ({ is_thesis }: MarkedPaper): string =>
  is_thesis ? 'organisation.thesis_panel' : 'graduation.year.exam_marking.min_markers'

function byThird(policy: GradingPolicy, paper: MarkedPaper, difference: string): SettledPaper {
  const path = 'graduation.year.exam_marking.third_from'
  const limit = policy.graduation.year.exam_marking.third_from
  const differ = no('markers_differ', path, { difference, limit })
  if (paper.third === null)
    return { mark: null, difference, needs_third: true, reasons: [differ], steps: [differ] }
  const mark = examTotal(policy, paper.third)
  const third = step('third_marker', path, { difference, limit, mark })
  return { mark, difference, needs_third: true, reasons: [], steps: [third] }
}
