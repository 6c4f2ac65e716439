import type { RowProblem } from '#platform/imports/define.ts'
import type { SheetRecord } from '#platform/sheets/index.ts'
import { isBlank, readRow, rowFields, tidyRow, type OldRow, type RowField } from '../row.ts'

/** Rules within a row, the same as for a line that is keyed; its cells are left as they will be written. */
export function checkRegisterRow(record: SheetRecord, { today }: { today: string }): RowProblem[] {
  const { values } = record
  const row = tidyRow(
    Object.fromEntries(
      rowFields.map((field) => [field, values[field] === undefined ? null : String(values[field])]),
    ) as Partial<OldRow>,
  )
  for (const field of rowFields) {
    const text = row[field]
    if (text === null) delete values[field]
    else values[field] = text
  }
  if (isBlank(row)) return []
  // The year of the book is known later; it faults nothing.
  const read = readRow(row, 2000, today)
  if (!('faults' in read)) return []
  return Object.entries(read.faults).flatMap(([field, code]): RowProblem[] =>
    // a missing name is said by the reader of the file
    field === 'full_name' && row.full_name === null
      ? []
      : [
          {
            sheet: record.sheet,
            row: record.row,
            column: -1,
            field: field as RowField,
            level: 'error',
            code,
            params: {},
          },
        ],
  )
}
