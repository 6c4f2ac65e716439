import { existsSync } from 'node:fs'
import { columnName, openWorkbook } from '#platform/sheets/index.ts'
import { teacherForm, workbookOf, type FixtureCell, type FixtureSheet } from '#platform/sheets/testing.ts'

/** The form as schools keep it; not everybody who runs the tests has it. */
const kept = '../shared/data/tests-only/forms/quanligiaovien__bieu-mau-ds-ql-giao-vien.xlsx'
const width = 36
const headEnd = 16

/** One person of the 36-column form: born in column 2 (men) or 3 (women), permanent staff, a degree's field in its column. */
export type Teacher = { name: string; bornMan?: string; bornWoman?: string; degree?: string }

/** The teachers' form with people written below its merged header. */
export async function filledForm(people: readonly Teacher[]): Promise<Uint8Array> {
  const rows = people.map((person, at) => {
    const cells: Record<number, string | undefined> = {
      0: String(at + 1),
      1: person.name,
      2: person.bornMan,
      3: person.bornWoman,
      11: 'x',
      16: person.degree,
    }
    return Array.from({ length: width }, (_, column) => cells[column] ?? null)
  })
  const head = existsSync(kept) ? await keptHead() : teacherForm()
  return workbookOf({ sheets: [{ ...head, rows: [...head.rows, ...rows] }] })
}

/** Everything of the kept form down to its header, merged cells included. */
async function keptHead(): Promise<FixtureSheet> {
  const sheet = (await openWorkbook(kept)).sheets[0]!
  const rows: FixtureCell[][] = Array.from({ length: headEnd }, () => [])
  for await (const row of sheet.rows())
    if (row.number <= headEnd)
      rows[row.number - 1] = Array.from({ length: width }, (_, at) => row.cells[at]?.text ?? null)
  const merges = sheet.merges.map(
    (area) => `${columnName(area.left)}${area.top}:${columnName(area.right)}${area.bottom}`,
  )
  return { name: sheet.name, rows, merges }
}

const header = 'STT,Họ và tên,Ngày sinh,Giới tính,Chức vụ,Loại hợp đồng'

/** A plain list in CSV: name, birth date, sex, title, contract. */
export function plainList(rows: readonly (readonly string[])[]): string {
  return `${header}\n${rows.map((row, at) => [at + 1, ...row].join(',')).join('\n')}\n`
}
