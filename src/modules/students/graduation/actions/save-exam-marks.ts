import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { actorLabel } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { conflict, invalid, precondition } from '#platform/errors.ts'
import { compare, exact, isDecimal } from '../../grading/exact.ts'
import type { GradingPolicy } from '../../grading/policy.ts'
import { typedDay } from '../../records/typed.ts'
import { getPolicy } from '../../store/policy.ts'
import { cellText, readCell } from '../exam-cell.ts'
import { roundSitting, sittingFault, sittingWords, type SittingMarks } from '../exam-sheet.ts'
import { examKinds, mostSittings, type CohortFacts, type ExamMark } from '../graduation.ts'
import { getCohortFacts } from '../store/facts.ts'
import { shareCohort } from '../store/graduate.ts'
import { findMarking } from '../marking/store.ts'
import { listExamLines, listPart, writeExamMarks, type Entered } from '../store/marks.ts'

const Input = z.object({
  cohort: z.uuid(),
  kind: z.enum(examKinds),
  sitting: z.coerce.number().int().min(1).max(mostSittings),
  on_date: typedDay,
  /** Day the results were given; today when not said. */
  results_on: typedDay.optional(),
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
  async run(tx, { input, target: cohort, actor, app, lang, today }) {
    if (cohort.mode !== 'year') throw precondition('students.graduation.exam.error.credit')
    const results_on = input.results_on ?? today
    const days = dayFaults(input.on_date, results_on, today)
    if (days) throw invalid(days)
    await shareCohort(tx, cohort.id)
    const { policy } = await getPolicy(tx, cohort.grading_policy_id)
    const marks = roundSitting(await listPart(tx, cohort.id, input.kind), input.sitting)
    const round = await findMarking(tx, cohort.id, input.kind, input.sitting)
    const rows = await readRows(tx, {
      input: { ...input, results_on },
      isDayTyped: input.results_on !== undefined,
      cohort,
      policy,
      marks,
      isInRound: round?.state === 'open',
      t: app.catalog(lang),
    })
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
        before: marks.at.get(enrolment_id) ?? null,
        after,
      })),
    }
  },
})

type Reading = {
  input: Input & { results_on: string }
  isDayTyped: boolean
  cohort: CohortFacts
  policy: GradingPolicy
  marks: SittingMarks
  t: Translate
  /** Markers are at it: figures come when their round is closed. */
  isInRound: boolean
}

async function readRows(tx: Tx, reading: Reading): Promise<Entered[]> {
  const { input, cohort, policy, marks, isInRound, t } = reading
  const lines = new Set((await listExamLines(tx, cohort.id)).map((line) => line.enrolment_id))
  const faults: Record<string, string> = {}
  const rows: Entered[] = []
  // A mark that was there and whose cell comes back empty is not forgotten silently.
  for (const id of new Set([...Object.keys(input.marks), ...Object.keys(input.seen)])) {
    if (!lines.has(id)) continue
    const text = input.marks[id] ?? ''
    const stored = marks.at.get(id)
    // A mean of markers need not be in the steps of a typed mark: what was not touched is not read.
    if (stored && isSame(text, stored)) continue
    const cell = readCell(policy, text, input.kind === 'thesis')
    if (cell === null) {
      if (stored) faults[`marks.${id}`] = 'students.graduation.exam.error.empty'
    } else if ('error' in cell) faults[`marks.${id}`] = cell.error
    else if (isInRound && cell.state === 'scored') faults[`marks.${id}`] = 'students.marking.error.in_round'
    else rows.push(entered(id, input, cell))
  }
  if (rows.length === 0)
    for (const id of redated(reading, lines)) rows.push(entered(id, input, marks.at.get(id)!))
  for (const { enrolment_id: id } of rows) {
    const fault = sittingFault(policy, input, marks.before.get(id))
    if (fault) faults[fault.code === 'too_soon' ? 'on_date' : `marks.${id}`] = sittingWords(fault, t)
  }
  if (Object.keys(faults).length > 0) throw invalid(faults)
  return rows
}

/** Where no cell was touched, another day than the sheet showed is one for all it showed. */
function redated({ input, isDayTyped, marks }: Reading, lines: ReadonlySet<string>): string[] {
  const [shown] = marks.at.values()
  const isOf = (days: Pick<ExamMark, 'on_date' | 'results_on'>) =>
    shown !== undefined && days.on_date === shown.on_date && days.results_on === shown.results_on
  if (!isDayTyped || isOf(input)) return []
  return [...marks.at].flatMap(([id, mark]) => (lines.has(id) && id in input.seen && isOf(mark) ? id : []))
}

const entered = (
  id: string,
  { kind, sitting, on_date, results_on, seen }: Reading['input'],
  { state, value }: Pick<Entered, 'state' | 'value'>,
): Entered => ({
  enrolment_id: id,
  kind,
  sitting,
  on_date,
  results_on,
  state,
  value,
  version: seen[id] ?? 0,
})

/** Does the cell say what is stored, with more or fewer noughts? */
function isSame(text: string, stored: ExamMark): boolean {
  const typed = text.trim().toLowerCase().replace(',', '.')
  const same = cellText(stored).replace(',', '.')
  return typed === same || (stored.state === 'scored' && isDecimal(typed) && isEqual(typed, same))
}

const isEqual = (a: string, b: string): boolean => compare(exact(a), exact(b)) === 0

/** The exam is not to come, and results come on its day or later. */
function dayFaults(on: string, results: string, today: string): Record<string, string> | undefined {
  if (on > today) return { on_date: 'students.graduation.exam.error.future' }
  if (results < on) return { results_on: 'students.graduation.exam.error.results_early' }
  return results > today ? { results_on: 'students.graduation.exam.error.results_future' } : undefined
}

const cellFaults = (rows: readonly Entered[], key: string): Record<string, string> =>
  Object.fromEntries(rows.map((row) => [`marks.${row.enrolment_id}`, key]))
