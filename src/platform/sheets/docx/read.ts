import type { Archive } from '../xlsx/zip.ts'
import { attribute, createXmlScanner, unescapeXml } from '../xlsx/xml.ts'
import { xmlOf } from '../xlsx/package.ts'
import {
  SheetError,
  type Cell,
  type Merge,
  type Row,
  type Sheet,
  type SheetLimits,
  type Workbook,
} from '../types.ts'

/** Where the text of a Word document stands. */
export const documentPart = 'word/document.xml'

type WordCell = { text: string; span: number; merge: 'none' | 'begin' | 'go-on' }
type WordTable = { before: string[]; rows: WordCell[][] }

/**
 * Opens a Word document as a workbook: each table is a sheet, the lines of text since the table before stand above it,
 * so that titles and `label: value` lines are found as in a spreadsheet. Tables inside cells are text of the cell;
 * numbers that Word counts itself are no text and stay unseen.
 *
 * @throws SheetError no_table when the document has no table with text
 */
export async function openDocx(archive: Archive, name: string, limits: SheetLimits): Promise<Workbook> {
  const tables = await readTables(archive, limits)
  if (tables.length === 0) throw new SheetError('no_table')
  return {
    kind: 'docx',
    name,
    sheets: tables.map((table, index) => sheetOf(table, index, limits)),
    warnings: [],
  }
}

async function readTables(archive: Archive, limits: SheetLimits): Promise<WordTable[]> {
  const tables: WordTable[] = []
  let lines: string[] = []
  let line = ''
  let depth = 0
  let isText = false
  const table = () => tables.at(-1)!
  const cell = () => table().rows.at(-1)?.at(-1)
  const endLine = () => {
    const text = line.replaceAll(/\s+/g, ' ').trim()
    line = ''
    if (text === '') return
    const into = depth > 0 ? cell() : undefined
    if (into) into.text += into.text === '' ? text : `\n${text}`
    else if (depth === 0) lines.push(text)
  }
  const scanner = createXmlScanner({
    open(tag, attributes) {
      if (tag === 't') isText = true
      else if (tag === 'tab' || tag === 'br') line += ' '
      else if (tag === 'tbl' && depth++ === 0) {
        tables.push({ before: lines, rows: [] })
        lines = []
      } else if (depth !== 1) return
      else if (tag === 'tr') {
        if (table().rows.length >= limits.rows) throw new SheetError('too_many_rows', { limit: limits.rows })
        table().rows.push([])
      } else if (tag === 'tc') {
        const row = table().rows.at(-1)
        if (row && row.length >= limits.columns) throw tooWide(limits)
        row?.push({ text: '', span: 1, merge: 'none' })
      } else markCell(cell(), { tag, attributes }, limits)
    },
    close(tag) {
      if (tag === 't') isText = false
      else if (tag === 'p') endLine()
      else if (tag === 'tbl') depth--
    },
    text(raw) {
      if (isText) line += unescapeXml(raw)
    },
  })
  for await (const chunk of xmlOf(archive, documentPart)) scanner.write(chunk)
  scanner.end()
  return tables.filter((one) => one.rows.some((row) => row.some((each) => each.text !== '')))
}

const tooWide = (limits: SheetLimits) => new SheetError('too_many_columns', { limit: limits.columns })

function markCell(
  cell: WordCell | undefined,
  { tag, attributes }: { tag: string; attributes: string },
  limits: SheetLimits,
): void {
  if (!cell) return
  if (tag === 'gridSpan') {
    cell.span = Math.max(1, Math.trunc(Number(attribute(attributes, 'val') ?? 1)) || 1)
    if (cell.span > limits.columns) throw tooWide(limits)
  }
  if (tag === 'vMerge') cell.merge = attribute(attributes, 'val') === 'restart' ? 'begin' : 'go-on'
}

function sheetOf(table: WordTable, index: number, limits: SheetLimits): Sheet {
  const above: Row[] = table.before.map((text, at) => ({ number: at + 1, cells: [{ text }] }))
  const merges: Merge[] = []
  const open = new Map<number, Merge>()
  const rows = table.rows.map((cells, at): Row => {
    const number = above.length + at + 1
    const row: Row = { number, cells: [] }
    let column = 0
    for (const cell of cells) {
      placeMerge(cell, { number, column }, open, merges)
      if (cell.merge !== 'go-on' && cell.text !== '') row.cells[column] = { text: cell.text } satisfies Cell
      column += cell.span
      if (column > limits.columns) throw tooWide(limits)
    }
    return row
  })
  const all = [...above, ...rows]
  return {
    name: `Bảng ${index + 1}`,
    index,
    hidden: false,
    rowCount: all.length,
    merges,
    async *rows() {
      for (const row of all) yield { ...row, cells: [...row.cells] }
    },
  }
}

/** Cells over several columns, and those that go on from the row above. */
function placeMerge(
  cell: WordCell,
  at: { number: number; column: number },
  open: Map<number, Merge>,
  merges: Merge[],
): void {
  const going = cell.merge === 'go-on' ? open.get(at.column) : undefined
  if (going) {
    going.bottom = at.number
    return
  }
  open.delete(at.column)
  if (cell.span === 1 && cell.merge !== 'begin') return
  const merge = { top: at.number, bottom: at.number, left: at.column, right: at.column + cell.span - 1 }
  merges.push(merge)
  if (cell.merge === 'begin') open.set(at.column, merge)
}
