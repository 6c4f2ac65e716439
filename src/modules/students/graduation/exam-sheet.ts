import { exact, isBelow } from '../grading/exact.ts'
import { partTotal } from '../grading/graduation-score.ts'
import type { GradingPolicy } from '../grading/policy.ts'
import type { ExamMark } from './graduation.ts'

/** May somebody with this mark of the sitting before sit again? Not without one, and not after a pass. */
export function isOpenFor(policy: GradingPolicy, last: ExamMark | undefined): boolean {
  if (!last) return false
  if (last.state !== 'scored' || last.value === null) return true
  return isBelow(
    exact(partTotal(policy, last.kind === 'thesis', last.value)),
    exact(policy.graduation.year.pass),
  )
}
