import { readGrid, type Grid } from './grid.ts'
import { readPreface } from './preface.ts'
import { createRowFilter, type RowVerdict } from './row-filter.ts'
import {
  problemsHeading,
  type Cell,
  type Merge,
  type Row,
  type Sheet,
  type SkippedRow,
  type Table,
  type TableColumn,
  type Workbook,
} from '../types.ts'
import { bareText, bareWords } from '../cells/wording.ts'

/** A header is looked for in this many filled rows from the top. */
const depth = 60

/** Every list of a workbook: one per visible sheet that has a header. */
export async function findTables(workbook: Workbook): Promise<Table[]> {
  const tables: Table[] = []
  for (const sheet of workbook.sheets) {
    if (sheet.hidden) continue
    const table = await findTable(sheet)
    if (table) tables.push(table)
  }
  return tables
}

/**
 * Finds the list in a sheet as offices make it: titles and `label: value` lines above, a header of one or several
 * merged rows, perhaps a row (1) (2) (3) under it, then data, totals and signatures.
 *
 * @returns nothing when no row looks like a header of two columns or more
 */
export async function findTable(sheet: Sheet): Promise<Table | undefined> {
  const grid = await readGrid(sheet, depth)
  const band = findBand(grid)
  if (!band) return undefined
  const numbered = isIndexRow(grid, band.bottom + 1, band.columns.length) ? band.bottom + 1 : band.bottom
  const headerRows: [number, number] = [band.top, numbered]
  const verdict = createRowFilter(grid, headerRows, band.columns, sheet.merges)
  return {
    sheet,
    headerRows,
    firstDataRow: numbered + 1,
    columns: band.columns,
    ...readPreface(grid, band.top),
    rows: (onSkip, keeps) => dataRows(sheet, numbered, verdict(), { onSkip, keeps }),
  }
}

async function* dataRows(
  sheet: Sheet,
  after: number,
  judge: (row: Row) => RowVerdict,
  {
    onSkip,
    keeps = [],
  }: { onSkip: ((row: Row, why: SkippedRow) => void) | undefined; keeps: readonly SkippedRow[] | undefined },
): AsyncGenerator<Row, void, undefined> {
  const fillDown = createFillDown(sheet.merges, after)
  for await (const row of sheet.rows()) {
    if (row.number <= after) continue
    const verdict = judge(row)
    if (verdict === 'data' || verdict === 'section') fillDown(row)
    if (verdict === 'data' || keeps.includes(verdict)) yield row
    else onSkip?.(row, verdict)
  }
}

/** A cell merged over several data rows counts for each of them. */
function createFillDown(merges: Merge[], after: number): (row: Row) => void {
  const waiting = merges
    .filter((area) => area.top > after && area.bottom > area.top)
    .toSorted((a, b) => b.top - a.top)
  const open = new Map<number, { area: Merge; cell: Cell }>()
  return (row) => {
    for (const [left, { area, cell }] of open)
      if (area.bottom < row.number) open.delete(left)
      else row.cells[left] ??= cell
    for (let next = waiting.at(-1); next && next.top <= row.number; next = waiting.at(-1)) {
      waiting.pop()
      const cell = row.cells[next.left]
      if (next.top === row.number && cell) open.set(next.left, { area: next, cell })
    }
  }
}

interface Band {
  top: number
  bottom: number
  columns: TableColumn[]
  score: number
}

/** The best band; the uppermost of those that are nearly as good, since data rows may look like headers too. */
function findBand(grid: Grid): Band | undefined {
  const bands = [...grid.rows.keys()].flatMap((top) => bandFrom(grid, top) ?? [])
  const best = Math.max(...bands.map((band) => band.score))
  return bands.find((band) => band.score >= best * 0.8)
}

function bandFrom(grid: Grid, top: number): Band | undefined {
  const begins = grid.begins(top)
  if (
    begins.length < 2 ||
    begins.some((place) => place.text.endsWith(':') && place.area.left === place.area.right)
  ) {
    return undefined
  }
  const bottom = bandBottom(grid, top)
  const columns = columnsOf(grid, top, bottom)
  if (columns.length < 2) return undefined
  const texts = columns.map((column) => column.path.at(-1) ?? '')
  const wordy = texts.filter((text) => isLabel(text)).length
  const plain = begins.filter((place) => place.cell.number === undefined && !place.cell.date).length
  const distinct = new Set(columns.map((column) => bareWords(column.label))).size
  const share = (wordy / columns.length) * (plain / begins.length)
  return share < 0.5
    ? undefined
    : { top, bottom, columns, score: wordy * share * (distinct / columns.length) }
}

/** A label has letters, is no sentence, and is no data such as a date, a number or an address. */
function isLabel(text: string): boolean {
  return /\p{L}/u.test(text) && text.length <= 200 && !/^\d|@|\d{5,}|^\W*x\W*$/i.test(text)
}

/** Last row of the header that begins at `top`: as far as merged cells reach, and the row of leaves under groups. */
function bandBottom(grid: Grid, top: number): number {
  let bottom = top
  for (let row = top; row <= bottom; row++) {
    for (const place of grid.begins(row)) bottom = Math.max(bottom, Math.min(place.area.bottom, top + depth))
    if (row === bottom && isLeafRow(grid, row + 1, row)) bottom = row + 1
  }
  return bottom
}

/** Whether `row` holds only labels, each under a group of the row above or in a column that is still unnamed. */
function isLeafRow(grid: Grid, row: number, above: number): boolean {
  const leaves = grid.begins(row)
  if (leaves.length < 2 || !leaves.every((leaf) => isLabel(leaf.text) && leaf.cell.number === undefined))
    return false
  let open = 0
  for (const leaf of leaves) {
    const parent = grid.at(above, leaf.area.left)
    if (!parent) open++
    else if (parent.area.right > parent.area.left) open++
    else if (grid.at(above, leaf.area.left + 1) || !grid.at(row, leaf.area.left + 1)) return false
  }
  return (
    open > 0 &&
    leaves.every((leaf) => grid.at(above, leaf.area.left) ?? headOf(grid, above, row, leaf.area.left))
  )
}

/** The unmerged group label to the left of an empty header place, as long as every column between has a leaf. */
function headOf(grid: Grid, row: number, below: number, column: number): string | undefined {
  for (let left = column - 1; left >= 0; left--) {
    const leaf = grid.at(below, left)
    if (!leaf) return undefined
    const head = grid.at(row, left)
    if (head)
      return head.area.bottom === row && head.area.left === head.area.right && leaf.text !== head.text
        ? head.text
        : undefined
  }
  return undefined
}

function columnsOf(grid: Grid, top: number, bottom: number): TableColumn[] {
  const columns: TableColumn[] = []
  for (let index = 0; index < grid.columns; index++) {
    const path: string[] = []
    for (let row = top; row <= bottom; row++) {
      const below = grid.at(row + 1, index)
      const own = grid.at(row, index)?.text
      const text =
        own ??
        (row < bottom && below && below.area.top === row + 1 ? headOf(grid, row, row + 1, index) : undefined)
      for (const part of text?.split('›').map(bareText) ?? [])
        if (part && part !== path.at(-1)) path.push(part)
    }
    if (path.length > 0 && path[0] !== problemsHeading) columns.push({ index, path, label: path.join(' › ') })
  }
  return columns
}

/** Whether a row only numbers the columns: (1) (2) (3), or A B 1 2 3, or 1 2 3=1+2. */
function isIndexRow(grid: Grid, row: number, width: number): boolean {
  const texts = grid.begins(row).map((place) => place.text)
  if (texts.length < Math.max(2, Math.ceil(width * 0.6))) return false
  let expected = 1
  for (const [at, text] of texts.entries()) {
    const number = /^[([]?(\d{1,3})[)\]]?(\s*=.*)?$/.exec(text)?.[1]
    if (number === undefined) {
      if (at > 3 || !/^[([]?[A-Z][)\]]?$/.test(text)) return false
    } else if (Number(number) !== expected++) return false
  }
  return expected > 2
}
