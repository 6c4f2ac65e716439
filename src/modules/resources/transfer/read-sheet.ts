import {
  columnName,
  decodeOldFont,
  detectOldEncoding,
  matchColumns,
  openWorkbook,
  SheetError,
  type Cell,
  type FieldSpec,
  type Row,
} from '#platform/sheets/index.ts'
import { fold } from '#platform/text/index.ts'
import { PackageFault, type CellFault } from './fault.ts'

/** Columns of the sheet, by the words offices write above them. */
const headings = {
  files: ['tep', 'duong dan', 'ten tep', 'file'],
  title: ['ten hoc lieu', 'ten', 'tieu de'],
  summary: ['tom tat', 'mo ta'],
  kind: ['loai', 'loai hoc lieu'],
  licence: ['giay phep'],
  access: ['ai xem duoc', 'nguoi xem', 'pham vi'],
  authors: ['tac gia'],
  keywords: ['tu khoa'],
  levels: ['trinh do'],
  occupations: ['nghe', 'ma nghe', 'ma nganh nghe'],
  address: ['dia chi', 'lien ket'],
} as const
export type Column = keyof typeof headings
export const columns = Object.keys(headings) as Column[]

const fields: FieldSpec[] = columns.map((key) => ({ key, labels: [...headings[key]], kind: 'text' }))
/** Less alike than this is chance; the column is told as one that is not used. */
const leastScore = 0.75
/** They only number the rows. */
const numbering = new Set(['stt', 'tt', 'so tt', 'so thu tu', 'no'])

/** More resources than these are brought in several times. */
export const mostRows = 500

export type SheetRows = {
  rows: Row[]
  places: ReadonlyMap<Column, number>
  /** Headings of columns that say nothing we know. */
  unused: string[]
}

/** Reads the rows below the heading; titles may stand above it. @throws PackageFault */
export async function readSheet(sheet: Uint8Array | string, name: string): Promise<SheetRows> {
  const rows = await readRows(sheet, name)
  const found = rows
    .slice(0, 10)
    .map((row, at) => ({ at, ...findColumns(row) }))
    .filter(({ places }) => places.has('files') || places.has('address'))
  // A row of data may read like a heading too, but never like more of one.
  const [head] = found.toSorted((a, b) => b.places.size - a.places.size)
  if (!head) throw new PackageFault('no_column', { path: name })
  // The example is of our own template.
  const body = rows.slice(head.at + 1).filter((row) => fold(row.cells[0]?.text ?? '') !== 'vi du')
  if (body.length > mostRows)
    throw new PackageFault('too_many', { path: name, count: body.length, most: mostRows })
  return { rows: body, places: head.places, unused: head.unused }
}

async function readRows(sheet: Uint8Array | string, path: string): Promise<Row[]> {
  try {
    const workbook = await openWorkbook(sheet, { name: path })
    return await Array.fromAsync(workbook.sheets[0]?.rows() ?? [])
  } catch (error) {
    if (error instanceof SheetError)
      throw new PackageFault(
        'sheet',
        { path },
        { because: { key: `sheets.error.${error.code}`, params: error.detail } },
      )
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new PackageFault('no_sheet_file', { path })
    throw error
  }
}

const textOf = (cell: Cell | undefined): string => (cell?.text ?? '').normalize('NFC').trim()

/** What was typed in a font before Unicode, as it was meant; a row of cells tells the font better than one. */
function modern(texts: readonly string[]): string[] {
  const whole = detectOldEncoding(texts.join(' '))
  return texts.map(
    (text) => (whole ? decodeOldFont(text, whole.encoding) : detectOldEncoding(text)?.text) ?? text,
  )
}

function findColumns(head: Row): { places: Map<Column, number>; unused: string[] } {
  const labels = modern(Array.from(head.cells, textOf))
  const named = labels.flatMap((label, index) => (label === '' ? [] : [{ index, path: [label], label }]))
  const matches = matchColumns({ columns: named }, fields).fields.filter(({ score }) => score >= leastScore)
  const places = new Map(matches.map((match) => [match.key as Column, match.columns[0]!.index]))
  const used = new Set(places.values())
  const unused = named.filter(({ index, label }) => !used.has(index) && !numbering.has(fold(label)))
  return { places, unused: unused.map(({ label }) => label) }
}

/** A row by its columns, and the way to say what is wrong in it. */
export type Cells = {
  text: (column: Column) => string
  tell: (column: Column, key: string, params?: CellFault['params'], because?: CellFault['because']) => void
}

export function cellsOf(row: Row, places: ReadonlyMap<Column, number>, faults: CellFault[]): Cells {
  const tell: Cells['tell'] = (column, key, params = {}, because) => {
    const at = places.get(column)
    const cell = at === undefined ? null : `${columnName(at)}${row.number}`
    faults.push({ row: row.number, cell, column, key, params, ...(because && { because }) })
  }
  const texts = new Map<Column, string>()
  for (const [column, at] of places) {
    const cell = row.cells[at]
    // What a formula left behind is no word of anybody.
    if (cell?.fault) tell(column, 'formula', { words: cell.text || `=${cell.formula ?? ''}` })
    else texts.set(column, textOf(cell))
  }
  // Files are called what they are called.
  const said = [...texts.keys()].filter((column) => column !== 'files')
  for (const [at, text] of modern(said.map((column) => texts.get(column)!)).entries())
    texts.set(said[at]!, text)
  return { tell, text: (column) => texts.get(column) ?? '' }
}
