import { existsSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { act } from '#platform/actions/run.ts'
import { importActions } from '#platform/imports/index.ts'
import { columnName, openWorkbook } from '#platform/sheets/index.ts'
import { workbookOf, type FixtureCell } from '#platform/sheets/testing.ts'
import { institutions } from '#modules/institutions/module.ts'
import { people } from '#modules/people/module.ts'
import { makeInstitution, makePerson } from '#modules/people/testing.ts'
import { places } from '#modules/places/module.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { addPost } from '../actions/add-post.ts'
import { staff } from '../module.ts'
import { summaryImport } from './summary.ts'

const form = '../shared/data/tests-only/forms/quanlycanbo__bieu-mau-quan-ly-can-bo.xlsx'
const actions = importActions(summaryImport)

let site: TestApp
let school: string
beforeAll(async () => {
  site = await testApp({ modules: [places, institutions, people, staff] })
  school = await makeInstitution(site.app.database.owner, 'tong-hop')
})

const owner = () => site.app.database.owner
const officer = () => site.actor('department-officer')
const rowsOf = async (batch: string) =>
  (
    await owner().query(
      'select verdict, problems from platform.import_row where batch_id = $1 order by row_number',
      [batch],
    )
  ).rows
const upload = async (file: Uint8Array | string) =>
  (
    await act(
      site.app,
      actions.create,
      { file: new File([file as BlobPart], typeof file === 'string' ? 'a.csv' : 'a.xlsx') },
      officer(),
    )
  ).id

describe('totals of managers', () => {
  test('stand beside what the records say; an unknown name and parts that do not fit are marked', async () => {
    const person = await makePerson(owner(), 'Trần Thị Trưởng', school)
    await act(
      site.app,
      addPost,
      { id: person, institution: school, role: 'manager', title: 'Hiệu trưởng' },
      officer(),
    )
    const id = await upload(
      'Tên đơn vị,Tổng số,Nữ,Tham gia giảng dạy,Tiến sỹ,Thạc sỹ\nTrường tong-hop,12,5,4,2,9\nTrường không có,3,1,1,,\nTRUONG TONG-HOP,1,2,,,\n',
    )
    const rows = await rowsOf(id)
    expect(rows.map((row) => [row.verdict, row.problems.map((one: { code: string }) => one.code)])).toEqual([
      ['new', ['staff.summary.parts']],
      ['error', ['unknown_name']],
      ['error', ['staff.summary.part', 'duplicate_in_file']],
    ])
    await act(site.app, actions.commit, { id, leave_errors: 'true' }, officer())
    const html = await (await site.as(officer()).get('/nhan-su/doi-chieu')).text()
    expect(html).toContain('12 kê khai · 1 hồ sơ')
    await act(site.app, actions.undo, { id }, officer())
    expect((await owner().query('select 1 from staff.manager_summary')).rowCount).toBe(0)
    expect(await (await site.as(officer()).get('/nhan-su/doi-chieu')).text()).toContain('– kê khai · 1 hồ sơ')
  })

  test('are the department’s: a school may not import them', async () => {
    const manager = site.actor('school-manager', { kind: 'institution', id: school })
    await expect(
      act(site.app, actions.create, { file: new File(['Tên đơn vị,Tổng số\na,1\n'], 'a.csv') }, manager),
    ).rejects.toMatchObject({ refusal: 'not_found' })
    expect((await site.as(manager).get('/nhan-su/doi-chieu')).status).toBe(200)
  })

  test.skipIf(!existsSync(form))(
    'the managers’ form goes in as it is, once filled (skipped when the form is not there)',
    async () => {
      const sheet = (await openWorkbook(form)).sheets[0]!
      const rows: FixtureCell[][] = []
      for await (const row of sheet.rows()) {
        while (rows.length < row.number - 1) rows.push([])
        if (row.number <= 7)
          rows[row.number - 1] = Array.from({ length: 22 }, (_, at) => row.cells[at]?.text ?? null)
      }
      const line: Record<number, FixtureCell> = {
        0: 'Trường tong-hop',
        2: 'x',
        5: 20,
        6: 8,
        7: 1,
        8: 10,
        9: 6,
        10: 1,
        11: 1,
        12: 2,
        13: 7,
        14: 6,
        15: 4,
        16: 2,
        17: 12,
        18: 6,
      }
      rows.push(Array.from({ length: 22 }, (_, at) => line[at] ?? null))
      const merges = sheet.merges.map(
        (area) => `${columnName(area.left)}${area.top}:${columnName(area.right)}${area.bottom}`,
      )
      const id = await upload(await workbookOf({ sheets: [{ name: 'Sheet1', rows, merges }] }))
      expect(await rowsOf(id)).toEqual([{ verdict: 'new', problems: [] }])
      await act(site.app, actions.commit, { id }, officer())
      const stored = await owner().query('select total, figures from staff.manager_summary')
      expect(stored.rows[0]).toMatchObject({
        total: 20,
        figures: {
          ownership: 'local',
          female: 8,
          minority: 1,
          teaching: 10,
          governance_trained: 6,
          honours: 1,
          heads: 1,
          deputies: 2,
          department_heads: 7,
          department_deputies: 6,
          team_leaders: 4,
          doctor: 2,
          master: 12,
          bachelor: 6,
        },
      })
    },
  )
})
