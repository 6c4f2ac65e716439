import {
  findTables,
  fingerprint,
  matchColumns,
  openWorkbook,
  SheetError,
  type ColumnChoice,
  type Matching,
  type SheetWarning,
  type Table,
} from '../sheets/index.ts'
import { AppError } from '../errors.ts'
import type { AnyImport } from './define.ts'
import type { FoundList, ListColumn } from './batch.ts'

/** What was agreed for a header before. */
export type Recall = (fingerprint: string) => Promise<ColumnChoice | undefined>

export type ReadLists = { tables: FoundList[]; warnings: SheetWarning[]; rows: number; isConfident: boolean }

/** Rows looked at for a sample of each column. */
const sampled = 20

/**
 * Opens the file and finds its lists and what each column answers. Lists that answer every required field are included;
 * when none does, the likeliest is, for a person to correct.
 * @throws AppError invalid when the file is no workbook, or holds no list
 */
export async function readLists(
  source: Uint8Array,
  name: string,
  spec: AnyImport,
  recall: Recall,
): Promise<ReadLists> {
  try {
    const workbook = await openWorkbook(source, { name })
    const found = await findTables(workbook)
    const lists: FoundList[] = []
    for (const table of found) lists.push(await describe(table, spec, await recall(fingerprint(table))))
    if (lists.length === 0) throw new AppError('invalid', 'imports.error.no_list')
    include(lists)
    const chosen = lists.filter((list) => list.isIncluded)
    return {
      tables: lists,
      warnings: workbook.warnings,
      rows: chosen.reduce((sum, list) => sum + list.rows, 0),
      isConfident: chosen.every((list) => list.isConfident),
    }
  } catch (error) {
    throw refusalOf(error)
  }
}

/** A refused file as a refusal in words; other errors as they are. */
export function refusalOf(error: unknown): unknown {
  if (!(error instanceof SheetError)) return error
  return new AppError('invalid', { key: `sheets.error.${error.code}`, params: error.detail })
}

async function describe(
  table: Table,
  spec: AnyImport,
  remembered: ColumnChoice | undefined,
): Promise<FoundList> {
  const matching = matchColumns(table, spec.fields, remembered ? { remembered } : {})
  const samples = await takeSamples(table)
  return {
    sheet: table.sheet.name,
    ...matched(matching),
    columns: table.columns.map((column): ListColumn => ({
      ...column,
      sample: samples.get(column.index) ?? '',
    })),
    isIncluded: false,
    rows: Math.max(0, table.sheet.rowCount - table.headerRows[1]),
    preface: table.preface,
    titles: table.titles.slice(0, 6),
  }
}

/** The part of a list that a matching decides. */
export function matched(
  matching: Matching,
): Pick<FoundList, 'fingerprint' | 'matches' | 'missing' | 'unused' | 'isConfident'> {
  return {
    fingerprint: matching.fingerprint,
    matches: matching.fields,
    missing: matching.missing,
    unused: matching.unused,
    isConfident: matching.confident && matching.fields.length > 0,
  }
}

/** The first value of each column. Long numbers may be a person's: only their end is shown. */
async function takeSamples(table: Table): Promise<Map<number, string>> {
  const samples = new Map<number, string>()
  let rows = 0
  for await (const row of table.rows()) {
    for (const { index } of table.columns) {
      const text = row.cells[index]?.text.trim()
      if (text && !samples.has(index)) samples.set(index, maskNumbers(text).slice(0, 60))
    }
    if (++rows >= sampled) break
  }
  return samples
}

/** Runs of eight digits and more keep their last three. */
export function maskNumbers(text: string): string {
  return text.replace(/\d(?:[ .-]?\d){7,}/g, (run) => `•••${run.replace(/\D/g, '').slice(-3)}`)
}

/** Includes the lists that answer what must be answered, unless another list of the file answers far more. */
function include(lists: FoundList[]): void {
  const whole = lists.filter((list) => list.missing.length === 0 && list.matches.length > 0)
  const most = Math.max(0, ...whole.map((list) => list.matches.length))
  for (const list of whole) list.isIncluded = list.matches.length * 2 >= most
  if (whole.length > 0) return
  const worth = (list: FoundList) =>
    list.matches.reduce((sum, match) => sum + match.score, 0) - 2 * list.missing.length
  const likeliest = lists.toSorted((a, b) => worth(b) - worth(a))[0]
  if (likeliest) likeliest.isIncluded = true
}
