/** A calendar day, `YYYY-MM-DD`, without time or zone. */
export type IsoDate = string

/** One cell as the office sees it. An empty cell is absent from its row. */
export interface Cell {
  /** What the cell shows, untouched: a text as typed, a number in its format, a date as d/m/yyyy. */
  text: string
  /** Present when the workbook holds a number (a date serial too), so a lost leading zero can be noticed. */
  number?: number
  /** Present when the number format says that the number is a day. */
  date?: IsoDate
  /** The formula whose remembered result is shown. */
  formula?: string
  /** `no_value`: a formula that was never calculated; `error`: #REF!, #N/A and the like. */
  fault?: 'no_value' | 'error'
  /** The text was stored in an old Vietnamese font encoding and is shown here in Unicode. */
  converted?: 'tcvn3' | 'vni'
}

export interface Row {
  /** Row number as Excel shows it, from 1. */
  number: number
  /** By column index, from 0; holes are empty cells. */
  cells: (Cell | undefined)[]
  hidden?: true
}

/** A merged area, all ends included: rows from 1, columns from 0. */
export interface Merge {
  top: number
  bottom: number
  left: number
  right: number
}

export interface Sheet {
  name: string
  /** Position among the sheets of the workbook, from 0. */
  index: number
  hidden: boolean
  /** Rows that hold at least one cell, known before reading (for progress). CSV: lines, never fewer than the rows. */
  rowCount: number
  merges: Merge[]
  /** Streams the rows from the top; may be called again for another pass. Memory does not grow with the rows. */
  rows(): AsyncGenerator<Row, void, undefined>
}

/** Something worth telling that does not stop the reading. */
export interface SheetWarning {
  code: 'macros' | 'formulas' | 'hidden_sheet' | 'hidden_rows' | 'old_font' | 'guessed_encoding'
  sheet?: string
  count?: number
  detail?: string
}

export interface Workbook {
  kind: 'xlsx' | 'csv' | 'docx'
  name: string
  sheets: Sheet[]
  warnings: SheetWarning[]
  /** CSV only: what was recognised. */
  encoding?: string
  delimiter?: string
}

export interface SheetLimits {
  /** Size of the file itself, bytes. */
  fileBytes: number
  /** All parts together once inflated, bytes; counted while inflating. */
  inflatedBytes: number
  /** Inflated size over compressed size of one part, once it passes one megabyte. */
  ratio: number
  /** Parts in the archive. */
  entries: number
  /** Rows with content in one sheet. */
  rows: number
  /** Columns of one row. */
  columns: number
}

export const defaultLimits: SheetLimits = {
  fileBytes: 64 * 1024 * 1024,
  inflatedBytes: 1024 * 1024 * 1024,
  ratio: 250,
  entries: 2000,
  rows: 200_100,
  columns: 512,
}

/** Why a file cannot be read at all. The caller words it: message key `sheets.error.<code>`. */
export type SheetErrorCode =
  | 'not_a_workbook'
  | 'old_format'
  | 'encrypted'
  | 'zip_bomb'
  | 'damaged'
  | 'too_large'
  | 'too_many_rows'
  | 'too_many_columns'
  | 'no_table'
  | 'empty'

/** A refusal of the whole file; `detail` feeds the message (limit, found, sheet …). */
export class SheetError extends Error {
  readonly code: SheetErrorCode
  readonly detail: Record<string, string | number>

  constructor(code: SheetErrorCode, detail: Record<string, string | number> = {}) {
    super(`sheet ${code}${Object.keys(detail).length > 0 ? ` ${JSON.stringify(detail)}` : ''}`)
    this.name = 'SheetError'
    this.code = code
    this.detail = detail
  }
}

/** Heading of the column in which a returned workbook lists its problems; never taken for data. */
export const problemsHeading = 'Lỗi cần sửa'

export interface TableColumn {
  /** Column index in the sheet, from 0. */
  index: number
  /** Header texts from the top group down to the column's own, repeats removed. */
  path: string[]
  /** The path in one line: `Trình độ › Tiến sỹ`. */
  label: string
}

/** A list found in a sheet: its header band, its columns, and the rows that are data. */
export interface Table {
  sheet: Sheet
  /** First and last row of the header band, from 1 (an index row `(1) (2) (3)` belongs to it). */
  headerRows: [number, number]
  firstDataRow: number
  columns: TableColumn[]
  /** Lines above the header of the form `Tên đơn vị: …`, by their label. */
  preface: Record<string, string>
  /** Other lines above the header, top to bottom. */
  titles: string[]
  /** Data rows only: blanks, totals, repeated headers, the example row and the signature block are left out, but for those in `keeps`. */
  rows(
    onSkip?: (row: Row, why: SkippedRow) => void,
    keeps?: readonly SkippedRow[],
  ): AsyncGenerator<Row, void, undefined>
}

/** Why a row below the header is not data. */
export type SkippedRow = 'blank' | 'total' | 'section' | 'repeated_header' | 'example' | 'footer'

export type FieldKind =
  | 'text'
  | 'name'
  | 'code'
  | 'date'
  | 'year'
  | 'number'
  | 'flag'
  | 'choice'
  | 'national-id'
  | 'phone'
  | 'choice-group'
  | 'date-group'

export interface Choice {
  value: string
  /** Wordings; the first is the one of our template. */
  labels: string[]
}

/** What an import wants to know, and how offices word the column. */
export interface FieldSpec {
  key: string
  /** Wordings of the column (of the group, for the group kinds); the first is the one of our template. */
  labels: string[]
  kind: FieldKind
  required?: boolean
  /** For `choice`, `choice-group` (lowest first) and `date-group` (one per column, such as Nam and Nữ). */
  choices?: Choice[]
  /** `choice-group`: which mark counts when several are set. Default `one`: several marks are a problem. */
  pick?: 'one' | 'first' | 'highest' | 'all'
  /** A `date` that only holds a year or a month: `refuse` (default) or take its first day with a warning. */
  partial?: 'refuse' | 'first-day'
  example?: string
  hint?: string
}

/** Which columns answer one field. */
export interface FieldMatch {
  key: string
  /** `single`: one column; `group`: one column per choice. */
  mode: 'single' | 'group'
  /** Column indexes from 0; in a group each with the choice that a mark there means. */
  columns: { index: number; label: string; choice?: string }[]
  /** 0..1; below 0.8 a person should look. */
  score: number
  /** Where the match comes from. */
  by: 'wording' | 'remembered' | 'chosen'
}

export interface Matching {
  fingerprint: string
  fields: FieldMatch[]
  /** Keys of required fields without a column. */
  missing: string[]
  /** Columns that answer nothing, by index. */
  unused: number[]
  /** True when nothing required is missing and every score is 0.8 or more. */
  confident: boolean
}

/** Field key → column, or → choice → column, as a person chose it or as remembered for a header. `null`: no column. */
export type ColumnChoice = Record<string, number | Record<string, number> | null>

export type ParseResult<T> =
  | { ok: true; value: T; warning?: ParseWarning }
  | { ok: false; code: ParseErrorCode; params?: Record<string, string | number> }

/** Message keys are `sheets.cell.<code>`. */
export type ParseErrorCode =
  | 'required'
  | 'not_a_date'
  | 'impossible_date'
  | 'incomplete_date'
  | 'not_a_year'
  | 'not_a_number'
  | 'not_a_flag'
  | 'not_a_choice'
  | 'not_a_national_id'
  | 'not_a_phone'
  | 'not_a_name'
  | 'several_marks'
  | 'several_dates'
  | 'formula_without_value'
  | 'formula_error'
  | 'too_long'

export type ParseWarning =
  | 'leading_zero_restored'
  | 'old_national_id'
  | 'first_day_taken'
  | 'two_digit_year'
  | 'old_font_converted'

/** Something to mark in one cell. */
export interface CellProblem {
  sheet: string
  /** Row number, from 1. */
  row: number
  /** Column index, from 0; -1 when the whole row is meant. */
  column: number
  field?: string
  level: 'error' | 'warning'
  code: ParseErrorCode | ParseWarning
  params: Record<string, string | number>
}

/** A data row understood by the field specs. */
export interface SheetRecord {
  sheet: string
  row: number
  /** By field key. Absent: the cell is empty or has a problem. */
  values: Record<string, FieldValue>
  /** Free text found where a mark was expected, by field key. */
  notes: Record<string, string>
  /** What was written, by field key (single columns), for the preview. */
  raw: Record<string, string>
  problems: CellProblem[]
}

/** `date-group` gives the choice its column stands for, the date, or both. */
export type FieldValue = string | number | boolean | string[] | { choice?: string; date?: IsoDate }
