import { addDays } from '#platform/clock.ts'
import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { actorLabel } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import { conflict, invalid, precondition } from '#platform/errors.ts'
import { compare, exact, isDecimal } from '../../grading/exact.ts'
import type { GradingPolicy } from '../../grading/policy.ts'
import { typedDay } from '../../records/typed.ts'
import { getPolicy } from '../../store/policy.ts'
import { cellText, readCell } from '../exam-cell.ts'
import { isOpenFor } from '../exam-sheet.ts'
import { examKinds, type CohortFacts, type ExamMark } from '../graduation.ts'
import { getCohortFacts } from '../store/facts.ts'
import { findMarking } from '../marking/store.ts'
import { listExamLines, listSitting, writeExamMarks, type Entered } from '../store/marks.ts'

const Input = z.object({
  cohort: z.uuid(),
  kind: z.enum(examKinds),
  sitting: z.coerce.number().int().min(1).max(9),
  on_date: typedDay,
  /** What each cell says, by course of study. */
  marks: z.record(z.uuid(), z.string().max(20)).default({}),
  /** Version of the mark seen in each cell that had one. */
  seen: z.record(z.uuid(), z.coerce.number().int()).default({}),
})
type Input = z.output<typeof Input>

/**
 * Writes one sitting of a graduation examination of a cohort in year mode (Circular 04/2022/TT-BLĐTBXH, Art. 23–27). What is
 * wrong is said in its cell and nothing is written until all cells can be read.
 */
export const saveExamMarks = defineAction({
  name: 'students.save-graduation-marks',
  permission: 'students.edit',
  input: Input,
  find: (db, input) => getCohortFacts(db, input.cohort),
  about: (cohort) => ({ institution: cohort.institution_id }),
  async run(tx, { input, target: cohort, actor, today }) {
    if (cohort.mode !== 'year') throw precondition('students.graduation.exam.error.credit')
    if (input.on_date > today) throw invalid({ on_date: 'students.graduation.exam.error.future' })
    const { policy } = await getPolicy(tx, cohort.grading_policy_id)
    if (input.sitting > policy.graduation.year.max_retakes + 1)
      throw precondition('students.graduation.exam.error.sittings', {
        most: policy.graduation.year.max_retakes + 1,
      })
    const before = await listSitting(tx, cohort.id, input.kind, input.sitting)
    const round = await findMarking(tx, cohort.id, input.kind, input.sitting)
    const rows = await readRows(tx, { input, cohort, policy, before, isInRound: round?.state === 'open' })
    const lost = await writeExamMarks(tx, rows, actorLabel(actor).id)
    if (lost.length > 0)
      throw conflict(
        'students.graduation.exam.error.changed',
        cellFaults(lost, 'students.graduation.exam.error.changed_cell'),
      )
    return {
      result: { cohort: cohort.id, kind: input.kind, sitting: input.sitting, written: rows.length },
      changes: rows.map(({ enrolment_id, ...after }) => ({
        subject: 'students.graduation_mark',
        id: enrolment_id,
        institution: cohort.institution_id,
        before: before.get(enrolment_id) ?? null,
        after,
      })),
    }
  },
})

type Reading = {
  input: Input
  cohort: CohortFacts
  policy: GradingPolicy
  before: Map<string, ExamMark>
  /** Markers are at it: figures come when their round is closed. */
  isInRound: boolean
}

async function readRows(tx: Tx, { input, cohort, policy, before, isInRound }: Reading): Promise<Entered[]> {
  const lines = new Set((await listExamLines(tx, cohort.id)).map((line) => line.enrolment_id))
  const earlier =
    input.sitting > 1 ? await listSitting(tx, cohort.id, input.kind, input.sitting - 1) : undefined
  const faults: Record<string, string> = {}
  const rows: Entered[] = []
  // A mark that was there and whose cell comes back empty is not forgotten silently.
  for (const id of new Set([...Object.keys(input.marks), ...Object.keys(input.seen)])) {
    if (!lines.has(id)) continue
    const text = input.marks[id] ?? ''
    const stored = before.get(id)
    // A mean of markers need not be in the steps of a typed mark: what was not touched is not read.
    if (stored && isSame(text, stored)) continue
    const cell = readCell(policy, text, input.kind === 'thesis')
    const last = earlier?.get(id)
    if (cell === null) {
      if (stored) faults[`marks.${id}`] = 'students.graduation.exam.error.empty'
    } else if ('error' in cell) faults[`marks.${id}`] = cell.error
    else if (isInRound && cell.state === 'scored') faults[`marks.${id}`] = 'students.marking.error.in_round'
    else if (earlier && !isOpenFor(policy, last))
      faults[`marks.${id}`] = 'students.graduation.exam.error.not_open'
    else if (last && input.on_date < earliestRetake(policy, input.sitting, last))
      faults.on_date = 'students.graduation.exam.error.too_soon'
    else rows.push(entered(id, input, cell))
  }
  if (Object.keys(faults).length > 0) throw invalid(faults)
  return rows
}

const entered = (
  id: string,
  { kind, sitting, on_date, seen }: Input,
  cell: Pick<Entered, 'state' | 'value'>,
): Entered => ({
  enrolment_id: id,
  kind,
  sitting,
  on_date,
  ...cell,
  version: seen[id] ?? 0,
})

/** Does the cell say what is stored, with more or fewer noughts? */
function isSame(text: string, stored: ExamMark): boolean {
  const typed = text.trim().toLowerCase().replace(',', '.')
  const same = cellText(stored).replace(',', '.')
  return typed === same || (stored.state === 'scored' && isDecimal(typed) && isEqual(typed, same))
}

const isEqual = (a: string, b: string): boolean => compare(exact(a), exact(b)) === 0

/** The first retake is so many days after the results, later ones after the sitting before. */
const earliestRetake = (policy: GradingPolicy, sitting: number, last: ExamMark): string =>
  addDays(last.on_date, sitting === 2 ? policy.graduation.year.first_retake_after_days : 1)

const cellFaults = (rows: readonly Entered[], key: string): Record<string, string> =>
  Object.fromEntries(rows.map((row) => [`marks.${row.enrolment_id}`, key]))
