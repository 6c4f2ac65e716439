import type { Keys } from '../keys.ts'
import {
  parseDay,
  parseField,
  type CellProblem,
  type FieldMatch,
  type FieldSpec,
  type FieldValue,
  type SheetRecord,
} from '../sheets/index.ts'
import { choiceKey, type FoundList } from './batch.ts'
import type { AnyImport } from './define.ts'
import { labelOf, stageRecord, type Staged } from './stage.ts'
import type { StagedRow } from './store.ts'

/** New words for cells, by field key; a date group's column under `<key>#`. An empty text empties the cell. */
export type Edits = Readonly<Record<string, string>>

/** Problems that leave no text to read again. */
const textless = new Set(['several_marks', 'several_dates', 'formula_without_value', 'formula_error'])

/** Reads a staged row again with corrected cells, as if they had been written so in the file. */
export function correctRow(
  row: StagedRow,
  edits: Edits,
  context: { spec: AnyImport; keys: Keys; today: string; list: FoundList },
): Staged {
  const record: SheetRecord = {
    sheet: row.sheet,
    row: row.sheet_row,
    values: {},
    notes: { ...row.notes },
    raw: {},
    problems: [],
  }
  for (const field of context.spec.fields) {
    const match = context.list.matches.find((candidate) => candidate.key === field.key)
    readAgain(record, row, field, edits, { keys: context.keys, match })
  }
  return stageRecord(record, context)
}

/** What a cell of a staged row holds, opened when it was sealed. */
export function plainText(row: Pick<StagedRow, 'raw' | 'values'>, field: FieldSpec, keys: Keys): string {
  const written = row.raw[field.key]
  if (field.kind === 'national-id') return written ? keys.open(written) : ''
  const value = row.values[field.key]
  return written ?? (typeof value === 'string' ? value : '')
}

type Reading = { keys: Keys; match: FieldMatch | undefined }

function readAgain(
  record: SheetRecord,
  row: StagedRow,
  field: FieldSpec,
  edits: Edits,
  { keys, match }: Reading,
): void {
  const before = plainText(row, field, keys)
  const text = edits[field.key] ?? before
  const beforeChoice = row.raw[choiceKey(field.key)]
  const choice = edits[choiceKey(field.key)] ?? beforeChoice
  const isSame = text === before && choice === beforeChoice
  const report = (
    code: CellProblem['code'],
    level: CellProblem['level'],
    params: CellProblem['params'] = {},
  ) =>
    record.problems.push({
      sheet: record.sheet,
      row: record.row,
      column: match?.columns[0]?.index ?? -1,
      field: field.key,
      level,
      code,
      params,
    })
  if (text !== '') record.raw[field.key] = text
  if (isSame && keepsStored(record, row, field, text)) return
  if (field.kind === 'date-group' && choice) return readDate(record, field, text, choice, report)
  if (text === '') {
    if (field.required) report('required', 'error')
    return
  }
  const parsed = readText(text, field)
  if (!parsed.ok) return void report(parsed.code, 'error', parsed.params)
  record.values[field.key] = parsed.value
  if (parsed.warning) report(parsed.warning, 'warning', { text, value: String(parsed.value) })
}

/** A number keeps its decimals behind a rounded format; a mark in two columns has no text to read again. */
function keepsStored(record: SheetRecord, row: StagedRow, field: FieldSpec, text: string): boolean {
  const mine = row.read_problems.filter((problem) => problem.field === field.key)
  if (text === '' && mine.some((problem) => textless.has(problem.code))) {
    const kept = mine.filter((problem) => textless.has(problem.code))
    record.problems.push(
      ...kept.map((problem) => ({ ...problem, sheet: row.sheet, row: row.sheet_row }) as CellProblem),
    )
    return true
  }
  const value = row.values[field.key]
  if (field.kind !== 'number' || typeof value !== 'number') return false
  record.values[field.key] = value
  return true
}

function readDate(
  record: SheetRecord,
  field: FieldSpec,
  text: string,
  choice: string,
  report: (code: CellProblem['code'], level: CellProblem['level'], params?: CellProblem['params']) => void,
): void {
  record.values[field.key] = { choice }
  if (text === '') return
  const day = parseDay(text, { partial: field.partial ?? 'refuse' })
  if (!day.ok) return report(day.code, 'error', day.params)
  record.values[field.key] = { choice, date: day.value }
  if (day.warning) report(day.warning, 'warning', { text, value: day.value })
}

function readText(text: string, field: FieldSpec): ReturnType<typeof parseField> {
  if (field.kind !== 'choice-group' || field.pick !== 'all') return parseField(text, field)
  const values: string[] = []
  for (const part of text
    .split(';')
    .map((one) => one.trim())
    .filter(Boolean)) {
    const parsed = parseField(part, field)
    if (!parsed.ok) return parsed
    values.push(...([parsed.value as FieldValue].flat() as string[]))
  }
  return { ok: true, value: values }
}

/** The answer of a cell in the words of the field's choices. */
export function wordsOf(field: FieldSpec, text: string): string {
  return field.choices ? labelOf(field, text) : text
}
