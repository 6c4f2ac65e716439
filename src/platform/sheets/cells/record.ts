import {
  parseChoice,
  parseCode,
  parseDay,
  parseFlag,
  parseName,
  parseNationalId,
  parseNumber,
  parsePhone,
  parseText,
  parseYear,
  readMark,
} from './parse.ts'
import type {
  Cell,
  CellProblem,
  FieldMatch,
  FieldSpec,
  FieldValue,
  Matching,
  ParseResult,
  Row,
  SheetRecord,
} from '../types.ts'
import { bareText } from './wording.ts'

/**
 * Makes the reader of data rows for one table: cells in, values by field key out, with a problem for every cell that
 * could not be understood. Rules between fields or records belong to the caller.
 */
export function createRecordReader(
  sheet: string,
  fields: readonly FieldSpec[],
  matching: Matching,
): (row: Row) => SheetRecord {
  const plan = fields.flatMap((field) => {
    const match = matching.fields.find((candidate) => candidate.key === field.key)
    return match ? [{ field, match }] : []
  })
  return (row) => {
    const record: SheetRecord = { sheet, row: row.number, values: {}, notes: {}, raw: {}, problems: [] }
    for (const { field, match } of plan) {
      if (match.mode === 'group') readGroup(record, row, field, match)
      else readSingle(record, row, field, match)
    }
    return record
  }
}

type Found = Pick<CellProblem, 'code' | 'level'> & { params?: CellProblem['params'] | undefined }

function report(record: SheetRecord, column: number, field: FieldSpec, found: Found): void {
  const { code, level, params = {} } = found
  record.problems.push({
    sheet: record.sheet,
    row: record.row,
    column,
    field: field.key,
    level,
    code,
    params,
  })
}

/** The cell, unless it is empty or a formula without a usable result, which is reported. */
function usable(
  record: SheetRecord,
  cell: Cell | undefined,
  column: number,
  field: FieldSpec,
): Cell | undefined {
  if (cell?.fault) {
    const code = cell.fault === 'error' ? 'formula_error' : 'formula_without_value'
    report(record, column, field, { level: 'error', code, params: { text: cell.text } })
    return undefined
  }
  return cell && bareText(cell.text) !== '' ? cell : undefined
}

function readSingle(record: SheetRecord, row: Row, field: FieldSpec, match: FieldMatch): void {
  const column = match.columns[0]?.index ?? -1
  const cell = usable(record, row.cells[column], column, field)
  if (!cell) {
    const faulty = row.cells[column]?.fault !== undefined
    if (field.required && !faulty) report(record, column, field, { level: 'error', code: 'required' })
    return
  }
  record.raw[field.key] = bareText(cell.text)
  const parsed = parseField(cell, field)
  if (!parsed.ok) {
    report(record, column, field, { level: 'error', code: parsed.code, params: parsed.params })
    return
  }
  record.values[field.key] = parsed.value
  if (parsed.warning) {
    const params = { text: record.raw[field.key] ?? '', value: String(parsed.value) }
    report(record, column, field, { level: 'warning', code: parsed.warning, params })
  }
}

/** Reads one cell as its field wants it. */
export function parseField(cell: Cell | string, field: FieldSpec): ParseResult<FieldValue> {
  const dates = { partial: field.partial ?? 'refuse' }
  switch (field.kind) {
    case 'text':
      return parseText(cell)
    case 'name':
      return parseName(cell)
    case 'code':
      return parseCode(cell)
    case 'date':
      return parseDay(cell, dates)
    case 'year':
      return parseYear(cell)
    case 'number':
      return parseNumber(cell)
    case 'flag':
      return parseFlag(cell)
    case 'national-id':
      return parseNationalId(cell)
    case 'phone':
      return parsePhone(cell)
    case 'choice':
      return parseChoice(cell, field.choices ?? [])
    case 'choice-group': {
      const choice = parseChoice(cell, field.choices ?? [])
      return choice.ok && field.pick === 'all' ? { ...choice, value: [choice.value] } : choice
    }
    case 'date-group': {
      const day = parseDay(cell, dates)
      return day.ok ? { ...day, value: { date: day.value } } : day
    }
  }
}

interface Mark {
  column: number
  choice: string
  cell: Cell
}

function readGroup(record: SheetRecord, row: Row, field: FieldSpec, match: FieldMatch): void {
  const before = record.problems.length
  const marks = match.columns.flatMap(({ index, choice = '' }): Mark[] => {
    const cell = usable(record, row.cells[index], index, field)
    return cell && readMark(cell) !== false ? [{ column: index, choice, cell }] : []
  })
  if (marks.length > 0) {
    if (field.kind === 'date-group') readDates(record, field, marks)
    else readMarks(record, field, marks)
  } else if (field.required && record.problems.length === before) {
    report(record, match.columns[0]?.index ?? -1, field, { level: 'error', code: 'required' })
  }
}

/** One question, one column per answer: the marked column is the answer, other text in it is kept as a note. */
function readMarks(record: SheetRecord, field: FieldSpec, marks: Mark[]): void {
  const notes = marks
    .filter((mark) => readMark(mark.cell) === undefined)
    .map((mark) => bareText(mark.cell.text))
  if (notes.length > 0) record.notes[field.key] = notes.join('; ')
  const rank = (mark: Mark) => field.choices?.findIndex((choice) => choice.value === mark.choice) ?? 0
  const ordered = marks.toSorted((a, b) => rank(a) - rank(b))
  const pick = field.pick ?? 'one'
  if (pick === 'all') record.values[field.key] = ordered.map((mark) => mark.choice)
  else if (marks.length > 1 && pick === 'one') {
    const labels = marks.map((mark) => labelOf(field, mark.choice)).join(', ')
    for (const mark of marks) {
      report(record, mark.column, field, { level: 'error', code: 'several_marks', params: { labels } })
    }
  } else {
    const mark = pick === 'highest' ? ordered.at(-1) : marks[0]
    if (mark) record.values[field.key] = mark.choice
  }
}

/** A date written in one of several columns: the column says one thing, the date another. */
function readDates(record: SheetRecord, field: FieldSpec, marks: Mark[]): void {
  const [mark, second] = marks
  if (!mark) return
  if (second) {
    const labels = marks.map((found) => labelOf(field, found.choice)).join(', ')
    for (const found of marks) {
      report(record, found.column, field, { level: 'error', code: 'several_dates', params: { labels } })
    }
    return
  }
  record.raw[field.key] = bareText(mark.cell.text)
  if (readMark(mark.cell)) {
    record.values[field.key] = { choice: mark.choice }
    return
  }
  const day = parseDay(mark.cell, { partial: field.partial ?? 'refuse' })
  if (!day.ok) {
    report(record, mark.column, field, { level: 'error', code: day.code, params: day.params })
    record.values[field.key] = { choice: mark.choice }
    return
  }
  record.values[field.key] = { choice: mark.choice, date: day.value }
  if (day.warning) {
    const params = { text: bareText(mark.cell.text), value: day.value }
    report(record, mark.column, field, { level: 'warning', code: day.warning, params })
  }
}

const labelOf = (field: FieldSpec, value: string) =>
  field.choices?.find((choice) => choice.value === value)?.labels[0] ?? value
