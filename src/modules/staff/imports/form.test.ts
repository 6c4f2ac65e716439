import { existsSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { columnName, openWorkbook } from '#platform/sheets/index.ts'
import { workbookOf, type FixtureCell } from '#platform/sheets/testing.ts'
import { institutions } from '#modules/institutions/module.ts'
import { people } from '#modules/people/module.ts'
import { makeInstitution } from '#modules/people/testing.ts'
import { places } from '#modules/places/module.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { staff } from '../module.ts'
import { importing } from './testing.ts'

const form = '../shared/data/tests-only/forms/quanligiaovien__bieu-mau-ds-ql-giao-vien.xlsx'

let site: TestApp
beforeAll(async () => {
  site = await testApp({ modules: [places, institutions, people, staff] })
})
const { owner, one, school, rowsOf, upload, commit } = importing(() => site, makeInstitution)

describe.skipIf(!existsSync(form))('the 36-column form (skipped when the form is not there)', () => {
  test('goes in as it is, once filled', async () => {
    const institution = await school()
    const id = await upload(institution, await filledForm())
    const rows = await rowsOf(id)
    expect(
      rows.map((row) => [row.verdict, row.problems.map((problem: { code: string }) => problem.code)]),
    ).toEqual([
      ['new', []],
      ['new', []],
      ['error', ['several_marks', 'several_marks']],
    ])
    await commit(institution, id)
    const nam = await one(
      `select n.*, p.contract, p.occupations, p.general_subject from people.person n join staff.post p on p.person_id = n.id where n.full_name = 'Trần Văn Mẫu'`,
    )
    expect(nam).toMatchObject({
      sex: 'male',
      birth_date: '1980-12-31',
      is_minority: true,
      ethnicity: null,
      contract: 'tenured',
      occupations: ['Hàn', 'Cắt gọt kim loại'],
      general_subject: null,
    })
    const levels = await owner().query(
      `select kind || '.' || level as choice, field from staff.qualification where person_id = $1 order by 1`,
      [nam.id],
    )
    expect(levels.rows).toEqual([
      { choice: 'degree.master', field: 'Cơ khí chế tạo' },
      { choice: 'foreign_language.3', field: null },
      { choice: 'honour.excellent_title', field: null },
      { choice: 'it.advanced', field: null },
      { choice: 'pedagogy.cao_dang', field: null },
      { choice: 'pedagogy.trung_cap', field: null },
      { choice: 'vocational_skill.2', field: null },
    ])
    expect(
      await one('select course_name, taken from staff.training_claim where person_id = $1', [nam.id]),
    ).toEqual({ course_name: 'Sư phạm số', taken: 'tháng 8/2026' })
    const nu = await one(
      `select n.sex, n.birth_date, p.contract, p.general_subject from people.person n join staff.post p on p.person_id = n.id where n.full_name = 'Lê Thị Biểu'`,
    )
    expect(nu).toEqual({
      sex: 'female',
      birth_date: '1990-02-01',
      contract: 'visiting',
      general_subject: 'Tiếng Anh',
    })
  })
})

/** The real form with three people written below its header. */
async function filledForm(): Promise<Uint8Array> {
  const sheet = (await openWorkbook(form)).sheets[0]!
  const rows: FixtureCell[][] = []
  for await (const row of sheet.rows()) {
    while (rows.length < row.number - 1) rows.push([])
    rows[row.number - 1] = Array.from({ length: 36 }, (_, at) => row.cells[at]?.text ?? null)
  }
  while (rows.length < 16) rows.push([])
  rows.length = 16
  const person = (cells: Record<number, string>) => Array.from({ length: 36 }, (_, at) => cells[at] ?? null)
  rows.push(
    person({
      0: '1',
      1: 'Trần Văn Mẫu',
      2: '31/12/1980',
      5: 'Hàn; Cắt gọt kim loại',
      6: 'x',
      10: 'x',
      11: 'x',
      15: 'Cơ khí chế tạo',
      22: 'x',
      27: 'x',
      29: 'x',
      31: 'x',
      32: 'x',
      34: 'Sư phạm số',
      35: 'tháng 8/2026',
    }),
    person({ 0: '2', 1: 'Lê Thị Biểu', 3: '1/2/1990', 4: 'Tiếng Anh', 13: 'x', 16: 'x' }),
    person({ 0: '3', 1: 'Cao Văn Nhầm', 2: '1/2/1990', 11: 'x', 12: 'x' }),
  )
  const merges = sheet.merges.map(
    (area) => `${columnName(area.left)}${area.top}:${columnName(area.right)}${area.bottom}`,
  )
  return workbookOf({ sheets: [{ name: 'Sheet1', rows, merges }] })
}
