import { compare, exact, minus, over, roundedText, sum } from './exact.ts'
import type { GradingPolicy } from './policy.ts'
import { no, type Reason } from './step.ts'

/**
 * Mark of an exam from independent markers: their mean (Circular 04/2022, Art. 12–16). With too few markers, or a
 * difference of 1.0 and more, there is none yet: the paper is marked again, then the head of faculty decides.
 */
export function markersMean(
  policy: GradingPolicy,
  marks: readonly string[],
): { mark: string | null; reasons: readonly Reason[] } {
  const { min_markers: least, remark_difference: limit, mark_unit: unit } = policy.marking
  if (marks.length < least || marks.length === 0)
    return {
      mark: null,
      reasons: [no('markers_missing', 'marking.min_markers', { have: marks.length, least })],
    }
  const sorted = marks.map((mark) => exact(mark)).toSorted(compare)
  const difference = minus(sorted.at(-1)!, sorted[0]!)
  if (compare(difference, exact(limit)) >= 0)
    return {
      mark: null,
      reasons: [
        no('markers_differ', 'marking.remark_difference', {
          difference: roundedText(difference, unit),
          limit,
        }),
      ],
    }
  return { mark: roundedText(over(sum(sorted), exact(String(marks.length))), unit), reasons: [] }
}
