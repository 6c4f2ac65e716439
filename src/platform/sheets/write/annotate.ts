import {
  openXlsx,
  saveXlsx,
  writeXlsx,
  type Cell as LibraryCell,
  type CellValue,
  type Sheet as LibrarySheet,
} from 'hucre/xlsx'
import { findTable } from '../table/find.ts'
import { openWorkbook, type OpenOptions } from '../open.ts'
import { sheetNames } from './export.ts'
import { problemsHeading, type Row, type Sheet, type Workbook } from '../types.ts'

/** A message for one cell; `row` from 1, `column` from 0, or -1 for the row as a whole. */
export interface Annotation {
  sheet: string
  row: number
  column: number
  message: string
  level?: 'error' | 'warning'
}

/**
 * Up to this many cells (rows × columns) the workbook itself is sent back; a bigger one comes back as its faulty rows
 * only. The round trip needs some 1.1 kB a cell, so this stays under 300 MB.
 */
const wholeUpTo = 250_000

const fills = { error: 'FFC7CE', warning: 'FFEB9C' }

/** Comments of earlier rounds are known by their author and replaced. */
const author = 'Kiểm tra dữ liệu'

/**
 * The user's own workbook with every problem written into it: the cell is coloured and carries a comment, and a last
 * column lists the problems of its row, so that a filter finds them. Formats, formulas, macros and other sheets stay.
 * CSV comes back as a workbook; of a list of more than 250 000 cells only the rows with problems come back.
 *
 * @returns bytes of an XLSX (or XLSM) workbook
 * @throws SheetError as `openWorkbook`
 */
export async function annotateWorkbook(
  source: Uint8Array,
  annotations: readonly Annotation[],
  options: OpenOptions = {},
): Promise<Uint8Array> {
  const workbook = await openWorkbook(source, options)
  const whole = (await countCells(workbook)) <= wholeUpTo
  if (workbook.kind !== 'xlsx' || !whole) return rebuild(workbook, annotations, whole)
  const opened = await openXlsx(source, { readStyles: true })
  for (const sheet of opened.sheets) {
    const mine = annotations.filter((annotation) => annotation.sheet === sheet.name)
    const original = workbook.sheets.find((candidate) => candidate.name === sheet.name)
    if (!original || original.rowCount === 0) continue
    clearMarks(sheet)
    const table = mine.length > 0 ? await findTable(original) : undefined
    mark(sheet, mine, (table?.headerRows[0] ?? 1) - 1, table?.columns.at(-1)?.index)
  }
  return saveXlsx(opened)
}

async function countCells(workbook: Workbook): Promise<number> {
  let cells = 0
  for (const sheet of workbook.sheets) {
    for await (const row of sheet.rows()) {
      cells += row.cells.length
      if (cells > wholeUpTo) return cells
    }
  }
  return cells
}

/** Removes what an earlier round wrote. */
function clearMarks(sheet: LibrarySheet): void {
  for (const cell of sheet.cells?.values() ?? []) {
    if (cell.comment?.author !== author) continue
    delete cell.comment
    if (cell.style) delete cell.style.fill
  }
  const place = findHeading(sheet)
  if (!place) return
  for (const [at, row] of sheet.rows.entries()) {
    if (at > place.row && row[place.column]) setCell(sheet, at, place.column, { value: null, type: 'empty' })
  }
}

function findHeading(sheet: LibrarySheet): { row: number; column: number } | undefined {
  for (const [row, values] of sheet.rows.slice(0, 100).entries()) {
    const column = values.indexOf(problemsHeading)
    if (column >= 0) return { row, column }
  }
  return undefined
}

function mark(
  sheet: LibrarySheet,
  annotations: Annotation[],
  headerRow: number,
  lastColumn: number | undefined,
): void {
  if (annotations.length === 0) return
  const used = sheet.rows.reduce((most, row) => Math.max(most, row.length), 0)
  const column = findHeading(sheet)?.column ?? (lastColumn === undefined ? used : lastColumn + 1)
  setCell(sheet, headerRow, column, {
    value: problemsHeading,
    type: 'string',
    style: { font: { bold: true }, ...fillOf('error') },
  })
  for (const [row, found] of byRow(annotations)) {
    const text = [...new Set(found.map((annotation) => annotation.message))].join('\n')
    setCell(sheet, row - 1, column, { value: text, type: 'string', style: { alignment: { wrapText: true } } })
    for (const [at, here] of byColumn(found)) markCell(sheet, row - 1, at, here)
  }
}

function markCell(sheet: LibrarySheet, row: number, column: number, annotations: Annotation[]): void {
  const value = sheet.rows[row]?.[column] ?? null
  const cell = sheet.cells?.get(`${row},${column}`) ?? { value, type: typeOf(value) }
  const level = annotations.some((annotation) => annotation.level !== 'warning') ? 'error' : 'warning'
  const text = annotations.map((annotation) => annotation.message).join('\n')
  setCell(sheet, row, column, {
    ...cell,
    style: { ...cell.style, ...fillOf(level) },
    comment: { author, text },
  })
}

function setCell(sheet: LibrarySheet, row: number, column: number, cell: LibraryCell): void {
  while (sheet.rows.length <= row) sheet.rows.push([])
  const values = sheet.rows[row] ?? []
  while (values.length <= column) values.push(null)
  values[column] = cell.value
  sheet.cells ??= new Map()
  sheet.cells.set(`${row},${column}`, cell)
}

const fillOf = (level: 'error' | 'warning') => ({
  fill: { type: 'pattern' as const, pattern: 'solid' as const, fgColor: { rgb: fills[level] } },
})

function typeOf(value: CellValue): LibraryCell['type'] {
  if (value === null) return 'empty'
  if (value instanceof Date) return 'date'
  return typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'string'
}

function byRow(annotations: Annotation[]): Map<number, Annotation[]> {
  return Map.groupBy(annotations, (annotation) => annotation.row)
}

function byColumn(annotations: Annotation[]): Map<number, Annotation[]> {
  return Map.groupBy(
    annotations.filter((annotation) => annotation.column >= 0),
    (annotation) => annotation.column,
  )
}

/** A new workbook of texts as shown: the header in one row, then all rows or only those with problems. */
async function rebuild(
  workbook: Workbook,
  annotations: readonly Annotation[],
  all: boolean,
): Promise<Uint8Array> {
  const wanted = workbook.sheets.filter((sheet) =>
    annotations.some((annotation) => annotation.sheet === sheet.name),
  )
  const names = sheetNames(wanted.map((sheet) => sheet.name))
  const sheets = await Promise.all(
    wanted.map((sheet, at) =>
      rebuildSheet(sheet, names[at] ?? sheet.name, byRow(annotationsOf(sheet, annotations)), all),
    ),
  )
  return writeXlsx({ sheets })
}

const annotationsOf = (sheet: Sheet, annotations: readonly Annotation[]) =>
  annotations.filter((annotation) => annotation.sheet === sheet.name)

async function rebuildSheet(sheet: Sheet, name: string, problems: Map<number, Annotation[]>, all: boolean) {
  const table = await findTable(sheet)
  const columns = table?.columns ?? []
  const rows: CellValue[][] = [[...columns.map((column) => column.label), problemsHeading]]
  const cells = new Map<string, Partial<LibraryCell>>()
  for (let at = 0; at <= columns.length; at++) cells.set(`0,${at}`, { style: { font: { bold: true } } })
  for await (const row of table?.rows() ?? noRows()) {
    const found = problems.get(row.number)
    if (!found && !all) continue
    if (rows.length * columns.length > wholeUpTo) break
    const texts = columns.map((column) => row.cells[column.index]?.text ?? null)
    const messages = found?.map((annotation) => annotation.message).join('\n') ?? null
    for (const [at, here] of byColumn(found ?? [])) {
      const place = columns.findIndex((column) => column.index === at)
      const text = here.map((annotation) => annotation.message).join('\n')
      if (place >= 0)
        cells.set(`${rows.length},${place}`, { style: fillOf('error'), comment: { author, text } })
    }
    rows.push([...texts, messages])
  }
  return { name, rows, cells, freezePane: { rows: 1 } }
}

async function* noRows(): AsyncGenerator<Row> {}
