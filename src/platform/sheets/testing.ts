import { writeZip } from './xlsx/zip-write.ts'
import { columnName } from './xlsx/rows.ts'
import type { Row, Table } from './types.ts'

/** For tests: a value, or the raw XML inside a `<c>` with its attributes. */
export type FixtureCell = string | number | null | { attributes?: string; xml: string }

export interface FixtureSheet {
  name: string
  /** By row number and place. */
  rows: FixtureCell[][]
  merges?: string[]
  state?: string
}

export interface FixtureParts {
  sheets: FixtureSheet[]
  styles?: string
  workbookPr?: string
  /** Other parts by path. */
  extra?: Record<string, string>
}

export async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = []
  for await (const chunk of chunks) all.push(chunk)
  return Buffer.concat(all)
}

/** A zip archive of text parts. */
export const zipOf = (parts: Record<string, string>) =>
  collect(writeZip(Object.entries(parts).map(([path, text]) => ({ path, content: [text] }))))

/** A workbook written by hand, part by part, so that tests do not depend on any writer. */
export function workbookOf({
  sheets,
  styles,
  workbookPr = '',
  extra = {},
}: FixtureParts): Promise<Uint8Array> {
  const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const link = (at: number, type: string, target: string) =>
    `<Relationship Id="rId${at}" Type="${types}/${type}" Target="${target}"/>`
  const listed = sheets.map(
    (sheet, at) =>
      `<sheet name="${sheet.name}" sheetId="${at + 1}" state="${sheet.state ?? 'visible'}" r:id="rId${at + 1}"/>`,
  )
  const links = sheets.map((_, at) => link(at + 1, 'worksheet', `worksheets/sheet${at + 1}.xml`))
  const strings = new Map<string, number>()
  const bodies = sheets.map((sheet) => sheetXml(sheet, strings))
  const shared = [...strings.keys()].map((text) => `<si><t xml:space="preserve">${text}</t></si>`)
  return zipOf({
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships>${link(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns:r="r">${workbookPr}<sheets>${listed.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${links.join('')}${link(90, 'sharedStrings', 'sharedStrings.xml')}${link(91, 'styles', '/xl/styles.xml')}</Relationships>`,
    'xl/sharedStrings.xml': `<sst>${shared.join('')}</sst>`,
    ...(styles ? { 'xl/styles.xml': styles } : {}),
    ...Object.fromEntries(bodies.map((body, at) => [`xl/worksheets/sheet${at + 1}.xml`, body])),
    ...extra,
  })
}

function sheetXml(sheet: FixtureSheet, strings: Map<string, number>): string {
  const rows = sheet.rows.map((cells, at) => {
    const made = cells.map((cell, column) => cellXml(`${columnName(column)}${at + 1}`, cell, strings))
    return cells.length > 0 ? `<row r="${at + 1}">${made.join('')}</row>` : ''
  })
  const merges = (sheet.merges ?? []).map((area) => `<mergeCell ref="${area}"/>`)
  return `<worksheet><sheetData>${rows.join('')}</sheetData>${merges.length > 0 ? `<mergeCells>${merges.join('')}</mergeCells>` : ''}</worksheet>`
}

function cellXml(reference: string, cell: FixtureCell, strings: Map<string, number>): string {
  if (cell === null || cell === '') return ''
  if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`
  if (typeof cell === 'object') return `<c r="${reference}" ${cell.attributes ?? ''}>${cell.xml}</c>`
  const text = cell.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const index = strings.get(text) ?? strings.size
  strings.set(text, index)
  return `<c r="${reference}" t="s"><v>${index}</v></c>`
}

/** The teachers' list in the shape that schools fill in: merged header of six rows, 36 columns, no rows yet. */
export function teacherForm(data: FixtureCell[][] = []): FixtureSheet {
  const groups: [label: string, leaves: string[]][] = [
    ['TT', []],
    ['Họ và tên nhà giáo', []],
    ['Ngày, tháng, năm sinh', ['Nam', 'Nữ']],
    ['Giảng dạy \nmôn học chung, môn giảng dạy', []],
    ['Giảng dạy chuyên môn nghề, nghề giảng dạy', []],
    ['Dân tộc ít người ', []],
    ['Giáo sư', []],
    ['Phó Giáo sư', []],
    ['Nhà giáo nhân dân, nghệ sĩ nhân dân', []],
    ['Nhà giáo ưu tú, nghệ sĩ ưu tú', []],
    ['Cơ hữu', ['Biên chế', 'Hợp đồng (từ 1 năm trở lên)']],
    ['Thỉnh giảng', []],
    [
      'Trình độ chuyên môn, \nchuyên ngành đào tạo',
      ['Tiến sỹ', 'Thạc sỹ', 'Đại học', 'Cao đẳng', 'Trung cấp', 'Trình độ khác'],
    ],
    ['Trình độ ngoại ngữ', ['Bậc 1', 'Bậc 2', 'Bậc 3', 'Bậc 4', 'Bậc 5', 'Bậc 6']],
    ['Trình độ Tin học', ['Cơ bản', 'Nâng cao']],
    [
      'Trình độ kỹ năng nghề',
      [
        'Chứng chỉ KNN bậc 1 (tương đương)',
        'Chứng chỉ KNN bậc 2 (tương đương)',
        'Chứng chỉ KNN bậc 3 (tương đương)',
      ],
    ],
    [
      'Trình độ nghiệp vụ sư phạm',
      [
        'Chứng chỉ sư phạm dạy trình độ CĐ',
        'Chứng chỉ sư phạm dạy trình độ TC',
        'Chứng chỉ sư phạm dạy trình độ SC',
      ],
    ],
    ['Tham gia đào tạo, bồi dưỡng trong năm', ['Tên lớp đào tạo, bồi dưỡng', 'Thời gian đào tạo, bồi dưỡng']],
  ]
  const merges = ['B2:W2']
  const upper: FixtureCell[] = []
  const lower: FixtureCell[] = []
  for (const [label, leaves] of groups) {
    const left = upper.length
    upper.push(label, ...leaves.slice(1).map(() => null))
    lower.push(...(leaves.length > 0 ? leaves : [null]))
    if (leaves.length === 0) merges.push(`${columnName(left)}11:${columnName(left)}16`)
    else merges.push(`${columnName(left)}11:${columnName(upper.length - 1)}14`)
    for (const [at] of leaves.entries()) merges.push(`${columnName(left + at)}15:${columnName(left + at)}16`)
  }
  const rows: FixtureCell[][] = [
    [],
    [null, 'DANH SÁCH ĐỘI NGŨ NHÀ GIÁO'],
    [],
    [null, 'Tên đơn vị: Trường Cao đẳng Ví Dụ'],
    [null, 'Loại hình: '],
    [null, 'Cấp quản lý: ', 'Địa phương'],
    [null, 'Loại cơ sở:'],
    [],
    [],
    [],
    upper,
    [],
    [],
    [],
    lower,
    [],
  ]
  return { name: 'Sheet1', rows: [...rows, ...data], merges }
}

/** All data rows of a table, with the reasons for the others. */
export async function rowsOf(table: Table): Promise<{ rows: Row[]; skipped: [number, string][] }> {
  const skipped: [number, string][] = []
  const rows: Row[] = []
  for await (const row of table.rows((left, why) => skipped.push([left.number, why]))) rows.push(row)
  return { rows, skipped }
}

/** The texts of a row, empty places included. */
export const textsOf = (row: Row | undefined) => Array.from(row?.cells ?? [], (cell) => cell?.text ?? '')
