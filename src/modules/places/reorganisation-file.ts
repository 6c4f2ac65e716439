import { z } from 'zod'
import { AppError, invalid } from '#platform/errors.ts'
import {
  bestTable,
  createRecordReader,
  findTables,
  openWorkbook,
  SheetError,
  type FieldSpec,
  type Row,
  type SheetRecord,
  type Table,
} from '#platform/sheets/index.ts'
import { parseDate } from '#platform/text/index.ts'
import type { ReorganisationRow, RowField, RowProblem } from './reorganisation.ts'
import { unitTypes, type UnitType } from './unit.ts'

/** Rows one list may have: every commune of a province several times over. */
export const mostRows = 5000

/** The words of the types of units, as they stand before a name. */
export const typeWords: Record<UnitType, string> = {
  tinh: 'Tỉnh',
  thanh_pho: 'Thành phố',
  quan: 'Quận',
  thi_xa: 'Thị xã',
  huyen: 'Huyện',
  phuong: 'Phường',
  xa: 'Xã',
  thi_tran: 'Thị trấn',
  dac_khu: 'Đặc khu',
}

/** The columns of the list, as offices word them. */
export const reorganisationFields: readonly (FieldSpec & { key: RowField })[] = [
  {
    key: 'old_code',
    labels: ['Mã cũ', 'Mã đơn vị cũ', 'Mã ĐVHC cũ'],
    kind: 'code',
    required: true,
    example: '19750',
    hint: 'Mã của đơn vị đang có, kết thúc trong đợt này.',
  },
  {
    key: 'old_name',
    labels: ['Tên cũ', 'Tên đơn vị cũ'],
    kind: 'text',
    example: 'Phường Tây Lộc',
    hint: 'Để đối chiếu với mã cũ.',
  },
  {
    key: 'new_code',
    labels: ['Mã mới', 'Mã đơn vị mới', 'Mã ĐVHC mới'],
    kind: 'code',
    example: '19753',
    hint: 'Để trống cả ba cột mới khi đơn vị cấp huyện bị bãi bỏ.',
  },
  {
    key: 'new_name',
    labels: ['Tên mới', 'Tên đơn vị mới'],
    kind: 'text',
    example: 'Phường Phú Xuân',
    hint: 'Tên đầy đủ, có chữ Phường, Xã …',
  },
  {
    key: 'type',
    labels: ['Loại', 'Loại đơn vị mới', 'Loại hình'],
    kind: 'choice',
    choices: unitTypes.map((type) => ({ value: type, labels: [typeWords[type]] })),
    example: 'Phường',
  },
  {
    key: 'effective_on',
    labels: ['Ngày hiệu lực', 'Ngày có hiệu lực', 'Hiệu lực từ ngày'],
    kind: 'date',
    required: true,
    example: '01/07/2025',
    hint: 'Ngày đầu tiên của đơn vị mới; mọi dòng cùng một ngày.',
  },
  {
    key: 'is_part',
    labels: ['Một phần?', 'Một phần', 'Nhập một phần', 'Chia'],
    kind: 'flag',
    example: '',
    hint: 'Đánh dấu x khi chỉ một phần của đơn vị cũ về đơn vị mới này.',
  },
  {
    key: 'basis',
    labels: ['Căn cứ', 'Căn cứ pháp lý', 'Nghị quyết', 'Văn bản'],
    kind: 'text',
    required: true,
    example: 'Nghị quyết số …',
    hint: 'Văn bản quyết định việc sắp xếp.',
  },
  {
    key: 'parent_code',
    labels: ['Mã cấp trên', 'Mã đơn vị cấp trên', 'Thuộc mã'],
    kind: 'code',
    example: '46',
    hint: 'Không bắt buộc: lấy theo đơn vị cũ khi để trống.',
  },
]

export type ReadFile = { rows: ReorganisationRow[]; skipped: number[] }

/**
 * Reads a list of a reorganisation: a workbook, CSV, or JSON of the same columns.
 * @throws AppError invalid, naming what is wrong with the file as a whole
 */
export async function readReorganisation(bytes: Uint8Array, name: string): Promise<ReadFile> {
  const found = isJson(bytes, name) ? readJson(bytes) : await readSheet(bytes, name)
  if (found.rows.length > mostRows) throw invalid({ file: 'places.file.too_many_rows' })
  if (found.rows.length === 0) throw invalid({ file: 'places.file.no_rows' })
  return found
}

function isJson(bytes: Uint8Array, name: string): boolean {
  return /\.json$/i.test(name) || /^\s*[[{]/.test(Buffer.from(bytes.subarray(0, 64)).toString('utf8'))
}

const text = z
  .union([z.string(), z.number().int().transform(String)])
  .nullish()
  .transform((value) => value?.trim() || null)
const JsonRow = z.object({
  old_code: text,
  old_name: text,
  new_code: text,
  new_name: text,
  type: z
    .enum(unitTypes)
    .nullish()
    .transform((value) => value ?? null),
  effective_on: z
    .string()
    .transform((value, context) => parseDate(value) ?? (context.addIssue({ code: 'custom' }), z.NEVER)),
  is_part: z
    .boolean()
    .nullish()
    .transform((value) => value ?? false),
  basis: text,
  parent_code: text,
})

function readJson(bytes: Uint8Array): ReadFile {
  let parsed: unknown
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/^\ufeff/, ''))
  } catch {
    throw invalid({ file: 'places.file.not_json' })
  }
  const list = Array.isArray(parsed) ? parsed : (parsed as { rows?: unknown } | null)?.rows
  if (!Array.isArray(list)) throw invalid({ file: 'places.file.no_rows' })
  return { rows: list.map((entry, at) => jsonRow(entry, at + 1)), skipped: [] }
}

const blank = {
  old_code: null,
  old_name: null,
  new_code: null,
  new_name: null,
  type: null,
  effective_on: null,
  is_part: false,
  basis: null,
  parent_code: null,
}

function jsonRow(entry: unknown, row: number): ReorganisationRow {
  const whole = JsonRow.safeParse(entry)
  if (whole.success) return { row, ...whole.data, problems: [] }
  // What is right in the row is kept, so that every fault is seen at once.
  const given = typeof entry === 'object' && entry !== null ? (entry as Record<string, unknown>) : {}
  const kept = Object.entries(JsonRow.shape).map(([field, shape]) => {
    const one = shape.safeParse(given[field])
    return [field, one.success ? one.data : blank[field as keyof typeof blank]]
  })
  const wrong = new Set(whole.error.issues.map((issue) => issue.path[0] as RowField | undefined))
  return {
    row,
    ...blank,
    ...(Object.fromEntries(kept) as Partial<ReorganisationRow>),
    problems: [...wrong].map((field) => ({
      field: field ?? null,
      level: 'error',
      key: 'places.reorganise.problem.cell',
      params: { text: shown(field && given[field]) },
    })),
  }
}

function shown(value: unknown): string {
  return value === undefined || value === null
    ? '–'
    : typeof value === 'object'
      ? JSON.stringify(value).slice(0, 60)
      : String(value as string | number).slice(0, 60)
}

async function readSheet(bytes: Uint8Array, name: string): Promise<ReadFile> {
  try {
    const workbook = await openWorkbook(bytes, { name, limits: { rows: 20_000 } })
    const best = bestTable(await findTables(workbook), reorganisationFields)
    if (!best || best.matching.missing.length > 0) {
      const missing =
        best?.matching.missing ??
        reorganisationFields.filter((field) => field.required).map((field) => field.key)
      const labels = missing.map(
        (key) => reorganisationFields.find((field) => field.key === key)?.labels[0] ?? key,
      )
      throw new AppError('invalid', { key: 'places.file.no_columns', params: { columns: labels.join(', ') } })
    }
    return await readTable(
      best.table,
      createRecordReader(best.table.sheet.name, reorganisationFields, best.matching),
    )
  } catch (error) {
    if (error instanceof SheetError) throw invalid({ file: `places.file.${error.code}` })
    throw error
  }
}

async function readTable(table: Table, read: (row: Row) => SheetRecord): Promise<ReadFile> {
  const skipped: number[] = []
  const rows: ReorganisationRow[] = []
  const odd = new Set(['total', 'section', 'footer'])
  for await (const row of table.rows((left, why) => void (odd.has(why) && skipped.push(left.number)))) {
    rows.push(toRow(read(row)))
  }
  return { rows, skipped }
}

function toRow(record: SheetRecord): ReorganisationRow {
  const value = (key: RowField) => {
    const found = record.values[key]
    return typeof found === 'string' && found.trim() !== '' ? found.normalize('NFC').trim() : null
  }
  // That something is missing is said by the rules, which know when it may be.
  const found = record.problems.filter((problem) => problem.code !== 'required')
  const problems = found.map((problem): RowProblem => ({
    field: (problem.field ?? null) as RowField | null,
    level: problem.level,
    key: `places.reorganise.problem.${problem.level === 'error' ? 'cell' : 'cell_doubt'}`,
    params: { text: (problem.field && record.raw[problem.field]) || '–' },
  }))
  return {
    row: record.row,
    old_code: value('old_code'),
    old_name: value('old_name'),
    new_code: value('new_code'),
    new_name: value('new_name'),
    type: value('type') as UnitType | null,
    effective_on: value('effective_on'),
    is_part: record.values.is_part === true,
    basis: value('basis'),
    parent_code: value('parent_code'),
    problems: problems.filter((problem) => !(problem.level === 'warning' && problem.field?.endsWith('code'))),
  }
}
