import type { Change } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import { invalid, precondition } from '#platform/errors.ts'
import { exact, minus, shortText } from '../grading/exact.ts'
import type { CourseSection } from '../section.ts'
import { judgeLine, type Hours } from './judge.ts'
import { readMark, type Mark } from './mark.ts'
import type { ProposedCells } from './request.ts'
import { putCells } from './store/mark.ts'
import type { ResultDetail } from './store/result-page.ts'
import { insertResults, resultOf } from './store/result.ts'
import { getRules } from '../store/policy.ts'
import { readSheet } from './store/sheet.ts'

type Signer = { by: string; byName: string; at: string }

/** The hours stay those of the result: a correction of marks is none of attendance. */
function hoursOf(result: ResultDetail, isWaived: boolean): Hours | undefined {
  const { hours_planned, hours_attended } = result
  if (hours_planned === null || hours_attended === null) return undefined
  const hours_missed = shortText(minus(exact(hours_planned), exact(hours_attended)))
  return { hours_planned, hours_attended, hours_missed, is_complete: true, is_waived: isWaived }
}

/** Reads the proposed cells. @throws AppError invalid, a message a cell */
export function readProposed(cells: ProposedCells, highest: string): Map<string, Mark | null> {
  const read = new Map<string, Mark | null>()
  const errors: Record<string, string> = {}
  for (const [column, text] of Object.entries(cells)) {
    const one = readMark(text, highest)
    if ('error' in one) errors[`cells.${column}`] = one.error
    else read.set(column, one.mark)
  }
  if (Object.keys(errors).length > 0) throw invalid(errors)
  return read
}

/**
 * Writes the agreed marks and posts the result they make in place of the one before, of this learner alone. The old row
 * stays stored. @returns the id of the new result and the changes for the audit
 */
export async function applyCorrection(
  tx: Tx,
  section: CourseSection,
  result: ResultDetail,
  {
    cells,
    reason,
    asker,
    approver,
    today,
  }: {
    cells: ProposedCells
    reason: string
    asker: { by: string; byName: string }
    approver: Signer
    today: string
  },
): Promise<{ id: string; changes: Change[] }> {
  if (!result.is_current) throw precondition('students.marks.error.superseded')
  const policy = await getRules(tx, section.grading_policy_id)
  const sheet = await readSheet(tx, section, today, [result.enrolment_id])
  const line = sheet.lines[0]
  if (!line) throw precondition('students.marks.error.not_on_roster')
  // What is typed for a sitting that is not posted yet has no part in it.
  const columns = sheet.columns.filter((one) => one.is_closed)
  const marks = new Map([...line.marks].filter(([id]) => columns.some((one) => one.id === id)))
  const writes = [...readProposed(cells, policy.tests.highest_mark)].filter(([column]) =>
    columns.some((one) => one.id === column),
  )
  for (const [column, mark] of writes) {
    if (mark) marks.set(column, mark)
    else marks.delete(column)
  }
  const verdict = judgeLine(policy, {
    mode: section.mode,
    columns,
    marks,
    hours: hoursOf(result, line.attendance?.is_waived === true),
    spared: line.spared === null ? undefined : { grade: line.spared },
  })
  const place = { enrolment_id: result.enrolment_id }
  await putCells(
    tx,
    section,
    writes.map(([column_id, mark]) => ({ ...place, column_id, mark })),
    approver,
  )
  const row = {
    ...resultOf(section, { ...place, attempt: result.attempt }, verdict),
    corrects_id: result.id,
    reason,
    approved_by: approver.by,
    approved_by_name: approver.byName,
  }
  const changes = await insertResults(tx, [row], { by: asker.by, byName: asker.byName, at: approver.at })
  return { id: row.id, changes }
}
