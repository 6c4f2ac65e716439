import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { today as dayOf } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import { conflict, invalid, precondition } from '#platform/errors.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { CourseSection } from '../../section.ts'
import { markOf, markText, readMark, shownMark, type Mark, type MarkColumn } from '../mark.ts'
import { mayHold } from '../judge.ts'
import { rowWords, type RowWords } from '../row-words.ts'
import { getSheetTarget, sheetLock, sheetPlace, signerOf } from '../sheet.ts'
import { readCells, writeSeenCells, type CellWrite } from '../store/mark.ts'
import { getRules } from '../../store/policy.ts'
import { judgeSheet, readTouched, type Judged, type LineFacts, type Sheet } from '../store/sheet.ts'

/** By course of study, then by column. */
const Cells = z.record(z.uuid(), z.record(z.uuid(), z.string().max(40).optional()))

/** What was on the screen when the person typed: JSON of the cells that held something. */
const Seen = z
  .string()
  .default('{}')
  .transform((text, context) => {
    const read = Cells.safeParse(parseJson(text))
    if (!read.success) context.addIssue({ code: 'custom', message: 'platform.error.invalid' })
    return read.data ?? {}
  })

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Answer for one cell: written (or already so), refused with words, or taken by somebody else's value. */
export type CellAnswer = { cell: string; text: string; shown: string } & (
  | { state: 'saved' }
  | { state: 'refused'; message: string }
  | { state: 'conflict' }
)
export type SaveAnswer = {
  section: string
  at: string
  cells: CellAnswer[]
  rows: { enrolment: string; words: RowWords }[]
}

/**
 * Writes cells of a mark sheet: those whose text differs from what was seen. A page without script writes all or none, and
 * shows each cell that cannot be; the island (`partial`) has the good ones written and is told of the others.
 */
export const saveMarks = defineAction({
  name: 'students.save-marks',
  permission: 'students.teach',
  isFrequent: true,
  input: z.object({
    section: z.uuid(),
    cells: Cells.default({}),
    seen: Seen,
    partial: z.stringbool().optional(),
  }),
  async find(db, input, { actor, app }) {
    return getSheetTarget(db, input.section, { actor, today: dayOf(app.clock) })
  },
  about: sheetPlace,
  async run(tx, { input, target: { section }, actor, app, today, lang }) {
    const lock = sheetLock(section, actor)
    if (lock) throw precondition(lock)
    const t = app.catalog(lang)
    const at = app.clock.now().toISOString()
    const touched = [...new Set(Object.keys(input.cells))]
    const policy = await getRules(tx, section.grading_policy_id)
    const sheet = await readTouched(tx, section, today, touched)
    const typed = readTyped(input, sheet, judgeSheet(policy, section, sheet), policy.tests.highest_mark, t)
    const { answers, done } = await write(tx, section, typed, { by: signerOf(actor).by, at }, t)
    if (input.partial !== true) refuseAll(answers)
    const written = answers.filter((one) => done.has(one.cell))
    const lines = judgeSheet(policy, section, withWritten(sheet, typed.writes, answers))
    return {
      result: {
        section: section.id,
        at,
        cells: answers,
        rows: lines.map((line) => ({ enrolment: line.enrolment_id, words: rowWords(t, line, section.mode) })),
      } satisfies SaveAnswer,
      changes: written.length === 0 ? [] : [changeOf(section, typed.writes, written)],
    }
  },
})

type Typed = { writes: Map<string, CellWrite>; told: CellAnswer[] }

/**
 * The cells that would change, and answers for those that cannot be read or may not be written. A page without script sends
 * every cell: what says what was seen was not touched. The island sends what was typed: typed back to what was seen, it may
 * stand beside a value whose answer was lost on the way.
 */
function readTyped(
  input: { cells: z.output<typeof Cells>; seen: z.output<typeof Cells>; partial?: boolean | undefined },
  sheet: Sheet<LineFacts>,
  judged: readonly Judged<LineFacts>[],
  highest: string,
  t: Translate,
): Typed {
  const columns = new Map(sheet.columns.map((column) => [column.id, column]))
  const lines = new Map(judged.map((line) => [line.enrolment_id, line]))
  const writes = new Map<string, CellWrite>()
  const told: CellAnswer[] = []
  for (const [enrolment_id, row] of Object.entries(input.cells))
    for (const [column_id, text = ''] of Object.entries(row)) {
      const cell = `${enrolment_id}/${column_id}`
      const seenText = input.seen[enrolment_id]?.[column_id] ?? ''
      const seen = readMark(seenText, highest)
      const read = readMark(text, highest)
      const line = lines.get(enrolment_id)
      if ('mark' in read && markText(read.mark) === seenText) {
        const stored = markText(line?.marks.get(column_id))
        const state = stored === seenText ? 'saved' : 'conflict'
        if (input.partial) told.push({ cell, text: stored, shown: shownMark(stored, t.lang), state })
        continue
      }
      const error =
        !line || line.to_date !== null
          ? 'students.marks.error.not_on_roster'
          : whyNot(columns.get(column_id), line, read)
      if (error || !('mark' in read))
        told.push({
          cell,
          text,
          shown: text,
          state: 'refused',
          message: t.dynamic(error ?? '', { typed: text, highest }),
        })
      else
        writes.set(cell, {
          enrolment_id,
          column_id,
          mark: read.mark,
          seen: 'mark' in seen ? seen.mark : null,
        })
    }
  return { writes, told }
}

function whyNot(
  column: MarkColumn | undefined,
  line: Judged<LineFacts>,
  read: ReturnType<typeof readMark>,
): string | undefined {
  if (!column) return 'students.marks.error.no_column'
  if (column.is_closed) return 'students.marks.error.closed'
  if (!mayHold(column, line)) return 'students.marks.error.not_open_sitting'
  return 'error' in read ? read.error : undefined
}

async function write(
  tx: Tx,
  section: CourseSection,
  { writes, told }: Typed,
  writer: { by: string; at: string },
  t: Translate,
): Promise<{ answers: CellAnswer[]; done: ReadonlySet<string> }> {
  if (writes.size === 0) return { answers: told, done: new Set() }
  const done = await writeSeenCells(tx, section, [...writes.values()], writer)
  if (!done) throw precondition('students.marks.error.moved')
  const missed = [...writes].filter(([key]) => !done.has(key))
  const now =
    missed.length > 0
      ? await readCells(
          tx,
          section.id,
          missed.map(([, cell]) => cell),
        )
      : new Map<string, string>()
  const answers = [...writes].map(([cell, { mark }]): CellAnswer => {
    const wanted = markText(mark)
    const text = done.has(cell) ? wanted : (now.get(cell) ?? '')
    // Somebody else (or an earlier sending that was not answered) wrote the very same: nothing to choose.
    return { cell, text, shown: shownMark(text, t.lang), state: text === wanted ? 'saved' : 'conflict' }
  })
  return { answers: [...answers, ...told], done }
}

/** Without script the page comes again with every cell as typed; what is wrong is said in its cell. */
function refuseAll(answers: readonly CellAnswer[]): void {
  const field = (one: CellAnswer) => `cells.${one.cell.replace('/', '.')}`
  const refused = answers.flatMap((one) =>
    one.state === 'refused' ? [[field(one), one.message] as const] : [],
  )
  if (refused.length > 0) throw invalid(Object.fromEntries(refused))
  const taken = answers.filter((one) => one.state === 'conflict')
  if (taken.length > 0)
    throw conflict(
      'students.marks.error.conflict',
      Object.fromEntries(taken.map((one) => [field(one), 'students.marks.error.cell_conflict'])),
    )
}

/** The sheet as it stands after the writing, without reading it again. */
function withWritten(
  sheet: Sheet<LineFacts>,
  writes: ReadonlyMap<string, CellWrite>,
  answers: readonly CellAnswer[],
): Sheet<LineFacts> {
  const stored = new Map<string, Mark | null>()
  for (const one of answers) {
    if (!writes.has(one.cell)) continue
    stored.set(one.cell, markOf(one.text))
  }
  const lines = sheet.lines.map((line) => {
    const marks = new Map(line.marks)
    for (const [cell, mark] of stored) {
      const [enrolment, column] = cell.split('/') as [string, string]
      if (enrolment !== line.enrolment_id) continue
      if (mark) marks.set(column, mark)
      else marks.delete(column)
    }
    return { ...line, marks }
  })
  return { ...sheet, lines }
}

/** One entry a sending, with every cell before and after. */
function changeOf(
  section: CourseSection,
  writes: ReadonlyMap<string, CellWrite>,
  written: readonly CellAnswer[],
) {
  const part = (read: (cell: CellWrite) => Mark | null) =>
    Object.fromEntries(written.map((one) => [one.cell, markText(read(writes.get(one.cell)!))]))
  return {
    subject: 'students.mark',
    id: section.id,
    institution: section.institution_id,
    before: part((cell) => cell.seen),
    after: part((cell) => cell.mark),
  }
}
