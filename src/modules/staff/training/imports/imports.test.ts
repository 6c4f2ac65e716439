import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import { importActions } from '#platform/imports/index.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { institutions } from '#modules/institutions/module.ts'
import { people } from '#modules/people/module.ts'
import { places } from '#modules/places/module.ts'
import { staff } from '../../module.ts'
import { trainingResultsImport } from '../imports.ts'
import { fixture, type Fixture } from '../testing.ts'

let site: TestApp
let make: Fixture
let home: string
let run: string
const actions = importActions(trainingResultsImport)
const officer = (): Actor => site.actor('department-officer')
const query = async (text: string, values: unknown[] = []) =>
  (await site.app.database.owner.query(text, values)).rows
const header = 'STT,Họ và tên,Ngày sinh,Số CCCD,Mã lớp,Kết quả,Điểm,Số giờ,Ngày công nhận,Số chứng chỉ\n'

beforeAll(async () => {
  site = await testApp({ modules: [places, institutions, people, staff] })
  make = fixture(site.app.database.owner)
  home = await make.institution('truong-nhap')
  run = await make.run(await make.course({ name: 'Dạy học trên LMS' }), {
    code: 'LMS-01',
    from_date: '2026-05-01',
    to_date: '2026-05-20',
    register_until: '2026-04-30',
  })
  for (const name of ['Lê Thị An', 'Trần Văn Bình', 'Hồ Thị Cúc', 'Hồ Thị Cúc']) {
    const person = await make.person(name, home)
    await make.post(person, home)
  }
})

async function upload(
  text: string,
  actor = officer(),
): Promise<{ id: string; rows: { verdict: string; codes: string[]; decision: string | null }[] }> {
  const { id } = await act(
    site.app,
    actions.create,
    { institution: home, file: new File([header + text], 'ket-qua.csv') },
    actor,
  )
  expect(await query('select state, failure from platform.import_batch where id = $1', [id])).toEqual([
    { state: 'ready', failure: null },
  ])
  const rows = await query(
    'select verdict, problems from platform.import_row where batch_id = $1 order by row_number',
    [id],
  )
  return {
    id,
    rows: rows.map((row) => ({
      verdict: row.verdict,
      codes: row.problems.map((one: { code: string }) => one.code),
      decision: row.decision,
    })),
  }
}
const enrolments = () =>
  query(
    'select person_name, source, outcome, score, hours, decided_on, paper_no from staff.enrolment where run_id = $1 order by person_name',
    [run],
  )

test('a list of results is matched to people and class, written, and undone', async () => {
  const { id, rows } = await upload(
    '1,lê thị an,,,lms-01,Đạt,"8,5",24,20/5/2026,CC-1\n2,Tran Van Binh,,,Dạy học trên LMS,Không đạt,,,,\n',
  )
  expect(rows.map((row) => row.verdict)).toEqual(['new', 'new'])
  await act(site.app, actions.commit, { id, leave_errors: 'true' }, officer())
  expect(await enrolments()).toEqual([
    {
      person_name: 'Lê Thị An',
      source: 'import',
      outcome: 'passed',
      score: '8.50',
      hours: '24.0',
      decided_on: '2026-05-20',
      paper_no: 'CC-1',
    },
    {
      person_name: 'Trần Văn Bình',
      source: 'import',
      outcome: 'failed',
      score: null,
      hours: null,
      decided_on: '2026-05-20',
      paper_no: null,
    },
  ])
  const again = await upload(
    '1,Lê Thị An,,,LMS-01,Đạt,9,24,20/5/2026,CC-1\n2,Trần Văn Bình,,,LMS-01,Không đạt,,,,\n',
  )
  expect(again.rows.map((row) => row.verdict)).toEqual(['change', 'same'])
  await act(site.app, actions.commit, { id: again.id, leave_errors: 'true' }, officer())
  expect((await enrolments())[0]).toMatchObject({ score: '9.00' })
  await act(site.app, actions.undo, { id: again.id }, officer())
  expect((await enrolments())[0]).toMatchObject({ score: '8.50' })
})

test('what cannot be matched says so in its cell', async () => {
  const { rows } = await upload(`1,Người Lạ,,,LMS-01,Đạt,,24,,
2,Hồ Thị Cúc,,,LMS-01,Đạt,,24,,
3,Lê Thị An,,,KHONG-CO,Đạt,,24,,
4,Lê Thị An,,,LMS-01,Đạt,11,24,,
5,Trần Văn Bình,,,LMS-01,Đạt,,24,1/4/2026,
`)
  expect(rows.map((row) => row.verdict)).toEqual(['error', 'error', 'error', 'error', 'error'])
  expect(rows.map((row) => row.codes[0])).toEqual([
    'staff.training.import.no_person',
    'staff.training.import.several_people',
    'staff.training.import.no_run',
    'staff.training.error.score',
    'staff.training.import.before_start',
  ])
})

test('a school cannot enter results of a class the department gives', async () => {
  const school = site.actor('school-manager', { kind: 'institution', id: home })
  const { rows } = await upload('1,Lê Thị An,,,LMS-01,Đạt,10,24,20/5/2026,\n', school)
  expect(rows).toMatchObject([{ verdict: 'error', codes: ['staff.training.import.not_giver'] }])
})

test('a result entered by hand is not changed unseen', async () => {
  await site.app.database.owner.query('update staff.enrolment set by_hand = true where run_id = $1', [run])
  const { id, rows } = await upload('1,Lê Thị An,,,LMS-01,Đạt,5,24,20/5/2026,CC-1\n')
  expect(rows.map((row) => row.verdict)).toEqual(['doubt'])
  await act(site.app, actions.commit, { id, leave_errors: 'true' }, officer()).catch(() => undefined)
  expect((await enrolments())[0]).toMatchObject({ score: '8.50' })
})
