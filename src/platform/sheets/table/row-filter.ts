import type { Grid } from './grid.ts'
import type { Merge, Row, SkippedRow, TableColumn } from '../types.ts'
import { bareText, bareWords } from '../cells/wording.ts'

/** What a row below the header is. */
export type RowVerdict = 'data' | SkippedRow

/**
 * Judges the rows below a header, one after the other from the top. Only what is surely no data is left out: a row
 * in doubt is data, so that nothing disappears unseen.
 */
export function createRowFilter(
  grid: Grid,
  header: [number, number],
  columns: TableColumn[],
  merges: Merge[],
): () => (row: Row) => RowVerdict {
  const bands = headerSignatures(grid, header)
  const wide = new Set(
    merges
      .filter((area) => area.right - area.left >= Math.max(1, columns.length / 2))
      .map((area) => area.top),
  )
  const indexes = new Set(columns.map((column) => column.index))
  return () => {
    let closed = false
    return (row) => {
      const texts = row.cells.flatMap((cell, column) => {
        const text = cell && (indexes.has(column) || columns.length === 0) ? bareText(cell.text) : ''
        return text === '' && !cell?.fault ? [] : [{ column, text, number: cell?.number }]
      })
      const first = texts[0]
      if (!first) return 'blank'
      if (isExample(first.text)) return 'example'
      if (repeats(row, bands)) return 'repeated_header'
      const few = texts.length <= Math.max(2, Math.min(4, columns.length / 3))
      const counted = first.column === columns[0]?.index && /^\d+[.)]?$/.test(first.text) && texts.length > 1
      if (closed && few && !counted) return 'footer'
      if (isTotal(first.text)) return 'total'
      if (few && !counted && texts.every((found) => isFooter(found.text))) {
        closed = true
        return 'footer'
      }
      closed = false
      const numeral = columns.length >= 4 && texts.length <= 2 && /^([IVX]+|[A-Z])[.)]?$/.test(first.text)
      return numeral || (texts.length === 1 && wide.has(row.number)) ? 'section' : 'data'
    }
  }
}

/** Our own template marks its example row in the first cell. */
const isExample = (text: string) => /^\(?(ví dụ|vi du|example)\)?:?$/i.test(text)

/** Written with its marks, so that a person named Tống or Công is none. */
function isTotal(text: string): boolean {
  const lower = text.toLowerCase()
  if (/^(tổng|cộng)( (cộng|số|toàn|danh sách|chung|các)(?!\p{L}).*)?\s*[:.(]?\s*\d*\s*\)?$/u.test(lower))
    return true
  return /^(tổng cộng|tổng số|cộng danh sách|danh sách (này )?(gồm|có)|tong cong|tong so|total|grand total)(?!\p{L})/u.test(
    lower,
  )
}

const footerStarts = [
  'nguoi lap',
  'lap bieu',
  'lap bang',
  'thu truong',
  'hieu truong',
  'giam doc',
  'pho hieu truong',
  'truong phong',
  'ky ten',
  'ky ghi ro',
  'ky va ghi ro',
  'noi nhan',
  'xac nhan',
  'tm ',
  't m ',
  'kt ',
  'k t ',
  'tl ',
  'chu tich',
  'ke toan',
  'can bo lap',
  'ghi chu',
  'luu y',
  'phu trach',
  'dai dien',
  'nguoi kiem tra',
  'nguoi tong hop',
]

function isFooter(text: string): boolean {
  const words = bareWords(text)
  if (
    /(^|\b)ngay( \d*)? ?(thang)( \d*)? ?(nam)( \d*)?$/.test(words) ||
    /ngay .{0,6}thang .{0,6}nam/.test(words)
  )
    return true
  return footerStarts.some((start) => words.startsWith(start) || `${words} `.startsWith(start))
}

/** The own cells of every header row, by column. */
function headerSignatures(grid: Grid, [top, bottom]: [number, number]): Map<number, string>[] {
  const bands: Map<number, string>[] = []
  for (let row = top; row <= bottom; row++) {
    const own = grid.begins(row).map((place): [number, string] => [place.area.left, bareWords(place.text)])
    if (own.length > 1) bands.push(new Map(own))
  }
  return bands
}

function repeats(row: Row, bands: Map<number, string>[]): boolean {
  return bands.some((band) => {
    let same = 0
    let other = 0
    for (const [column, cell] of row.cells.entries()) {
      if (!cell) continue
      const wanted = band.get(column)
      if (wanted !== undefined && cell.number === undefined && bareWords(cell.text) === wanted) same++
      else if (++other > band.size / 4) return false
    }
    return same >= 2 && same >= band.size * 0.8 && other <= same / 4
  })
}
