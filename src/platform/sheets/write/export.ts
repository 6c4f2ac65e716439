import { writeZip, type ZipPart } from '../xlsx/zip-write.ts'
import { columnName } from '../xlsx/rows.ts'
import { isoToSerial } from '../xlsx/styles.ts'
import type { IsoDate } from '../types.ts'

/** A cell to write. In a column of kind `date` a text is a day `YYYY-MM-DD`. */
export type ExportValue = string | number | boolean | null | undefined

export interface ExportColumn {
  header: string
  /** Width in characters; a sensible one otherwise. */
  width?: number
  kind?: 'text' | 'number' | 'date'
}

export interface ExportSheet {
  name: string
  /** Lines above the header: title, date, source. */
  titles?: string[]
  columns: ExportColumn[]
  rows: Iterable<ExportValue[]> | AsyncIterable<ExportValue[]>
}

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/**
 * Writes an XLSX workbook as a stream: bold frozen header with a filter, widths, real dates. Rows are pulled as the
 * reader reads, so memory does not grow with them. Text is never a formula, whatever it begins with.
 */
export function writeWorkbook(sheets: readonly ExportSheet[]): ReadableStream<Uint8Array> {
  const names = sheetNames(sheets.map((sheet) => sheet.name))
  const parts: ZipPart[] = [
    { path: '[Content_Types].xml', content: [contentTypes(sheets.length)] },
    { path: '_rels/.rels', content: [relationships([['officeDocument', 'xl/workbook.xml']])] },
    { path: 'xl/workbook.xml', content: [workbookXml(names)] },
    {
      path: 'xl/_rels/workbook.xml.rels',
      content: [
        relationships([
          ...names.map((_, at): [string, string] => ['worksheet', `worksheets/sheet${at + 1}.xml`]),
          ['styles', 'styles.xml'],
        ]),
      ],
    },
    { path: 'xl/styles.xml', content: [stylesXml] },
    ...sheets.map((sheet, at) => ({ path: `xl/worksheets/sheet${at + 1}.xml`, content: sheetXml(sheet) })),
  ]
  return toStream(writeZip(parts))
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const mainNamespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const linkNamespace = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageTypes = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Cell styles by their place in `cellXfs`. */
const plain = 0
const heading = 1
const dated = 2
/** Text that begins like a formula: stays text even when the cell is edited. */
const quoted = 3
const title = 4

const stylesXml = `${declaration}<styleSheet xmlns="${mainNamespace}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><fonts count="3"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="14"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF7"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf xfId="0"/><xf xfId="0" fontId="1" fillId="2" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf><xf xfId="0" numFmtId="164" applyNumberFormat="1"/><xf xfId="0" quotePrefix="1"/><xf xfId="0" fontId="2" applyFont="1"/></cellXfs></styleSheet>`

function contentTypes(count: number): string {
  const sheets = Array.from(
    { length: count },
    (_, at) =>
      `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${packageTypes}.worksheet+xml"/>`,
  )
  return `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${packageTypes}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${packageTypes}.styles+xml"/>${sheets.join('')}</Types>`
}

function relationships(targets: [type: string, target: string][]): string {
  const links = targets.map(
    ([type, target], at) =>
      `<Relationship Id="rId${at + 1}" Type="${linkNamespace}/${type}" Target="${target}"/>`,
  )
  return `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${links.join('')}</Relationships>`
}

function workbookXml(names: string[]): string {
  const sheets = names.map(
    (name, at) => `<sheet name="${escapeXml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  )
  return `${declaration}<workbook xmlns="${mainNamespace}" xmlns:r="${linkNamespace}"><sheets>${sheets.join('')}</sheets></workbook>`
}

async function* sheetXml(sheet: ExportSheet): AsyncGenerator<string, void, undefined> {
  const titles = sheet.titles ?? []
  const header = titles.length + 1
  const widths = sheet.columns.map((column, at) => {
    const width = column.width ?? Math.min(40, Math.max(10, column.header.length + 2))
    return `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`
  })
  yield `${declaration}<worksheet xmlns="${mainNamespace}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="${header}" topLeftCell="A${header + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`
  if (widths.length > 0) yield `<cols>${widths.join('')}</cols>`
  yield '<sheetData>'
  for (const [at, line] of titles.entries())
    yield rowXml(at + 1, [textCell(`A${at + 1}`, line, at === 0 ? title : plain)])
  yield rowXml(
    header,
    sheet.columns.map((column, at) => textCell(`${columnName(at)}${header}`, column.header, heading)),
  )
  let number = header
  const letters = sheet.columns.map((_, at) => columnName(at))
  for await (const values of sheet.rows) {
    number++
    yield rowXml(
      number,
      letters.map((letter, at) => cellXml(`${letter}${number}`, values[at], sheet.columns[at]?.kind)),
    )
  }
  yield '</sheetData>'
  const last = letters.at(-1)
  if (last !== undefined && number > header) yield `<autoFilter ref="A${header}:${last}${number}"/>`
  yield '</worksheet>'
}

const rowXml = (number: number, cells: string[]) => `<row r="${number}">${cells.join('')}</row>`

function cellXml(reference: string, value: ExportValue, kind: ExportColumn['kind']): string {
  if (value === null || value === undefined || value === '') return ''
  if (typeof value === 'number') {
    return Number.isFinite(value) ? `<c r="${reference}"><v>${value}</v></c>` : ''
  }
  if (typeof value === 'boolean') return `<c r="${reference}" t="b"><v>${value ? 1 : 0}</v></c>`
  if (kind === 'date' && isDate(value))
    return `<c r="${reference}" s="${dated}"><v>${isoToSerial(value)}</v></c>`
  if (kind === 'number' && /^-?\d{1,15}(\.\d+)?$/.test(value))
    return `<c r="${reference}"><v>${value}</v></c>`
  return textCell(reference, value, looksLikeFormula(value) ? quoted : plain)
}

const isDate = (text: string): text is IsoDate => /^(19\d\d|[2-9]\d{3})-\d\d-\d\d$/.test(text)

/** Whether a spreadsheet would take the text for a formula when it is typed or read from CSV. */
export const looksLikeFormula = (text: string) => /^[=+\-@\t\r]/.test(text)

/** Longest text a cell may hold in Excel. */
const longestCell = 32_767

function textCell(reference: string, text: string, style: number): string {
  const styled = style === plain ? '' : ` s="${style}"`
  const kept = text.length > longestCell ? text.slice(0, longestCell) : text
  return `<c r="${reference}"${styled} t="inlineStr"><is><t xml:space="preserve">${escapeXml(kept)}</t></is></c>`
}

/** Control characters that XML cannot carry are dropped. */
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

function escapeXml(text: string): string {
  const clean = text
    .replace(forbidden, '')
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .replaceAll('\r', '_x000D_')
  return /[&<>"]/.test(clean)
    ? clean.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
    : clean
}

/** Names that Excel accepts: 31 characters, none of []:*?/\, no two alike. */
export function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>()
  return wanted.map((name) => {
    const clean = name
      .replace(forbidden, '')
      .replace(/[[\]:*?/\\]/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/^'+|'+$/g, '')
    const base = clean.slice(0, 31).trim() || 'Sheet'
    let unique = base
    for (let count = 2; taken.has(unique.toLowerCase()); count++) unique = `${base.slice(0, 26)} (${count})`
    taken.add(unique.toLowerCase())
    return unique
  })
}

function toStream(chunks: AsyncGenerator<Uint8Array, void, undefined>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const next = await chunks.next()
      if (next.done) controller.close()
      else controller.enqueue(next.value)
    },
    async cancel() {
      await chunks.return()
    },
  })
}

/** Writes CSV as a stream: UTF-8 with a mark so that Excel shows Vietnamese, commas, CRLF; formulas are made text. */
export function writeCsv(sheet: Pick<ExportSheet, 'columns' | 'rows'>): ReadableStream<Uint8Array> {
  return toStream(csvBlocks(sheet))
}

async function* csvBlocks(
  sheet: Pick<ExportSheet, 'columns' | 'rows'>,
): AsyncGenerator<Uint8Array, void, undefined> {
  let text = `\ufeff${sheet.columns.map((column) => csvField(column.header)).join(',')}\r\n`
  for await (const values of sheet.rows) {
    text += `${sheet.columns.map((_, at) => csvField(values[at])).join(',')}\r\n`
    if (text.length < 65_536) continue
    yield Buffer.from(text)
    text = ''
  }
  if (text !== '') yield Buffer.from(text)
}

function csvField(value: ExportValue): string {
  if (value === null || value === undefined) return ''
  const text = typeof value === 'string' && looksLikeFormula(value) ? `'${value}` : String(value)
  return /[",;\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
