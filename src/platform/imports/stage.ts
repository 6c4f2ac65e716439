import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { Keys } from '../keys.ts'
import {
  createRecordReader,
  findTable,
  matchColumns,
  openWorkbook,
  type FieldSpec,
  type FieldValue,
  type SheetRecord,
} from '../sheets/index.ts'
import { AppError } from '../errors.ts'
import { choiceKey, choiceOf, included, type BatchRow, type Counts, type FoundList } from './batch.ts'
import type { AnyImport, RowProblem, StoredProblem } from './define.ts'
import { maskNumbers, refusalOf } from './read-lists.ts'
import { countRows, deleteRows, resetVerdicts, settleVerdicts } from './store.ts'
import type { Batch } from './define.ts'

/** Rows sent to the database at once. */
const chunkRows = 2_000
/** Splits the values of one column on their way; JSON text never holds it. */
const separator = '\u001e'

export type Progress = (share: number, step: string) => Promise<void>

/** Reads the file's rows into `platform.import_row`, checked cell by cell. Memory does not grow with the rows. */
export async function stageRows(
  tx: Tx,
  source: Uint8Array,
  row: BatchRow,
  context: { spec: AnyImport; keys: Keys; today: string; progress: Progress },
): Promise<Record<string, number>> {
  await deleteRows(tx, row.id)
  const skipped: Record<string, number> = {}
  const writer = createWriter(tx, row.id)
  try {
    const workbook = await openWorkbook(source, { name: row.file_name })
    const lists = included(row.tables)
    const expected = lists.reduce((sum, list) => sum + list.rows, 0)
    for (const list of lists) {
      const sheet = workbook.sheets.find((candidate) => candidate.name === list.sheet)
      const table = sheet && (await findTable(sheet))
      if (!table) throw new AppError('invalid', 'imports.error.no_list')
      const matching = matchColumns(table, context.spec.fields, { overrides: choiceOf(context.spec, list) })
      const read = createRecordReader(table.sheet.name, context.spec.fields, matching)
      const onSkip = (_: unknown, why: string) => {
        if (why !== 'blank') skipped[why] = (skipped[why] ?? 0) + 1
      }
      for await (const cells of table.rows(onSkip, context.spec.keeps)) {
        writer.add(stageRecord(read(cells), context))
        if (!writer.isFull()) continue
        await writer.send()
        await context.progress(
          0.7 * Math.min(1, writer.count() / Math.max(1, expected)),
          'imports.step.reading',
        )
      }
    }
    await writer.finish()
  } catch (error) {
    await writer.settle()
    throw refusalOf(error)
  }
  return skipped
}

/** What goes into the table for one record. */
export type Staged = {
  sheet: string
  sheet_row: number
  raw: Record<string, string>
  values: Record<string, unknown>
  notes: Record<string, string>
  problems: StoredProblem[]
}

/** Runs the module's own check, and seals what may not be staged in plain. */
export function stageRecord(
  record: SheetRecord,
  { spec, keys, today }: { spec: AnyImport; keys: Keys; today: string },
): Staged {
  for (const field of spec.fields) describeGroup(record, field)
  const own = spec.check?.(record, { keys, today }) ?? []
  const found: RowProblem[] = [...record.problems, ...own]
  const problems = found.map((problem) => stored(problem, spec.fields))
  for (const field of spec.fields) {
    const text = record.raw[field.key]
    if (text === undefined) continue
    if (field.kind === 'national-id') record.raw[field.key] = keys.seal(text)
    // Most words are understood as they stand; keeping them once halves what is staged.
    else if (record.values[field.key] === text) delete record.raw[field.key]
  }
  return {
    sheet: record.sheet,
    sheet_row: record.row,
    raw: record.raw,
    values: record.values,
    notes: record.notes,
    problems,
  }
}

/** A group of columns has no cell of its own: its answer in words stands for what was written. */
function describeGroup(record: SheetRecord, field: FieldSpec): void {
  const value: FieldValue | undefined = record.values[field.key]
  if (value === undefined || (field.kind !== 'choice-group' && field.kind !== 'date-group')) return
  if (typeof value === 'object' && !Array.isArray(value)) {
    if (value.choice !== undefined) record.raw[choiceKey(field.key)] = value.choice
    return
  }
  record.raw[field.key] ??= [value]
    .flat()
    .map((one) => labelOf(field, String(one)))
    .join('; ')
}

export function labelOf(field: FieldSpec, value: string): string {
  return field.choices?.find((choice) => choice.value === value)?.labels[0] ?? value
}

/** A problem without the place of its row; the numbers of persons in its words are masked. */
function stored(
  { column, field, level, code, params }: RowProblem,
  fields: readonly FieldSpec[],
): StoredProblem {
  const isSecret = fields.find((spec) => spec.key === field)?.kind === 'national-id'
  const masked = isSecret
    ? Object.fromEntries(Object.entries(params).map(([name, value]) => [name, maskNumbers(String(value))]))
    : params
  return { column, ...(field === undefined ? {} : { field }), level, code, params: masked }
}

/**
 * Gathers rows and sends them column by column: one statement and one parameter a column for each chunk. While the
 * database takes a chunk the next one is read.
 */
function createWriter(tx: Tx, batch: string) {
  let rows: Staged[] = []
  let count = 0
  let sending: Promise<unknown> = Promise.resolve()
  const send = async () => {
    if (rows.length > 0) {
      const statement = insertStatement(batch, count, rows)
      count += rows.length
      rows = []
      await sending
      sending = statement.execute(tx)
      // Whoever waits for it next hears of a failure; until then it must not end the process.
      sending.catch(() => undefined)
    }
  }
  return {
    add: (row: Staged) => void rows.push(row),
    isFull: () => rows.length >= chunkRows,
    count: () => count,
    send,
    async finish() {
      await send()
      await sending
    },
    /** After a failure: nothing may still run when the transaction is rolled back. */
    settle: () => sending.catch(() => undefined),
  }
}

function insertStatement(batch: string, after: number, rows: readonly Staged[]) {
  const column = (type: string, text: (row: Staged) => string) =>
    sql`string_to_array(${rows.map(text).join(separator)}, ${separator})::${sql.raw(type)}[]`
  return sql`insert into platform.import_row
      (batch_id, row_number, sheet, sheet_row, raw, values, notes, read_problems, problems, verdict)
    select ${batch}, ${after} + n, s.sheet, s.sheet_row, s.raw::jsonb, s.vals::jsonb, s.notes::jsonb, s.problems::jsonb, s.problems::jsonb,
      case when s.bad = '1' then 'error' else 'unchecked' end
    from unnest(${column('text', (row) => row.sheet.replaceAll(separator, ' '))}, ${column('int', (row) => String(row.sheet_row))},
      ${column('text', (row) => JSON.stringify(row.raw))}, ${column('text', (row) => JSON.stringify(row.values))},
      ${column('text', (row) => JSON.stringify(row.notes))}, ${column('text', (row) => JSON.stringify(row.problems))},
      ${column('text', (row) => (row.problems.some((problem) => problem.level === 'error') ? '1' : '0'))})
      with ordinality as s(sheet, sheet_row, raw, vals, notes, problems, bad, n)`
}

/** Lets the module compare the staged rows with what is stored, and counts the outcome. */
export async function examineRows(tx: Tx, spec: AnyImport, batch: Batch, isAgain: boolean): Promise<Counts> {
  if (isAgain) await resetVerdicts(tx, batch.id)
  else await sql`analyze platform.import_row`.execute(tx)
  await spec.examine(tx, batch)
  await settleVerdicts(tx, batch.id)
  return countRows(tx, batch.id)
}

/** Lists of the batch with their columns, by sheet. */
export function listOf(tables: readonly FoundList[], sheet: string): FoundList | undefined {
  return tables.find((list) => list.sheet === sheet)
}
