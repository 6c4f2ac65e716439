import { AppError, invalid } from '#platform/errors.ts'
import {
  bestTable,
  createRecordReader,
  findTables,
  openWorkbook,
  SheetError,
  type FieldSpec,
} from '#platform/sheets/index.ts'
import type { Typed } from '../question.ts'

/** How many diplomas are checked at once, and how large a file may hold them. */
export const mostRows = 200
export const largestList = 1024 * 1024

/** What is asked of each row, and how offices word the columns. */
export const listFields: FieldSpec[] = [
  {
    key: 'serial',
    kind: 'text',
    required: true,
    labels: [
      'Số hiệu',
      'Số hiệu văn bằng',
      'Số hiệu bằng',
      'Số hiệu chứng chỉ',
      'Số bằng',
      'Diploma number',
      'Serial',
    ],
    hint: 'In trên văn bằng, chứng chỉ.',
    example: 'B 0123456',
  },
  {
    key: 'name',
    kind: 'text',
    labels: ['Họ và tên', 'Họ tên', 'Họ và tên người được cấp', 'Full name', 'Name'],
    hint: 'Cần họ tên hoặc ngày sinh, hay cả hai.',
    example: 'Nguyễn Thị Hoa',
  },
  {
    key: 'birth',
    kind: 'text',
    labels: ['Ngày sinh', 'Ngày, tháng, năm sinh', 'Ngày tháng năm sinh', 'Birth date'],
    hint: 'Ví dụ 5/3/2004.',
    example: '5/3/2004',
  },
]

/** A row as it was sent; `row` counts as the spreadsheet does. */
export type AskedRow = Typed & { row: number }

/**
 * Reads a list to be checked.
 * @throws AppError invalid, with field `file`: no workbook, no column of numbers, no rows, or too many
 */
export async function readList(bytes: Uint8Array, name: string): Promise<AskedRow[]> {
  try {
    const limits = { fileBytes: largestList, inflatedBytes: 64 * 1024 * 1024, rows: 5000 }
    const workbook = await openWorkbook(bytes, { name, limits })
    const best = bestTable(await findTables(workbook), listFields)
    if (!best || best.matching.missing.length > 0) throw invalid({ file: 'diplomas.check.many.error.column' })
    const read = createRecordReader(best.table.sheet.name, listFields, best.matching)
    const rows: AskedRow[] = []
    for await (const row of best.table.rows()) {
      const { raw } = read(row)
      if (!raw.serial && !raw.name && !raw.birth) continue
      if (rows.length === mostRows) throw invalid({ file: 'diplomas.check.many.error.rows' })
      rows.push({ row: row.number, serial: raw.serial, name: raw.name, birth: raw.birth })
    }
    if (rows.length === 0) throw invalid({ file: 'diplomas.check.many.error.empty' })
    return rows
  } catch (error) {
    if (error instanceof SheetError)
      throw new AppError('invalid', 'platform.error.invalid', { file: 'diplomas.check.many.error.file' })
    throw error
  }
}
