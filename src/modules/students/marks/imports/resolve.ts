import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import type { Batch } from '#platform/imports/define.ts'
import { fold } from '#platform/text/index.ts'
import { defaultColumns } from '../default-columns.ts'
import { markText, readMark, type Mark, type MarkColumn } from '../mark.ts'
import type { NewColumn } from '../store/column.ts'
import { listColumns, sheetPolicy } from '../store/sheet.ts'
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

export type Section = {
  id: string
  institution_id: string
  code: string
  grading_policy_id: string
  state: string
  columns: MarkColumn[]
  /** Columns a sheet that was never opened would begin with. */
  planned: NewColumn[]
  highest: string
  learners: Map<string, { enrolment_id: string; full_name: string; marks: Map<string, string> }>
}

type Row = { row_number: number; values: Record<string, string | undefined> }

/** What the rows of a batch mean: which section and learner, which cells, and what stands there. */
export async function resolveRows(
  tx: Tx,
  batch: Batch,
  source: 'import_row' | 'import_accepted',
): Promise<Line[]> {
  const where = source === 'import_row' ? sql`verdict = 'unchecked'` : sql`true`
  const rows = await sql<Row>`select row_number, values from ${sql.table(`platform.${source}`)}
    where batch_id = ${batch.id} and ${where} order by row_number`.execute(tx)
  const codes = [...new Set(rows.rows.map((row) => row.values.section ?? ''))]
  const sections = await readSections(tx, batch.institutionId ?? '', codes)
  const seen = new Map<string, number>()
  return rows.rows.map((row) => resolveRow(row, sections, seen))
}

async function readSections(
  tx: Tx,
  institution: string,
  codes: readonly string[],
): Promise<Map<string, Section[]>> {
  const found = await sql<Pick<Section, 'id' | 'institution_id' | 'code' | 'grading_policy_id' | 'state'>>`
    select id, institution_id, code, grading_policy_id, state from students.course_section
    where institution_id = ${institution}::uuid and lower(code) = any(${codes.map((code) => code.trim().toLowerCase())})
      and state in ('open', 'submitted')`.execute(tx)
  const sections: Section[] = []
  for (const row of found.rows) {
    const policy = await sheetPolicy(tx, row.grading_policy_id)
    const columns = await listColumns(tx, row.id)
    sections.push({
      ...row,
      columns,
      planned: columns.length === 0 ? defaultColumns(policy) : [],
      highest: policy.tests.highest_mark,
      learners: await readLearners(tx, row.id),
    })
  }
  return Map.groupBy(sections, (one) => one.code.toLowerCase())
}

async function readLearners(tx: Tx, sectionId: string): Promise<Section['learners']> {
  const found = await sql<{
    code: string
    enrolment_id: string
    full_name: string
    marks: ({ column_id: string } & Mark)[] | null
  }>`
    select l.code, r.enrolment_id, p.full_name, (select jsonb_agg(jsonb_build_object('column_id', m.column_id, 'state', m.state,
      'value', trim_scale(m.value)::text)) from students.mark m where m.section_id = r.section_id and m.enrolment_id = r.enrolment_id) as marks
    from students.section_learner r join students.enrolment e on e.id = r.enrolment_id join students.learner l on l.id = e.learner_id
    join people.person p on p.id = r.person_id where r.section_id = ${sectionId}::uuid and r.to_date is null`.execute(
    tx,
  )
  return new Map(
    found.rows.map(({ code, marks, ...row }) => [
      code.toLowerCase(),
      { ...row, marks: new Map((marks ?? []).map((mark) => [mark.column_id, markText(mark)])) },
    ]),
  )
}

function resolveRow(
  { row_number: row, values }: Row,
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
      : readCell(field, String(text), section, learner.marks, problems)
  })
  return { row, problems, section, enrolment_id: learner.enrolment_id, cells }
}

function readCell(
  field: MarkField,
  text: string,
  section: Section,
  marks: Map<string, string>,
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
  const stored = column ? (marks.get(column.id) ?? '') : ''
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
