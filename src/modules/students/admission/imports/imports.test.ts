import { beforeAll, expect, test } from 'vitest'
import { publicActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import { importActions } from '#platform/imports/index.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { fixture, type Fixture } from '../../testing/fixture.ts'
import { applicationsImport } from '../imports.ts'

let site: TestApp
let make: Fixture
let school: string
const actions = importActions(applicationsImport)
const office = () => site.actor('academic-office', { kind: 'institution', id: school })
const query = async (text: string, values: unknown[] = []) =>
  (await site.app.database.owner.query(text, values)).rows
const header = 'STT,Họ và tên,Ngày sinh,Giới tính,Số CCCD,Ngành nghề,Đợt,Điện thoại,Tốt nghiệp\n'

beforeAll(async () => {
  site = await testApp()
  make = fixture(site.app.database.owner)
  school = await make.institution('truong-nhap')
  const welding = await make.programme(school, [{}], { programme: { name: 'Hàn' } })
  const cooking = await make.programme(school, [{}], { programme: { name: 'Chế biến món ăn' } })
  const round = (programme: string, name: string) =>
    make.insert('students.intake', {
      institution_id: school,
      programme_id: programme,
      year: 2026,
      round: name,
      places: 30,
      opens_on: '2026-11-01',
      closes_on: '2026-12-31',
    })
  await round(welding.programme, 'Đợt 1')
  await round(cooking.programme, 'Đợt 1')
  await round(cooking.programme, 'Đợt 2')
})

async function stage(rows: string): Promise<string> {
  const file = new File([header + rows], 'du-tuyen.csv', { type: 'text/csv' })
  const made = await act(site.app, actions.create, { institution: school, file }, office())
  return made.id
}
const rowsOf = (id: string) =>
  query(
    'select row_number, verdict, problems from platform.import_row where batch_id = $1 order by row_number',
    [id],
  )

test('rows find their round; what is wrong is said in the row; committed they wait for an answer; undone they are gone', async () => {
  const id = await stage(
    [
      '1,Trần Thị Một,05/03/2008,Nữ,046308000001,Hàn,,0905000001,THPT',
      '2,Lê Văn Hai,6/4/2008,Nam,,che bien mon an,Đợt 2,,THCS',
      '3,Lê Văn Ba,6/4/2008,Nam,,Chế biến món ăn,,,THCS',
      '4,Lê Văn Bốn,6/4/2008,Nam,,Nghề lạ,,,THCS',
      '5,Trần Thị Một,05/03/2008,Nữ,046308000001,Hàn,,0905000001,THPT',
    ].join('\n'),
  )
  const rows = await rowsOf(id)
  expect(rows.map((row) => row.verdict)).toEqual(['error', 'new', 'error', 'error', 'error'])
  expect(rows.map((row) => row.problems.at(-1)?.code?.split('.').at(-1))).toEqual([
    'twice',
    undefined,
    'several_intakes',
    'no_intake',
    'twice',
  ])
  await act(site.app, actions.commit, { id, leave_errors: 'true' }, office())
  expect(
    await query(`select full_name, state, source, birth_date::text as birth from students.application`),
  ).toEqual([{ full_name: 'Lê Văn Hai', state: 'submitted', source: 'import', birth: '2008-04-06' }])
  const again = await stage('1,Lê Văn Hai,06/04/2008,Nam,,Chế biến món ăn,Đợt 2,,THCS')
  expect((await rowsOf(again)).map((row) => row.verdict)).toEqual(['same'])
  await act(site.app, actions.undo, { id }, office())
  expect(await query('select 1 from students.application')).toEqual([])
})

test('an import whose application was answered is not taken back', async () => {
  const id = await stage('1,Phan Đã Xét,06/04/2008,Nam,,Hàn,,,THCS')
  await act(site.app, actions.commit, { id }, office())
  await query(
    `update students.application set version = 2, state = 'rejected' where full_name = 'Phan Đã Xét'`,
  )
  expect(await act(site.app, actions.undo, { id }, office())).toMatchObject({ state: 'committed' })
  expect(await query('select failure from platform.import_batch where id = $1', [id])).toEqual([
    { failure: expect.objectContaining({ key: 'students.admission.import.undo_answered' }) },
  ])
})

test('a round that ended before the rows are approved takes none of them', async () => {
  const id = await stage('1,Đỗ Đến Muộn,06/04/2008,Nam,,Hàn,,,THCS')
  await query(`update students.intake set closes_on = '2026-11-21' where places = 30`)
  expect(await act(site.app, actions.commit, { id }, office())).toMatchObject({ state: 'failed' })
  expect(await query('select failure from platform.import_batch where id = $1', [id])).toEqual([
    { failure: expect.objectContaining({ key: 'students.admission.import.no_intake' }) },
  ])
  await query(`update students.intake set closes_on = '2026-12-31' where places = 30`)
})

test('who was imported follows the application by its code, like anybody', async () => {
  const id = await stage('1,Mai Theo Dõi,06/04/2008,Nam,,Hàn,,,THCS')
  await act(site.app, actions.commit, { id }, office())
  const [{ code }] = await query(`select code from students.application where full_name = 'Mai Theo Dõi'`)
  const form = { _form: 'open', code, birth: '6/4/2008' }
  expect((await site.as(publicActor).post('/tuyen-sinh/theo-doi', form)).status).toBe(303)
})
