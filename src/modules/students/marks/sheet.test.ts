import { beforeAll, describe, expect, test } from 'vitest'
import { testApp, type TestApp } from '#app/testing.ts'
import {
  closeSheet,
  columnsOf,
  makeSchool,
  resultsOf,
  sameForAll,
  typeMarks,
  versionOf,
  type School,
} from './testing/school.ts'

let site: TestApp
let school: School
beforeAll(async () => {
  site = await testApp()
  school = await makeSchool(site, 'BD1')
})

const asked = { accept: 'application/json' }
const path = () => `/bang-diem/${school.section}`
const cell = (at: number, column: string) => `cells.${school.learners[at]!.enrolment}.${column}`
const seen = (at: number, column: string, text: string) =>
  JSON.stringify({ [school.learners[at]!.enrolment]: { [column]: text } })
const stored = async () =>
  (
    await site.app.database.owner.query(
      `select c.name, m.state, m.value::float8 as value from students.mark m join students.mark_column c on c.id = m.column_id
       join students.enrolment e on e.id = m.enrolment_id where m.section_id = $1 order by e.name_key, c.kind, c.position`,
      [school.section],
    )
  ).rows

describe('the sheet', () => {
  test('begins with the columns the regulation asks for at least', async () => {
    const first = await site.as(school.teacher).get(path())
    expect(await first.text()).toContain('Bảng điểm chưa có cột')
    const opened = await site.as(school.teacher).post(path(), { _form: 'open' })
    expect(opened.status).toBe(303)
    expect(Object.keys(await columnsOf(site, school.section)).toSorted()).toEqual(
      ['Thi lần 1', 'TX 1', 'ĐK 1'].toSorted(),
    )
  })

  test('takes a whole form without script: comma, point and letters', async () => {
    const answer = await typeMarks(site, school, [
      { 'TX 1': '7,5', 'ĐK 1': '7.5', 'Thi lần 1': '8' },
      { 'TX 1': '4', 'ĐK 1': '4' },
      { 'TX 1': 'v', 'ĐK 1': '9', 'Thi lần 1': 'p' },
    ])
    expect(answer.status).toBe(303)
    expect(await stored()).toContainEqual({ name: 'TX 1', state: 'absent', value: null })
    const page = await (await site.as(school.teacher).get(path())).text()
    expect(page).toContain('value="7,5"')
    expect(page).toContain('Không đủ điều kiện dự thi: trung bình kiểm tra 4,0')
  })

  test('refuses mark 11 in words at its cell, and keeps everything typed', async () => {
    const columns = await columnsOf(site, school.section)
    const before = await stored()
    const answer = await site.as(school.teacher).post(path(), {
      _form: 'save',
      seen: '{}',
      [cell(1, columns['Thi lần 1']!)]: '11',
      [cell(2, columns['Thi lần 1']!)]: '6,5',
    })
    const page = await answer.text()
    expect(answer.status).toBe(422)
    expect(page).toContain('11 lớn hơn 10: điểm từ 0 đến 10.')
    expect(page).toContain('value="11"')
    expect(page).toContain('value="6,5"')
    expect(await stored()).toEqual(before)
  })

  test('is somebody else’s to others: another school, a teacher of other sections, a learner', async () => {
    const other = await makeSchool(site, 'BD2')
    const colleague = site.actor(
      'teacher',
      { kind: 'institution', id: school.institution },
      other.teacherPerson,
    )
    for (const actor of [other.teacher, other.office, colleague, school.learner(0)]) {
      expect((await site.as(actor).get(path())).status).toBe(404)
      const columns = await columnsOf(site, school.section)
      const sent = await site
        .as(actor)
        .post(path(), { _form: 'save', seen: '{}', [cell(0, columns['TX 1']!)]: '1' }, asked)
      expect([403, 404]).toContain(sent.status)
    }
  })
})

describe('columns', () => {
  test('are added and named, and go only while empty', async () => {
    const send = (form: Record<string, string>) => site.as(school.teacher).post(path(), form)
    await send({ _form: 'add-column', kind: 'regular', held_on: '1/10/2026' })
    const columns = await columnsOf(site, school.section)
    expect(columns['TX 2']).toBeDefined()
    await send({ _form: 'edit-column', column: columns['TX 2']!, name: 'Miệng' })
    expect((await columnsOf(site, school.section))['Miệng']).toBe(columns['TX 2'])
    const used = await send({ _form: 'edit-column', column: columns['TX 1']!, remove: 'true' })
    expect(used.status).toBe(422)
    expect((await send({ _form: 'edit-column', column: columns['TX 2']!, remove: 'true' })).status).toBe(303)
    expect((await columnsOf(site, school.section))['Miệng']).toBeUndefined()
  })
})

describe('closing', () => {
  test('is refused with names while a mark is missing', async () => {
    expect(await (await site.as(school.teacher).get(path())).text()).toContain('Gửi chốt</button>')
    const column = (await columnsOf(site, school.section))['Thi lần 1']!
    await site
      .as(school.teacher)
      .post(path(), { _form: 'save', seen: seen(0, column, '8'), [cell(0, column)]: '' })
    const answer = await site
      .as(school.teacher)
      .post(path(), { _form: 'submit', version: await versionOf(site, school.section) })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Thiếu điểm Thi lần 1: Trần An.')
    await site.as(school.teacher).post(path(), { _form: 'save', seen: '{}', [cell(0, column)]: '8' })
  })

  test('is refused while a cell of a test is empty, also where the average can be made without it', async () => {
    await site.as(school.teacher).post(path(), { _form: 'add-column', kind: 'regular' })
    const answer = await site
      .as(school.teacher)
      .post(path(), { _form: 'submit', version: await versionOf(site, school.section) })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Thiếu điểm kiểm tra: Trần An, Lê Bình, Phạm Chi.')
    const column = (await columnsOf(site, school.section))['TX 2']!
    await site.as(school.teacher).post(path(), { _form: 'edit-column', column, remove: 'true' })
  })

  test('the office gives the sheet back with a reason, which the teacher reads', async () => {
    await site
      .as(school.teacher)
      .post(path(), { _form: 'submit', version: await versionOf(site, school.section) })
    const locked = await site
      .as(school.teacher)
      .post(
        path(),
        { _form: 'save', seen: '{}', [cell(0, (await columnsOf(site, school.section))['TX 1']!)]: '1' },
        asked,
      )
    expect(locked.status).toBe(409)
    await site.as(school.office).post(path(), {
      _form: 'return',
      reason: 'Xem lại điểm của Bình',
      version: await versionOf(site, school.section),
    })
    expect(await (await site.as(school.teacher).get(path())).text()).toContain('Xem lại điểm của Bình')
  })

  test('posts every learner’s result with its steps; then nothing may be typed', async () => {
    const answer = await closeSheet(site, school)
    expect(answer.status).toBe(303)
    expect(await resultsOf(site, school.section)).toMatchObject([
      {
        average: '7.5',
        exam: '8',
        grade: '7.8',
        first_grade: '7.8',
        is_passed: true,
        sittings: 1,
        letter: null,
      },
      { average: '4', grade: null, is_eligible: false, is_passed: false, sittings: 0 },
      { average: '6', exam: null, grade: null, is_eligible: true, is_passed: false, sittings: 0 },
    ])
    const column = (await columnsOf(site, school.section))['TX 1']!
    const late = await site
      .as(school.office)
      .post(path(), { _form: 'save', seen: '{}', [cell(0, column)]: '1' }, asked)
    expect(late.status).toBe(409)
    expect(await late.text()).toContain('Kết quả đã chốt')
  })

  test('a second sitting is for those who may sit it, and takes the place of the first result, keeping the first grade', async () => {
    await site
      .as(school.office)
      .post(path(), { _form: 'sitting', version: await versionOf(site, school.section) })
    const column = (await columnsOf(site, school.section))['Thi lần 2']!
    const page = await (await site.as(school.teacher).get(path())).text()
    expect(page).toContain(`name="${cell(2, column)}"`)
    expect(page).not.toContain(`name="${cell(1, column)}"`)
    const closed = (await columnsOf(site, school.section))['TX 1']!
    const refused = await site
      .as(school.teacher)
      .post(path(), { _form: 'save', seen: '{}', [cell(2, closed)]: '9' })
    expect(refused.status).toBe(422)
    const unopened = await site
      .as(school.teacher)
      .post(path(), { _form: 'save', seen: '{}', [cell(1, column)]: '9' })
    expect(unopened.status).toBe(422)
    expect(await unopened.text()).toContain('Lần thi này chưa mở cho người này')
    await site
      .as(school.teacher)
      .post(path(), { _form: 'save', seen: '{}', [cell(2, column)]: '7', [cell(0, column)]: '9' })
    expect((await closeSheet(site, school)).status).toBe(303)
    const results = (await resultsOf(site, school.section)).filter((one) => one.is_current)
    expect(results).toMatchObject([
      { grade: '8.4', first_grade: '7.8', sittings: 2 },
      { grade: null, is_eligible: false },
      { grade: '6.6', first_grade: '6.6', sittings: 1, is_passed: true },
    ])
    expect(await resultsOf(site, school.section)).toHaveLength(5)
  })
})

const taken = { state: 'held', taken_at: '2026-10-06T05:00:00Z', taken_by: 'test', taken_by_name: 'Test' }

test('nothing is posted while attendance is missing, or while too little was taught for anybody to sit the exam', async () => {
  const unheld = await makeSchool(site, 'BD3', { isHeld: false })
  await typeMarks(site, unheld, sameForAll(unheld, { 'TX 1': '7', 'ĐK 1': '7', 'Thi lần 1': '7' }))
  const send = async () =>
    site.as(unheld.teacher).post(`/bang-diem/${unheld.section}`, {
      _form: 'submit',
      version: await versionOf(site, unheld.section),
    })
  const none = await send()
  expect(none.status).toBe(422)
  expect(await none.text()).toContain('chưa có buổi nào được điểm danh')
  await unheld.make.insert('students.session', {
    institution_id: unheld.institution,
    section_id: unheld.section,
    during: '[2026-10-01 07:00, 2026-10-01 09:00)',
    hours: 10,
  })
  expect(await (await send()).text()).toContain('Còn 1 buổi học đã qua chưa điểm danh')
  await unheld.make.insert('students.session', {
    institution_id: unheld.institution,
    section_id: unheld.section,
    during: '[2026-10-02 07:00, 2026-10-02 09:00)',
    hours: 47,
    ...taken,
  })
  await site.app.database.owner.query(
    `update students.session set state = 'held', hours = 0.9, taken_at = now(), taken_by = 'x', taken_by_name = 'X'
     where section_id = $1 and state = 'planned'`,
    [unheld.section],
  )
  const short = await send()
  expect(short.status).toBe(422)
  expect(await short.text()).toContain('Mới dạy 47,9 trong 60 giờ của lớp học phần')
  await site.app.database.owner.query(
    `update students.session set hours = 1 where section_id = $1 and hours < 2`,
    [unheld.section],
  )
  await site.app.database.owner.query(
    `update students.section_learner set from_date = '2026-10-02' where section_id = $1 and enrolment_id = $2`,
    [unheld.section, unheld.learners[1]!.enrolment],
  )
  const page = await (await site.as(unheld.teacher).get(`/bang-diem/${unheld.section}`)).text()
  expect(page).toContain('Đã dạy 48 trong 60 giờ của lớp học phần')
  expect(page).toContain('giờ đã dạy trước ngày vào lớp tính là vắng: Lê Bình.')
  expect((await send()).status).toBe(303)
})
