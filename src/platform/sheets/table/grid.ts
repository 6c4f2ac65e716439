import { bareText } from '../cells/wording.ts'
import type { Cell, Merge, Row, Sheet } from '../types.ts'

/** One place of the upper part of a sheet, seen with its merged areas. */
export interface Place {
  cell: Cell
  text: string
  /** The area the cell covers; one place when it is not merged. */
  area: Merge
}

/** The first rows of a sheet, every place of a merged area answering with the area's cell. */
export interface Grid {
  rows: Map<number, Row>
  last: number
  columns: number
  at(row: number, column: number): Place | undefined
  /** Cells that begin in this row, left to right. */
  begins(row: number): Place[]
}

/** Reads at most `depth` rows (by row number) of a sheet. */
export async function readGrid(sheet: Sheet, depth: number): Promise<Grid> {
  const rows = new Map<number, Row>()
  let last = 0
  let columns = 0
  for await (const row of sheet.rows()) {
    if (rows.size >= depth) break
    rows.set(row.number, row)
    last = row.number
    columns = Math.max(columns, row.cells.length)
  }
  const mergesOf = indexMerges(sheet.merges, columns)
  const at = (row: number, column: number): Place | undefined => {
    const merge = mergesOf(row).find((area) => column >= area.left && column <= area.right)
    const area = merge ?? { top: row, bottom: row, left: column, right: column }
    const cell = rows.get(area.top)?.cells[area.left]
    const text = cell ? bareText(cell.text) : ''
    return cell && text !== '' ? { cell, text, area } : undefined
  }
  const begins = (row: number): Place[] =>
    (rows.get(row)?.cells ?? []).flatMap((cell, column) => {
      const place = cell ? at(row, column) : undefined
      return place && place.area.top === row && place.area.left === column ? [place] : []
    })
  return { rows, last, columns, at, begins }
}

/** Merged areas over a row, looked up when the row is asked for; a row of n columns holds n of them at most. */
function indexMerges(merges: Merge[], columns: number): (row: number) => Merge[] {
  const byRow = new Map<number, Merge[]>()
  return (row) => {
    let found = byRow.get(row)
    if (!found) {
      found = merges.filter((area) => area.top <= row && area.bottom >= row).slice(0, columns)
      byRow.set(row, found)
    }
    return found
  }
}
