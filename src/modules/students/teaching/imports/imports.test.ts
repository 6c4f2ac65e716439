import { beforeAll, beforeEach, expect, test } from 'vitest'
import { act } from '#platform/actions/run.ts'
import { importActions } from '#platform/imports/index.ts'
import { timetableImport } from '../imports.ts'
import { school, type School } from '../testing/school.ts'

let here: School
const actions = importActions(timetableImport)
const header = 'Lớp,Môn/mô đun,Giáo viên,Phòng,Thứ,Tiết,Từ ngày,Đến ngày,Loại giờ\n'

beforeAll(async () => {
  here = await school()
  await here.site.as(here.office()).post('/thoi-khoa-bieu/tiet-hoc', {
    _form: 'save',
    institution: here.home,
    lines: '1: 7:00-7:45\n2: 7:50-8:35\n3: 8:45-9:30',
  })
})
beforeEach(async () => {
  await here.rows('delete from students.session')
})

async function upload(text: string) {
  const file = new File([header + text], 'tkb.csv')
  const { id } = await act(here.site.app, actions.create, { institution: here.home, file }, here.office())
  expect(await here.rows('select state, failure from platform.import_batch where id = $1', [id])).toEqual([
    { state: 'ready', failure: null },
  ])
  const rows = await here.rows(
    'select verdict, problems from platform.import_row where batch_id = $1 order by row_number',
    [id],
  )
  return { id, rows }
}
const commit = (id: string) => act(here.site.app, actions.commit, { id, leave_errors: 'true' }, here.office())

test('rows become series, a second file says they are there, undo takes them back', async () => {
  const line =
    'D26A,MH01,Lê Thị Dạy,a1,"2, 4",1-3,23/11/2026,6/12/2026,LT\nd26a,điện cơ bản,,A2,Thứ 6,13:00-15:15,23/11/2026,30/11/2026,\n'
  const { id, rows } = await upload(line)
  expect(rows.map((row) => row.verdict)).toEqual(['new', 'new'])
  await commit(id)
  expect((await here.sessions()).map((one) => [one.on_date, one.from_time, one.hours])).toEqual([
    ['2026-11-23', '07:00', '3.3'],
    ['2026-11-25', '07:00', '3.3'],
    ['2026-11-27', '13:00', '3.0'],
    ['2026-11-30', '07:00', '3.3'],
    ['2026-12-02', '07:00', '3.3'],
  ])
  expect((await upload(line)).rows.map((row) => row.verdict)).toEqual(['same', 'same'])
  await act(here.site.app, actions.undo, { id }, here.office())
  expect(await here.sessions()).toEqual([])
})

test('what is in the way is marked in its cell by name, in the timetable and between rows', async () => {
  await here.book()
  const second = await here.make.section(
    { institution: here.home, term: here.term, unit: here.units[1]! },
    { code: 'MH02-GHEP' },
  )
  expect(second).toBeTruthy()
  const { id, rows } = await upload(
    ',MH02-GHEP,Trần Văn Thay,A1,2,8:00-9:00,23/11/2026,,\n' +
      ',MH02-GHEP,Trần Văn Thay,A2,3,8:00-9:00,23/11/2026,29/11/2026,\n' +
      'D26A,MH01,,A2,3,8:30-9:30,23/11/2026,29/11/2026,\n',
  )
  expect(rows.map((row) => row.verdict)).toEqual(['error', 'error', 'error'])
  expect(rows[0].problems[0]).toMatchObject({ field: 'room', code: 'students.teaching.clash.room' })
  // Stored without words: each reads it in their own language.
  const said = (lang: 'vi' | 'en', at: number) =>
    here.site.app.catalog(lang).dynamic(rows[at].problems[0].code, rows[at].problems[0].params)
  expect(said('vi', 0)).toBe(
    'Phòng A1 đã có Điện cơ bản (MH01), lớp D26A, Lê Thị Dạy, Thứ Hai 23/11/2026 07:00–09:15.',
  )
  expect(said('en', 0)).toBe(
    'Room A1 already has Điện cơ bản (MH01), class D26A, Lê Thị Dạy, Monday 23 Nov 2026 07:00–09:15.',
  )
  expect(said('vi', 1)).toBe('Trùng với dòng 3: Thứ Ba 24/11/2026 08:30')
  expect(said('en', 1)).toBe('Clashes with row 3: Tuesday 24 Nov 2026 08:30')
  expect(rows[1].problems[0]).toMatchObject({
    field: 'room',
    code: 'students.teaching.import.twin',
    params: { row: 3 },
  })
  await commit(id).catch(() => undefined)
  expect((await here.sessions()).length).toBe(1)
})

test('what cannot be matched says so in its cell', async () => {
  const { rows } = await upload(`KHONG,MH01,,A1,2,1-3,23/11/2026,,
D26A,MH99,,A1,2,1-3,23/11/2026,,
D26A,MH01,Người Lạ,A1,2,1-3,23/11/2026,,
D26A,MH01,,Z9,2,1-3,23/11/2026,,
D26A,MH01,,A1,thứ chín,1-3,23/11/2026,,
D26A,MH01,,A1,2,7-9,23/11/2026,,
D26A,MH01,,A1,2,1-3,23/11/2026,1/11/2026,
D26A,MH01,,A1,3,1-3,23/11/2026,23/11/2026,
`)
  expect(rows.map((row) => [row.verdict, row.problems[0]?.field, row.problems[0]?.code])).toEqual([
    ['error', 'class', 'students.teaching.import.no_class'],
    ['error', 'section', 'students.teaching.import.no_section'],
    ['error', 'teacher', 'students.teaching.import.no_teacher'],
    ['error', 'room', 'students.teaching.import.no_room'],
    ['error', 'weekdays', 'students.teaching.import.weekdays'],
    ['error', 'span', 'students.teaching.error.no_such_period'],
    ['error', 'to_date', 'students.teaching.error.ends_before'],
    ['error', 'weekdays', 'students.teaching.error.no_days'],
  ])
})

test('without a teacher the blocks are the main teacher’s of the day; who taught before begins anew', async () => {
  const [main, once] = here.teachers as [string, string]
  await here.make.teach(here.section, once, {
    role: 'assistant',
    from_date: '2026-09-07',
    to_date: '2026-09-30',
  })
  const line =
    'D26A,MH01,,A1,2,1-3,23/11/2026,23/11/2026,\nD26A,MH01,Trần Văn Thay,A1,3,1-3,24/11/2026,24/11/2026,\n'
  const { id } = await upload(line)
  await commit(id)
  expect((await here.sessions()).map((one) => one.teacher_person_id)).toEqual([main, once])
  expect(
    await here.rows(
      'select from_date, to_date from students.section_teacher where section_id = $1 and person_id = $2 order by 1',
      [here.section, once],
    ),
  ).toEqual([
    { from_date: '2026-09-07', to_date: '2026-09-30' },
    { from_date: '2026-11-24', to_date: null },
  ])
  // Given to somebody else meanwhile, a row that names nobody still means the block that stands there.
  await here.rows(`update students.session set teacher_person_id = null where on_date = '2026-11-23'`)
  expect((await upload(line)).rows.map((row) => row.verdict)).toEqual(['same', 'same'])
  await here.rows('delete from students.section_teacher where person_id = $1', [once])
})

test('undo says as removed only what it removed', async () => {
  const { id } = await upload('D26A,MH01,Trần Văn Thay,A1,2,1-3,23/11/2026,23/11/2026,\n')
  await commit(id)
  await here.book({ teacher_person_id: here.teachers[1], from_date: '2026-11-25' })
  await act(here.site.app, actions.undo, { id }, here.office())
  expect(
    await here.rows(
      `select c.subject from platform.audit_change c where c.after is null and c.entry_seq = (select max(entry_seq) from platform.audit_change)`,
    ),
  ).toEqual([{ subject: 'students.session' }])
  await here.rows('delete from students.session')
  await here.rows('delete from students.section_teacher where person_id = $1', [here.teachers[1]])
})

test('days beyond the term are an error of the row', async () => {
  const { rows } = await upload('D26A,MH01,,A1,2,1-3,23/11/2026,30/6/2027,\n')
  expect(rows[0]).toMatchObject({
    verdict: 'error',
    problems: [{ field: 'to_date', code: 'students.teaching.error.outside_term' }],
  })
})

test('undo is refused once attendance of a block was taken', async () => {
  const { id } = await upload('D26A,MH01,Lê Thị Dạy,A1,2,1-3,23/11/2026,23/11/2026,\n')
  await commit(id)
  const [session] = await here.sessions()
  await here.site.as(here.teacher()).post(`/diem-danh/${session!.id}`, { _form: 'take', version: '1' })
  expect(await act(here.site.app, actions.undo, { id }, here.office())).toMatchObject({ state: 'committed' })
  const [batch] = await here.rows(
    'select failure::text as failure from platform.import_batch where id = $1',
    [id],
  )
  expect(batch.failure).toContain('students.teaching.import.undo_changed')
  expect((await here.sessions()).length).toBe(1)
})
