import { decodeOldFont } from '../cells/old-font.ts'
import { createXmlScanner, attribute, unescapeXml, type XmlHandler } from './xml.ts'
import { generalStyle, numberCell, type Style } from './styles.ts'
import { SheetError, type Cell, type Merge, type Row, type SheetLimits } from '../types.ts'
import type { XlsxPackage } from './package.ts'

type Book = Pick<XlsxPackage, 'styles' | 'strings' | 'date1904'>

/** Streams the rows of one worksheet part; rows without any content are left out. */
export async function* streamRows(
  source: AsyncIterable<string>,
  book: Book,
  limits: SheetLimits,
): AsyncGenerator<Row, void, undefined> {
  const reader = createRowReader(book, limits)
  const scanner = createXmlScanner(reader.handler)
  for await (const chunk of source) {
    scanner.write(chunk)
    yield* reader.take()
    if (reader.finished()) return
  }
  scanner.end()
  yield* reader.take()
}

/** The last row a worksheet can have. */
const lastRow = 1_048_576

interface CellState {
  column: number
  type: string
  style: number
  value: string
  hasValue: boolean
  formula: string | undefined
  into: 'value' | 'formula' | 'inline' | undefined
}

function createRowReader(book: Book, limits: SheetLimits) {
  let rows: Row[] = []
  let row: Row = { number: 0, cells: [] }
  let filled = false
  let finished = false
  let phonetic = 0
  const cell: CellState = {
    column: -1,
    type: '',
    style: 0,
    value: '',
    hasValue: false,
    formula: undefined,
    into: undefined,
  }
  const finishCell = () => {
    const made = makeCell(cell, book)
    if (!made) return
    if (cell.column >= limits.columns)
      throw new SheetError('too_many_columns', { limit: limits.columns, row: row.number })
    row.cells[cell.column] = made
    filled = true
  }
  const handler: XmlHandler = {
    open(name, raw) {
      if (name === 'c') {
        const reference = attribute(raw, 'r')
        cell.column = reference ? columnOf(reference) : cell.column + 1
        cell.type = attribute(raw, 't') ?? 'n'
        cell.style = Number(attribute(raw, 's') ?? 0)
        cell.value = ''
        cell.hasValue = false
        cell.formula = undefined
        cell.into = undefined
      } else if (name === 'v') {
        cell.into = 'value'
        cell.hasValue = true
      } else if (name === 't') {
        if (phonetic === 0) cell.into = 'inline'
        cell.hasValue = true
      } else if (name === 'f') {
        cell.into = 'formula'
        cell.formula = ''
      } else if (name === 'row') {
        const number = Number(attribute(raw, 'r') ?? row.number + 1)
        if (!(Number.isInteger(number) && number >= 1 && number <= lastRow)) throw new SheetError('damaged')
        row = { number, cells: [] }
        if (/^(1|true)$/.test(attribute(raw, 'hidden') ?? '')) row.hidden = true
        cell.column = -1
        filled = false
      } else if (name === 'rPh') phonetic++
    },
    close(name) {
      if (name === 'v' || name === 't' || name === 'f') cell.into = undefined
      else if (name === 'c') finishCell()
      else if (name === 'row') {
        if (filled) rows.push(row)
      } else if (name === 'rPh') phonetic--
      else if (name === 'sheetData') finished = true
    },
    text(raw) {
      if (cell.into === 'formula') cell.formula += raw
      else if (cell.into) cell.value += raw
    },
  }
  const take = () => {
    const ready = rows
    rows = []
    return ready
  }
  return { handler, take, finished: () => finished }
}

function makeCell(state: CellState, book: Book): Cell | undefined {
  const made = state.hasValue ? valueCell(state, book) : undefined
  if (state.formula === undefined) return made && made.text !== '' ? made : undefined
  const formula = unescapeXml(state.formula)
  if (!state.hasValue) return { text: '', formula, fault: 'no_value' }
  return made ? { ...made, formula } : undefined
}

function valueCell(state: CellState, book: Book): Cell | undefined {
  const style = book.styles[state.style] ?? generalStyle
  switch (state.type) {
    case 's':
      return textCell(book.strings[Number(state.value)] ?? '', style)
    case 'str':
    case 'inlineStr':
      return textCell(unescapeXml(state.value), style)
    case 'b':
      return { text: state.value.trim() === '1' ? 'TRUE' : 'FALSE' }
    case 'e':
      return { text: unescapeXml(state.value), fault: 'error' }
    case 'd':
      return dateCell(state.value.trim())
    default: {
      const number = state.value.trim() === '' ? Number.NaN : Number(state.value)
      return Number.isFinite(number) ? numberCell(number, style, book.date1904) : textCell(state.value, style)
    }
  }
}

function dateCell(value: string): Cell {
  const date = /^\d{4}-\d\d-\d\d/.exec(value)?.[0]
  return date ? { text: `${date.slice(8)}/${date.slice(5, 7)}/${date.slice(0, 4)}`, date } : { text: value }
}

function textCell(text: string, style: Style): Cell | undefined {
  if (text === '') return undefined
  if (!style.font) return { text }
  const decoded = decodeOldFont(text, style.font)
  return decoded === undefined
    ? { text }
    : { text: decoded, converted: style.font === 'vni' ? 'vni' : 'tcvn3' }
}

/** What one pass over a sheet tells without keeping it. */
export interface SheetSurvey {
  rows: number
  formulas: number
  hiddenRows: number
  merges: Merge[]
}

/** Merged areas kept per sheet; real forms have some hundred, and a list with more is not a header matter. */
const mostMerges = 20_000

/** Counts and checks one worksheet part. @throws SheetError `too_many_rows` */
export async function surveySheet(
  source: AsyncIterable<string>,
  sheet: string,
  limits: SheetLimits,
): Promise<SheetSurvey> {
  const survey: SheetSurvey = { rows: 0, formulas: 0, hiddenRows: 0, merges: [] }
  let filled = false
  let hidden = false
  const scanner = createXmlScanner({
    open(name, raw) {
      if (name === 'v' || name === 'is') filled = true
      else if (name === 'row') {
        filled = false
        hidden = raw.includes('hidden="1"') || raw.includes('hidden="true"')
      } else if (name === 'f') survey.formulas++
      else if (name === 'mergeCell' && survey.merges.length < mostMerges) {
        const merge = parseArea(attribute(raw, 'ref') ?? '')
        if (merge) survey.merges.push(merge)
      }
    },
    close(name) {
      if (name !== 'row' || !filled) return
      survey.rows++
      if (hidden) survey.hiddenRows++
      if (survey.rows > limits.rows) throw new SheetError('too_many_rows', { limit: limits.rows, sheet })
    },
    text: () => {},
  })
  for await (const chunk of source) scanner.write(chunk)
  scanner.end()
  return survey
}

/** Column index (from 0) of a cell reference such as `AB12`. */
export function columnOf(reference: string): number {
  let column = 0
  for (let at = 0; at < reference.length; at++) {
    const code = reference.charCodeAt(at) & ~32
    if (code < 65 || code > 90) break
    column = column * 26 + (code - 64)
  }
  return column - 1
}

/** `AB` for column index 27. */
export function columnName(index: number): string {
  let name = ''
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  }
  return name
}

function parseArea(reference: string): Merge | undefined {
  const [from = '', to = from] = reference.replaceAll('$', '').split(':')
  const top = Number(/\d+$/.exec(from)?.[0])
  const bottom = Number(/\d+$/.exec(to)?.[0])
  if (!(top >= 1 && bottom >= top)) return undefined
  return { top, bottom, left: columnOf(from), right: columnOf(to) }
}
