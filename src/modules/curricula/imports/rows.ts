import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { CourseUnit, UnitGroup } from '../course-unit.ts'
import type { UnitRow } from '../store/unit.ts'
import { kindOfCode } from '../unit-form.ts'
import { hourFields } from './fields.ts'

/** A staged row with the group it stands in. Numbers as understood. */
export type TableLine = {
  row_number: number
  sheet: string
  sheet_row: number
  verdict: string
  accepted: boolean
  values: {
    row: 'group' | 'total' | 'unit'
    group?: UnitGroup
    code?: string
    name?: string
    credits?: number
    hours_total?: number
    hours_theory?: number
    hours_practice?: number
    hours_test?: number
    term?: number
  }
  group: UnitGroup
}

/** Rows of the batch in order; the group of a subject is the last heading above it in its table. */
export async function readLines(db: Db, batch: string): Promise<TableLine[]> {
  const found = await sql<
    Omit<TableLine, 'group'>
  >`select r.row_number, r.sheet, r.sheet_row, r.verdict, r.values,
      exists (select 1 from platform.import_accepted a where a.batch_id = r.batch_id and a.row_number = r.row_number) as accepted
    from platform.import_row r where r.batch_id = ${batch} order by r.row_number`.execute(db)
  const told = hourFields.filter((field) => found.rows.some((line) => line.values[field] !== undefined))
  let sheet = ''
  let group: UnitGroup = 'specialised'
  return found.rows.map((line) => {
    if (line.sheet !== sheet) group = 'specialised'
    sheet = line.sheet
    if (line.values.group) group = line.values.group
    return { ...line, values: withHours(line.values, told), group }
  })
}

/** An empty cell is no hours; a column the file lacks says nothing. */
function withHours(values: TableLine['values'], told: readonly (typeof hourFields)[number][]) {
  if (values.row !== 'unit') return values
  return { ...values, ...Object.fromEntries(told.map((field) => [field, values[field] ?? 0])) }
}

export const keyOf = (code: string | undefined) => (code ?? '').trim().toLowerCase()

/** The row of the table a line makes, over what is stored where the file says nothing. */
export function rowOf(
  line: TableLine,
  stored: CourseUnit | undefined,
  id: string,
  position: number,
): UnitRow {
  const { values } = line
  const code = values.code ?? ''
  return {
    id,
    position: stored?.position ?? position,
    code,
    name: values.name ?? '',
    kind: stored?.kind ?? kindOfCode(code),
    unit_group: line.group,
    credits: values.credits === undefined ? (stored?.credits ?? null) : String(values.credits),
    hours_total: values.hours_total ?? stored?.hours_total ?? 0,
    hours_theory: values.hours_theory ?? stored?.hours_theory ?? 0,
    hours_practice: values.hours_practice ?? stored?.hours_practice ?? 0,
    hours_test: values.hours_test ?? stored?.hours_test ?? 0,
    is_condition: stored?.is_condition ?? isCondition(values.name ?? ''),
    is_internship: stored?.is_internship ?? /thực tập|đồ án|khóa luận|khoá luận/i.test(values.name ?? ''),
    term: values.term ?? stored?.term ?? null,
    delivery: stored?.delivery ?? 'in_person',
  }
}

/** Physical education, defence and security are conditions, never in averages (Thông tư 04/2022/TT-BLĐTBXH). */
function isCondition(name: string): boolean {
  return /giáo dục thể chất|quốc phòng/i.test(name)
}
