import { exact, over } from '../grading/exact.ts'
import type { GradingPolicy } from '../grading/policy.ts'
import { markText, readMark, shownMark } from '../marks/mark.ts'
import type { ExamMark, ExamState } from './graduation.ts'

/** What a cell of the exam sheet says: nothing, a mark, or why there is none. */
export type Cell = { state: ExamState; value: string | null }

const refusals: Record<string, string> = {
  'students.marks.error.too_high': 'students.graduation.exam.error.range',
  'students.marks.error.too_fine': 'students.graduation.exam.error.step',
}

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
  const read = readMark(text, policy.tests.highest_mark)
  if ('error' in read) return { error: refusals[read.error] ?? 'students.graduation.exam.error.unread' }
  const { mark } = read
  if (mark === null || mark.value === null) return mark
  const unit = isThesis ? '0.01' : policy.graduation.year.mark_step
  const { n, d } = over(exact(mark.value), exact(unit))
  return n % d === 0n ? mark : { error: 'students.graduation.exam.error.step' }
}

/** How a stored mark stands in its cell. */
export const cellText = (mark: Pick<ExamMark, 'state' | 'value'> | undefined): string =>
  shownMark(markText(mark), 'vi')
