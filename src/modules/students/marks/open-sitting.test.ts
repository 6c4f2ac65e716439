import { beforeAll, expect, test } from 'vitest'
import { testApp, type TestApp } from '#app/testing.ts'
import {
  addMarker,
  closeSheet,
  columnsOf,
  currentOf,
  makeSchool,
  requestOf,
  sameForAll,
  typeMarks,
  typeSitting,
  type School,
} from './testing/school.ts'

let site: TestApp
let school: School
let columns: Record<string, string>
let before: Awaited<ReturnType<typeof currentOf>>

beforeAll(async () => {
  site = await testApp()
  school = await makeSchool(site, 'DM1')
  await typeMarks(site, school, sameForAll(school, { 'TX 1': '7', 'ĐK 1': '7', 'Thi lần 1': '4' }))
  await closeSheet(site, school)
  expect((await typeSitting(site, school, 2, ['9', '9', '9'])).status).toBe(303)
  columns = await columnsOf(site, school.section)
  before = await current()
})

const current = () => currentOf(site, school.section)

test('nobody new comes into a section that is open for a further sitting; who has a result in it comes back', async () => {
  const add = (learner: string) =>
    site.as(school.office).post(`/lop-hoc-phan/${school.section}/them-hoc-sinh?tim=x`, {
      _form: 'add',
      'learners[]': [learner],
      attempt: 'first',
      from_date: '20/11/2026',
    })
  const fresh = await school.make.learner(
    { institution: school.institution, cohort: school.cohort, classGroup: school.classGroup },
    'Mới Đến',
  )
  const refused = await add(fresh.enrolment)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('chỉ mở lại để thi lần sau')
  const an = school.learners[0]!.enrolment
  await site.app.database.owner.query(
    `update students.section_learner set to_date = '2026-11-10' where section_id = $1 and enrolment_id = $2`,
    [school.section, an],
  )
  expect((await add(an)).status).toBe(303)
})

test('a correction leaves out what is typed for a sitting that is not posted', async () => {
  const path = `/ket-qua/${before[0]!.id}/sua`
  expect(await (await site.as(school.teacher).get(path)).text()).not.toContain('Thi lần 2')
  const open = await site
    .as(school.teacher)
    .post(path, { _form: 'ask', reason: 'Chỉ lần hai', [`cells.${columns['Thi lần 2']}`]: '10' })
  expect(open.status).toBe(422)
  const asked = await site.as(school.teacher).post(path, {
    _form: 'ask',
    reason: 'Cộng sót',
    [`cells.${columns['TX 1']}`]: '10',
    [`cells.${columns['ĐK 1']}`]: '7',
    [`cells.${columns['Thi lần 1']}`]: '4',
    [`cells.${columns['Thi lần 2']}`]: '10',
  })
  expect(asked.status).toBe(303)
  const request = await requestOf(site, before[0]!.id)
  const decided = await site
    .as(school.manager)
    .post(`/de-nghi-diem/${request}`, { _form: 'decide', verdict: 'accepted', version: '1' })
  expect(decided.status).toBe(303)
  // (10 + 2 × 7) : 3 = 8.0; 0.4 × 8.0 + 0.6 × 4.0 = 5.6
  expect((await current())[0]).toMatchObject({ average: '8', exam: '4', grade: '5.6', sittings: 1 })
})

test('a remark is of the posted exam, not of the sitting being typed', async () => {
  const second = await addMarker(school, 'Thầy Hai')
  await site.as(school.learner(1)).post(`/ket-qua/${before[1]!.id}`, { _form: 'remark' })
  const request = await requestOf(site, before[1]!.id)
  const path = `/de-nghi-diem/${request}`
  await site.as(school.office).post(path, { _form: 'assign', marker: second, version: '1' })
  const marker = site.actor('teacher', { kind: 'institution', id: school.institution }, second)
  await site
    .as(marker)
    .post(path, { _form: 'answer', mark: '6', answer: 'Câu 4 đúng một phần', version: '2' })
  const decided = await site
    .as(school.manager)
    .post(path, { _form: 'decide', verdict: 'accepted', version: '3' })
  expect(decided.status).toBe(303)
  expect((await current())[1]).toMatchObject({ exam: '6', grade: '6.4' })
  const cells = await site.app.database.owner.query(
    `select c.name, m.value::float8 as value from students.mark m join students.mark_column c on c.id = m.column_id
     where m.enrolment_id = $1 and c.kind = 'exam' order by c.sitting`,
    [school.learners[1]!.enrolment],
  )
  expect(cells.rows).toEqual([
    { name: 'Thi lần 1', value: 6 },
    { name: 'Thi lần 2', value: 9 },
  ])
})

test('a correction agreed to while another takes the place of the same result is refused in words', async () => {
  const [, , chi] = await current()
  const cells = { [`cells.${columns['TX 1']}`]: '8' }
  await site
    .as(school.teacher)
    .post(`/ket-qua/${chi!.id}/sua`, { _form: 'ask', reason: 'Cộng sót điểm', ...cells })
  const path = `/de-nghi-diem/${await requestOf(site, chi!.id)}`
  const other = await site.app.database.owner.connect()
  try {
    await other.query('begin')
    await other.query('update students.result set is_current = false where id = $1', [chi!.id])
    const deciding = site
      .as(school.manager)
      .post(path, { _form: 'decide', verdict: 'accepted', version: '1' })
    await new Promise((done) => setTimeout(done, 400))
    await other.query('commit')
    expect((await deciding).status).toBe(409)
  } finally {
    other.release()
  }
})

test('a save that meets the handing in of its sheet is refused, and nothing of it is written', async () => {
  const path = `/bang-diem/${school.section}`
  const cell = `cells.${school.learners[0]!.enrolment}.${columns['Thi lần 2']}`
  const seen = JSON.stringify({ [school.learners[0]!.enrolment]: { [columns['Thi lần 2']!]: '9' } })
  const other = await site.app.database.owner.connect()
  try {
    await other.query('begin')
    await other.query(
      `update students.course_section set state = 'submitted', version = version + 1 where id = $1`,
      [school.section],
    )
    const saving = site
      .as(school.teacher)
      .post(path, { _form: 'save', partial: 'true', seen, [cell]: '2' }, { accept: 'application/json' })
    await new Promise((done) => setTimeout(done, 400))
    await other.query('commit')
    const answer = await saving
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('vừa được gửi chốt')
  } finally {
    other.release()
  }
  const stored = await site.app.database.owner.query(
    'select value::float8 as value from students.mark where enrolment_id = $1 and column_id = $2',
    [school.learners[0]!.enrolment, columns['Thi lần 2']],
  )
  expect(stored.rows).toEqual([{ value: 9 }])
})
