import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '#platform/access.ts'
import { systemActor } from '#platform/access.ts'
import { measureFigure } from '#platform/measures/index.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { institutions } from '#modules/institutions/module.ts'
import { people } from '#modules/people/module.ts'
import { places } from '#modules/places/module.ts'
import { staff } from '../../module.ts'
import { trainedPedagogy } from '../measure.ts'
import { fixture, type Fixture } from '../testing.ts'

let site: TestApp
let make: Fixture
const officer = (): Actor => site.actor('department-officer')
const rules = async () =>
  (
    await site.app.database.owner.query(
      `select * from staff.trained_rule where target = 'pedagogy' order by from_date`,
    )
  ).rows
const figure = (day: string) =>
  site.app.database.read(systemActor('test'), (db) => measureFigure(db, trainedPedagogy, day))

const answers = {
  target: 'pedagogy',
  'categories[]': 'digital_competence_pedagogy',
  min_hours: '20',
  min_date: '1/9/2022',
  from_date: '1/1/2027',
  source: 'Công văn 12/SGDĐT ngày 20/11/2026, mục 3',
  is_verified: 'true',
}
const check = (more: Record<string, string> = {}) =>
  site
    .as(officer())
    .get(`/boi-duong/quy-tac/moi?${new URLSearchParams({ ...answers, buoc: 'xem-lai', ...more })}`)

beforeAll(async () => {
  site = await testApp({ modules: [places, institutions, people, staff] })
  make = fixture(site.app.database.owner)
  const home = await make.institution('truong-quy-tac')
  const run = await make.run(await make.course({ name: 'Dạy học trên LMS' }), {
    from_date: '2026-03-01',
    to_date: '2026-03-05',
    register_until: '2026-02-20',
  })
  for (const [name, hours, role] of [
    ['Lê Mười Sáu Giờ', 16, 'teacher'],
    ['Trần Hai Mươi Tư Giờ', 24, 'teacher'],
    ['Hồ Quản Trị', 24, 'manager'],
    ['Võ Chưa Học', null, 'teacher'],
  ] as const) {
    const person = await make.person(name, home)
    await make.post(person, home, { role })
    if (role === 'manager')
      await make.certificate(person, home, {
        category: 'manager_digital_governance',
        state: 'verified',
        decided_on: '2026-02-02',
      })
    else if (hours)
      await make.enrolment(run, person, home, { outcome: 'passed', hours, decided_on: '2026-03-05' })
  }
})

test('the versions stand with their days, source and whether they were verified', async () => {
  const page = await (await site.as(officer()).get('/boi-duong/quy-tac')).text()
  expect(page).toContain('Từ 01/01/2022')
  expect(page).toContain('Chưa đối chiếu')
  expect(page).toContain('Báo Dân sinh 26/4/2023')
  for (const role of ['school-manager', 'academic-office', 'teacher', 'inspector'])
    expect((await site.as(site.actor(role)).get('/boi-duong/quy-tac')).status).toBe(403)
})

test('the check says how many people change, and nothing is saved by it', async () => {
  const before = await rules()
  expect(await figure('2027-01-01')).toMatchObject({ numerator: 3, denominator: 4 })
  const page = await (await check()).text()
  expect(page).toContain('Ngày 01/01/2027: 0 người thành đạt, 2 người không còn đạt')
  expect(page).toContain('Theo phiên bản trước: 3/4 người đạt.')
  expect(page).toContain('Theo phiên bản mới: 1/4 người đạt.')
  expect(await rules()).toEqual(before)
})

test('what is missing or begins too early comes back on the form with what was typed', async () => {
  const bare = await (await check({ source: '', min_hours: 'nhiều' })).text()
  expect(bare).toContain('Hãy ghi nguồn')
  expect(bare).toContain('value="nhiều"')
  expect(bare).not.toContain('Thêm phiên bản này')
  expect(await (await check({ from_date: '1/1/2022' })).text()).toContain(
    'Ngày áp dụng phải sau ngày bắt đầu của phiên bản mới nhất.',
  )
  expect(await (await check({ from_date: '1/6/2026' })).text()).toContain('Số liệu đã chốt không đổi.')
})

test('a version is added from its day on, the one before only ends; figures of each day follow', async () => {
  const [first] = await rules()
  const post = (more: Record<string, string> = {}) =>
    site
      .as(officer())
      .post('/boi-duong/quy-tac/moi?target=pedagogy', { ...answers, _form: 'add', seen: first.id, ...more })
  expect((await post()).status).toBe(303)
  const [old, next] = await rules()
  expect(old).toEqual({ ...first, to_date: '2026-12-31' })
  expect(next).toMatchObject({ from_date: '2027-01-01', to_date: null, min_hours: '20.0', certainty: 'S' })
  expect(next.reading_vi).toBe(
    'Đạt ít nhất một khóa thuộc nhóm Năng lực số, sư phạm số, từ 20 giờ, kết thúc từ ngày 01/09/2022.',
  )
  expect(await figure('2026-12-31')).toMatchObject({ numerator: 3, denominator: 4 })
  expect(await figure('2027-01-01')).toMatchObject({ numerator: 1, denominator: 4 })
  // Whoever built on the version before hears of it.
  const late = await post({ from_date: '1/2/2027' })
  expect(late.status).toBe(409)
  expect(await late.text()).toContain('Vừa có người thêm phiên bản khác')
  const denied = await site
    .as(site.actor('school-manager'))
    .post('/boi-duong/quy-tac/moi?target=pedagogy', { ...answers, _form: 'add', seen: next.id })
  expect(denied.status).toBe(403)
})

test('a version whose day has not come can be withdrawn; one in force cannot', async () => {
  const [old, next] = await rules()
  const page = await (await site.as(officer()).get('/boi-duong/quy-tac')).text()
  expect(page).toContain('Rút lại phiên bản từ 01/01/2027')
  const withdraw = (id: string) => site.as(officer()).post('/boi-duong/quy-tac', { _form: 'withdraw', id })
  expect((await withdraw(old.id)).status).toBe(422)
  expect((await withdraw(next.id)).status).toBe(303)
  expect(await rules()).toEqual([{ ...old, to_date: null }])
})
