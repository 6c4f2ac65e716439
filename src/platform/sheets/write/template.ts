import { writeXlsx, type Cell, type CellStyle, type DataValidation, type WriteSheet } from 'hucre/xlsx'
import { sheetNames } from './export.ts'
import { columnName } from '../xlsx/rows.ts'
import type { FieldSpec } from '../types.ts'

export interface TemplateOptions {
  title: string
  /** Lines on the page of instructions, above the list of columns. */
  instructions: string[]
  /** Allowed values by field key, where they are not the field's own choices. */
  lists?: Record<string, string[]>
  /** Rows that get lists and formats. Default 1000. */
  rows?: number
}

/** First cell of the example row; the reader leaves that row out. */
const exampleMark = 'Ví dụ'

interface TemplateColumn {
  header: string
  field: FieldSpec
  list?: string[]
}

const headerStyle: CellStyle = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E8EEF7' } },
  alignment: { vertical: 'center', horizontal: 'center', wrapText: true },
  border: {
    bottom: { style: 'thin' },
    top: { style: 'thin' },
    left: { style: 'thin' },
    right: { style: 'thin' },
  },
}
const exampleStyle: CellStyle = {
  font: { italic: true, color: { rgb: '6B7280' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'F3F4F6' } },
}

/**
 * A workbook to fill in: header with hints, lists to choose from, one example row that the import ignores, and a page
 * that explains each column. What it holds is read back by the same field specs.
 */
export async function writeTemplate(
  fields: readonly FieldSpec[],
  options: TemplateOptions,
): Promise<Uint8Array> {
  const columns = fields.flatMap((field) => columnsFor(field, options.lists?.[field.key]))
  const listed = columns.filter((column) => column.list)
  const [dataName = '', guideName = '', listName = ''] = sheetNames([options.title, 'Hướng dẫn', 'Danh mục'])
  const lists: WriteSheet = {
    name: listName,
    hidden: true,
    rows: Array.from(
      { length: 1 + Math.max(0, ...listed.map((column) => column.list?.length ?? 0)) },
      (_, row) => listed.map((column) => (row === 0 ? column.header : (column.list?.[row - 1] ?? null))),
    ),
  }
  const sheets = [
    dataSheet(dataName, columns, listed, listName, options),
    guideSheet(guideName, columns, options),
  ]
  return writeXlsx({ sheets: listed.length > 0 ? [...sheets, lists] : sheets })
}

function columnsFor(field: FieldSpec, list: string[] | undefined): TemplateColumn[] {
  const label = field.labels[0] ?? field.key
  const star = field.required ? ' *' : ''
  if (field.kind === 'date-group' && field.choices) {
    return field.choices.map((choice) => ({
      header: `${label} › ${choice.labels[0] ?? choice.value}${star}`,
      field,
    }))
  }
  const values = list ?? field.choices?.map((choice) => choice.labels[0] ?? choice.value)
  return [
    values && values.length > 0
      ? { header: label + star, field, list: values }
      : { header: label + star, field },
  ]
}

const headerRow = 2
const exampleRow = 3

function dataSheet(
  name: string,
  columns: TemplateColumn[],
  listed: TemplateColumn[],
  listName: string,
  options: TemplateOptions,
): WriteSheet {
  const last = exampleRow + 1 + (options.rows ?? 1000)
  const cells = new Map<string, Partial<Cell>>([['0,0', { style: { font: { bold: true, size: 14 } } }]])
  for (let at = 0; at <= columns.length; at++) {
    const hint = columns[at - 1]?.field.hint
    cells.set(
      `${headerRow},${at}`,
      hint ? { style: headerStyle, comment: { text: hint } } : { style: headerStyle },
    )
    cells.set(`${exampleRow},${at}`, { style: exampleStyle })
  }
  const validations = columns.flatMap((column, at): DataValidation[] => {
    if (!column.list) return []
    const source = columnName(listed.indexOf(column))
    const letter = columnName(at + 1)
    return [
      {
        type: 'list',
        formula1: `'${listName}'!$${source}$2:$${source}$${column.list.length + 1}`,
        range: `${letter}${exampleRow + 2}:${letter}${last}`,
        allowBlank: true,
        showErrorMessage: true,
        errorStyle: 'warning',
        errorTitle: column.header,
        errorMessage: 'Chọn một giá trị trong danh sách.',
      },
    ]
  })
  return {
    name,
    columns: [{ width: 8 }, ...columns.map(columnShape)],
    rows: [
      [options.title],
      ['Cột có dấu * phải điền. Dòng ví dụ không được nhập vào hệ thống.'],
      ['STT', ...columns.map((column) => column.header)],
      [exampleMark, ...columns.map(exampleOf)],
    ],
    cells,
    dataValidations: validations,
    freezePane: { rows: headerRow + 1, columns: 1 },
  }
}

/** The example stands under the first column of a group of dates only: a person has one birth date. */
function exampleOf(column: TemplateColumn, at: number, all: TemplateColumn[]): string | null {
  return all[at - 1]?.field === column.field ? null : (column.field.example ?? null)
}

function columnShape({ header, field }: TemplateColumn) {
  const width = Math.min(36, Math.max(field.kind === 'name' ? 26 : 14, Math.ceil(header.length * 0.8)))
  if (field.kind === 'date' || field.kind === 'date-group') return { width, numFmt: 'dd/mm/yyyy' }
  return field.kind === 'number' || field.kind === 'year' ? { width } : { width, numFmt: '@' }
}

function guideSheet(name: string, columns: TemplateColumn[], options: TemplateOptions): WriteSheet {
  const first = options.instructions.length + 2
  const cells = new Map<string, Partial<Cell>>([['0,0', { style: { font: { bold: true, size: 14 } } }]])
  for (let at = 0; at < 4; at++) cells.set(`${first},${at}`, { style: headerStyle })
  return {
    name,
    columns: [{ width: 36 }, { width: 12 }, { width: 60 }, { width: 24 }],
    rows: [
      [options.title],
      ...options.instructions.map((line) => [line]),
      [],
      ['Cột', 'Bắt buộc', 'Cách ghi', 'Ví dụ'],
      ...columns.map((column) => [
        column.header.replace(/ \*$/, ''),
        column.field.required ? 'Có' : '',
        column.field.hint ?? (column.list && column.list.length <= 12 ? column.list.join('; ') : ''),
        column.field.example ?? '',
      ]),
    ],
    cells,
  }
}
