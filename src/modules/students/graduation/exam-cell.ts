import { compare, exact, isDecimal, over } from '../grading/exact.ts'
import type { GradingPolicy } from '../grading/policy.ts'
import type { ExamMark, ExamState } from './graduation.ts'

/** What a cell of the exam sheet says: nothing, a mark, or why there is none. */
export type Cell = { state: ExamState; value: string | null }

const letters: Record<string, ExamState> = { v: 'absent', p: 'excused', x: 'violated' }

/**
 * Reads a cell: a mark with comma or point, `v` absent without a reason, `p` absent with one, `x` violation; empty is null.
 * Marks go in the steps of the policy (0.25: Circular 04/2022/TT-BLĐTBXH, Art. 23–27), a thesis in those of the panel's mean.
 * @returns the cell, null when empty, or the message key of what is wrong.
 */
export function readCell(
  policy: GradingPolicy,
  text: string,
  isThesis: boolean,
): Cell | null | { error: string } {
  const typed = text.trim().toLowerCase().replace(',', '.')
  if (typed === '') return null
  const state = letters[typed]
  if (state) return { state, value: null }
  if (!isDecimal(typed)) return { error: 'students.graduation.exam.error.unread' }
  const mark = exact(typed)
  if (compare(mark, exact('0')) < 0 || compare(mark, exact(policy.tests.highest_mark)) > 0)
    return { error: 'students.graduation.exam.error.range' }
  const unit = isThesis ? '0.01' : policy.graduation.year.mark_step
  const { n, d } = over(mark, exact(unit))
  return n % d === 0n ? { state: 'scored', value: typed } : { error: 'students.graduation.exam.error.step' }
}

/** How a stored mark stands in its cell. */
export function cellText(mark: Pick<ExamMark, 'state' | 'value'> | undefined): string {
  if (!mark) return ''
  if (mark.state === 'scored') return (mark.value ?? '').replace('.', ',')
  return Object.entries(letters).find(([, state]) => state === mark.state)![0]
}
