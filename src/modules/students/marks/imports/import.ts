import { sql } from 'kysely'
import { writeChanges, type Change } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import { precondition } from '#platform/errors.ts'
import { defineImport, type Batch, type Difference, type Verdict } from '#platform/imports/define.ts'
import { markOf, markText } from '../mark.ts'
import { insertColumns } from '../store/column.ts'
import { writeSeenCells } from '../store/mark.ts'
import { listColumns } from '../store/sheet.ts'
import { marksFields } from './fields.ts'
import { columnFor, resolveRows, type Line, type Section } from './resolve.ts'

/** Marks of sections, a row a learner. An empty cell of the file changes nothing; a mark that stands is shown beside the file's. */
export const marksImport = defineImport({
  kind: 'marks',
  title: 'students.marks.import.title',
  permission: 'students.import',
  scope: 'institution',
  fields: marksFields,
  examine: examineMarks,
  commit: commitMarks,
  undo: undoMarks,
  subject: 'students.mark',
  href: () => '/bang-diem',
})

async function examineMarks(tx: Tx, batch: Batch): Promise<void> {
  const lines = await resolveRows(tx, batch, 'import_row')
  const verdicts = lines.map((line) => ({
    row: line.row,
    verdict: verdictOf(line),
    match: line.enrolment_id ?? null,
    differences: Object.fromEntries(
      line.cells
        .filter((cell) => cell.stored !== '' && cell.stored !== markText(cell.mark))
        .map((cell): [string, Difference] => [
          cell.field,
          { before: cell.stored, after: markText(cell.mark), by_hand: true },
        ]),
    ),
    problems: line.problems.map(({ params = {}, level = 'error', ...problem }) => ({
      column: -1,
      level,
      params,
      ...problem,
    })),
  }))
  await sql`update platform.import_row r set verdict = v.verdict, match_id = v.match, differences = v.differences, problems = r.problems || v.problems
    from jsonb_to_recordset(${JSON.stringify(verdicts)}::jsonb) as v("row" int, verdict text, match uuid, differences jsonb, problems jsonb)
    where r.batch_id = ${batch.id} and r.row_number = v."row"`.execute(tx)
}

/** A mark that stands was typed by somebody: the person who imports decides which of the two it is. */
function verdictOf({ problems, cells }: Line): Verdict {
  if (problems.some((one) => (one.level ?? 'error') === 'error')) return 'error'
  if (cells.every((cell) => cell.stored === markText(cell.mark))) return 'same'
  return cells.some((cell) => cell.stored !== '' && cell.stored !== markText(cell.mark)) ? 'doubt' : 'new'
}

async function commitMarks(tx: Tx, batch: Batch, seq: number): Promise<number> {
  const lines = await resolveRows(tx, batch, 'import_accepted')
  // A row that was good when it was looked at and is not any more is not passed over.
  if (lines.some((line) => line.problems.length > 0))
    throw precondition('students.marks.import.typed_meanwhile')
  const at = batch.app.clock.now().toISOString()
  const changes: Change[] = []
  for (const [section, some] of Map.groupBy(lines, (line) => line.section!))
    changes.push(...(await writeSection(tx, section, some, { by: batch.account, at })))
  await sql`update platform.import_row r set result_id = r.match_id where r.batch_id = ${batch.id} and r.row_number = any(${lines.map((line) => line.row)}::int[])`.execute(
    tx,
  )
  return writeChanges(tx, seq, changes)
}

async function writeSection(
  tx: Tx,
  section: Section,
  lines: readonly Line[],
  writer: { by: string; at: string },
): Promise<Change[]> {
  const made = section.planned.length > 0 ? await insertColumns(tx, section, section.planned) : []
  const columns = made.length > 0 ? await listColumns(tx, section.id) : section.columns
  const cells = lines.flatMap((line) =>
    line.cells
      .filter((cell) => cell.stored !== markText(cell.mark))
      .map((cell) => ({
        enrolment_id: line.enrolment_id!,
        column_id: columnFor(cell, columns)!.id,
        mark: cell.mark,
        stored: cell.stored,
        seen: markOf(cell.stored),
      })),
  )
  // What somebody typed, handed in or posted since the rows were read is never overwritten unseen.
  const done = await writeSeenCells(
    tx,
    section,
    cells.map(({ stored: _stored, ...cell }) => cell),
    writer,
  )
  if (done?.size !== cells.length) throw precondition('students.marks.import.typed_meanwhile')
  const part = (read: (cell: (typeof cells)[number]) => string) =>
    Object.fromEntries(cells.map((cell) => [`${cell.enrolment_id}/${cell.column_id}`, read(cell)]))
  return [
    ...made,
    {
      subject: 'students.mark',
      id: section.id,
      institution: section.institution_id,
      before: part((cell) => cell.stored),
      after: part((cell) => markText(cell.mark)),
    },
  ]
}

type Written = {
  subject_id: string
  state: string
  institution_id: string
  before: Record<string, string>
  after: Record<string, string>
}

/** Puts back what stood in the cells; refused once one of them was changed or its column posted since. */
async function undoMarks(tx: Tx, batch: Batch, seq: number): Promise<number> {
  const written =
    await sql<Written>`select c.subject_id, c.institution_id, c.before, c.after, s.state from platform.audit_change c
    join platform.import_batch b on b.commit_seq = c.entry_seq join students.course_section s
      on s.id = case when c.subject = 'students.mark' then c.subject_id::uuid end
    where b.id = ${batch.id} and c.subject = 'students.mark' order by c.position`.execute(tx)
  const writer = { by: batch.account, at: batch.app.clock.now().toISOString() }
  const changes: Change[] = []
  for (const { subject_id, institution_id, state, before, after } of written.rows) {
    if (state === 'cancelled') throw precondition('students.marks.import.touched')
    const cells = Object.keys(after).map((key) => {
      const [enrolment_id, column_id] = key.split('/') as [string, string]
      return {
        enrolment_id,
        column_id,
        mark: markOf(before[key] ?? ''),
        seen: markOf(after[key] ?? ''),
      }
    })
    const done = await writeSeenCells(tx, { id: subject_id, institution_id, state }, cells, writer)
    if (done?.size !== cells.length) throw precondition('students.marks.import.touched')
    changes.push({
      subject: 'students.mark',
      id: subject_id,
      institution: institution_id,
      before: after,
      after: before,
    })
  }
  return writeChanges(tx, seq, changes)
}
