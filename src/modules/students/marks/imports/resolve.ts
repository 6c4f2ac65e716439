import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import type { Batch } from '#platform/imports/define.ts'
import { fold } from '#platform/text/index.ts'
import type { CourseSection } from '../../section.ts'
import { defaultColumns } from '../default-columns.ts'
import { mayHold } from '../judge.ts'
import { markText, readMark, type Mark, type MarkColumn } from '../mark.ts'
import type { NewColumn } from '../store/column.ts'
import { getRules } from '../../store/policy.ts'
import { judgeSheet, readSheet, type JudgedSheetLine } from '../store/sheet.ts'
import { markFields, type MarkField } from './fields.ts'

export type Problem = {
  field: string
  code: string
  params?: Record<string, string | number>
  level?: 'error' | 'warning'
}
export type Cell = {
  field: string
  kind: MarkColumn['kind']
  number: number
  column_id: string | undefined
  mark: Mark
  stored: string
}
export type Line = {
  row: number
  problems: Problem[]
  section: Section | undefined
  enrolment_id: string | undefined
  cells: Cell[]
}

export type Section = Row & {
  columns: MarkColumn[]
  /** Columns a sheet that was never opened would begin with. */
  planned: NewColumn[]
  highest: string
  /** Who is on the roster now, by code in small letters. */
  learners: Map<string, JudgedSheetLine>
}

type Row = Pick<
  CourseSection,
  'id' | 'institution_id' | 'code' | 'grading_policy_id' | 'state' | 'mode' | 'course_unit_id'
>
type FileRow = { row_number: number; values: Record<string, string | undefined> }

/** What the rows of a batch mean: which section and learner, which cells, and what stands there. */
export async function resolveRows(
  tx: Tx,
  batch: Batch,
  source: 'import_row' | 'import_accepted',
): Promise<Line[]> {
  const where = source === 'import_row' ? sql`verdict = 'unchecked'` : sql`true`
  const rows = await sql<FileRow>`select row_number, values from ${sql.table(`platform.${source}`)}
    where batch_id = ${batch.id} and ${where} order by row_number`.execute(tx)
  const codes = [...new Set(rows.rows.map((row) => row.values.section ?? ''))]
  const sections = await readSections(tx, batch, codes)
  const seen = new Map<string, number>()
  return rows.rows.map((row) => resolveRow(row, sections, seen))
}

async function readSections(
  tx: Tx,
  { institutionId, today }: Batch,
  codes: readonly string[],
): Promise<Map<string, Section[]>> {
  const found = await sql<Row>`
    select id, institution_id, code, grading_policy_id, state, mode, course_unit_id from students.course_section
    where institution_id = ${institutionId}::uuid and lower(code) = any(${codes.map((code) => code.trim().toLowerCase())})
      and state in ('open', 'submitted')`.execute(tx)
  const sections: Section[] = []
  for (const row of found.rows) {
    const policy = await getRules(tx, row.grading_policy_id)
    const sheet = await readSheet(tx, row, today)
    const lines = judgeSheet(policy, row, sheet).filter((line) => line.is_active)
    sections.push({
      ...row,
      columns: sheet.columns,
      planned: sheet.columns.length === 0 ? defaultColumns(policy) : [],
      highest: policy.tests.highest_mark,
      learners: new Map(lines.map((line) => [line.learner_code.toLowerCase(), line])),
    })
  }
  return Map.groupBy(sections, (one) => one.code.toLowerCase())
}

function resolveRow(
  { row_number: row, values }: FileRow,
  sections: Map<string, Section[]>,
  seen: Map<string, number>,
): Line {
  const problems: Problem[] = []
  const nothing: Line = { row, problems, section: undefined, enrolment_id: undefined, cells: [] }
  const found = sections.get((values.section ?? '').trim().toLowerCase()) ?? []
  const section = found[0]
  if (!section || found.length > 1) {
    problems.push({
      field: 'section',
      code: found.length > 1 ? 'students.marks.import.two_sections' : 'students.marks.import.no_section',
    })
    return nothing
  }
  const learner = section.learners.get((values.code ?? '').trim().toLowerCase())
  if (!learner) {
    problems.push({
      field: 'code',
      code: 'students.marks.import.not_on_roster',
      params: { section: section.code },
    })
    return nothing
  }
  if (values.name && fold(values.name) !== fold(learner.full_name))
    problems.push({
      field: 'name',
      code: 'students.marks.import.other_name',
      params: { name: learner.full_name },
    })
  const key = `${section.id}/${learner.enrolment_id}`
  const first = seen.get(key)
  if (first !== undefined)
    problems.push({ field: 'code', code: 'students.marks.import.twice', params: { row: first } })
  seen.set(key, row)
  const cells = markFields.flatMap((field) => {
    const text = values[field.key]
    return text === undefined || text === null || String(text).trim() === ''
      ? []
      : readCell(field, String(text), section, learner, problems)
  })
  return { row, problems, section, enrolment_id: learner.enrolment_id, cells }
}

function readCell(
  field: MarkField,
  text: string,
  section: Section,
  line: JudgedSheetLine,
  problems: Problem[],
): Cell[] {
  const read = readMark(text, section.highest)
  if ('error' in read || !read.mark) {
    problems.push({
      field: field.key,
      code: 'error' in read ? read.error : 'students.marks.error.unreadable',
      params: { typed: text, highest: section.highest },
    })
    return []
  }
  const column = columnFor(field, section.columns)
  const isPlanned = section.planned.some(
    (one) => one.kind === field.kind && (field.kind === 'exam' ? one.sitting : one.position) === field.number,
  )
  if (!column && !isPlanned) {
    problems.push({
      field: field.key,
      code: 'students.marks.import.no_column',
      params: { section: section.code },
    })
    return []
  }
  if (column?.is_closed) {
    problems.push({ field: field.key, code: 'students.marks.error.closed' })
    return []
  }
  if (column && !mayHold(column, line)) {
    problems.push({ field: field.key, code: 'students.marks.error.not_open_sitting' })
    return []
  }
  const stored = column ? markText(line.marks.get(column.id)) : ''
  return [
    {
      field: field.key,
      kind: field.kind,
      number: field.number,
      column_id: column?.id,
      mark: read.mark,
      stored,
    },
  ]
}

/** The n-th column of the kind; an exam by its sitting. */
export function columnFor(
  field: Pick<MarkField, 'kind' | 'number'>,
  columns: readonly MarkColumn[],
): MarkColumn | undefined {
  const ofKind = columns.filter((one) => one.kind === field.kind)
  return field.kind === 'exam' ? ofKind.find((one) => one.sitting === field.number) : ofKind[field.number - 1]
}
