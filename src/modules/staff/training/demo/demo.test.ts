import { beforeAll, expect, test } from 'vitest'
import { systemActor } from '#platform/access.ts'
import { today } from '#platform/clock.ts'
import { measureFigure } from '#platform/measures/index.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { institutions } from '#modules/institutions/module.ts'
import { people } from '#modules/people/module.ts'
import { places } from '#modules/places/module.ts'
import { staff } from '../../module.ts'
import { trainedMaterials, trainedPedagogy } from '../measure.ts'
import { fixture } from '../testing.ts'
import { loadDemo } from './load.ts'

let site: TestApp
beforeAll(async () => {
  site = await demoSite()
})

async function demoSite(): Promise<TestApp> {
  const made = await testApp({ modules: [places, institutions, people, staff] })
  const make = fixture(made.app.database.owner)
  const home = await make.institution('truong-vi-du')
  for (let n = 0; n < 300; n++)
    await make.post(await make.person(`Người Ví Dụ ${n}`, home), home, {
      is_demo: true,
      role: n % 8 === 0 ? 'manager' : 'teacher',
      contract: n % 9 === 0 ? 'visiting' : 'tenured',
    })
  await loadDemo(made.app)
  return made
}

const one = async (text: string) => (await site.app.database.owner.query(text)).rows[0]
const share = async (measure: typeof trainedPedagogy) => {
  const figure = await site.app.database.read(systemActor('test'), (db) =>
    measureFigure(db, measure, today(site.app.clock)),
  )
  return figure.numerator / figure.denominator
}

test('example training gives figures worth a board: T01 about a half, T02 less', async () => {
  expect(await share(trainedPedagogy)).toBeGreaterThan(0.45)
  expect(await share(trainedPedagogy)).toBeLessThan(0.65)
  expect(await share(trainedMaterials)).toBeGreaterThan(0.3)
  expect(await share(trainedMaterials)).toBeLessThan(0.5)
})

test('it has every state: classes to come and one without results, certificates waiting, refused and run out', async () => {
  expect(await one(`select count(*)::int as courses from staff.course where is_demo`)).toEqual({
    courses: 12,
  })
  expect(
    await one(`select count(*)::int as runs, count(*) filter (where state = 'open' and from_date > '2026-11-22')::int as coming,
    count(*) filter (where state = 'open' and to_date < '2026-11-22')::int as waiting from staff.course_run`),
  ).toEqual({ runs: 30, coming: 5, waiting: 1 })
  const outside =
    await one(`select count(*) filter (where state = 'pending') > 0 as pending, count(*) filter (where state = 'rejected') > 0 as rejected,
    count(*) filter (where valid_to < '2026-11-22') > 0 as expired from staff.outside_certificate`)
  expect(outside).toEqual({ pending: true, rejected: true, expired: true })
  expect(await one(`select count(*)::int as n from staff.enrolment where decided_on > '2026-11-22'`)).toEqual(
    { n: 0 },
  )
})

test('a second start adds nothing', async () => {
  const before = await one('select count(*)::int as n from staff.enrolment')
  await loadDemo(site.app)
  expect(await one('select count(*)::int as n from staff.enrolment')).toEqual(before)
})

test('what waits shows on the home page of whoever it waits for', async () => {
  const page = await (await site.as(site.actor('department-officer')).get('/')).text()
  expect(page).toContain('chứng chỉ bồi dưỡng')
  expect(page).toContain('Nhập kết quả lớp')
  const person = (
    await one(
      `select p.person_id from staff.post p where p.role = 'teacher' and p.contract = 'tenured' and not exists (select 1 from staff.training_evidence v where v.person_id = p.person_id) limit 1`,
    )
  ).person_id
  const own = await (
    await site.as(site.actor('teacher', { kind: 'self', id: person }, person)).get('/')
  ).text()
  expect(own).toContain('Chưa đạt yêu cầu bồi dưỡng: Phát triển học liệu số')
  expect(own).toContain('Lớp gần nhất')
})

test('on one day every installation gets the same example', async () => {
  const results = async (at: TestApp) =>
    (
      await at.app.database.owner.query(
        `select e.person_name, r.code, e.outcome, e.score from staff.enrolment e join staff.course_run r on r.id = e.run_id order by 1, 2`,
      )
    ).rows
  expect(await results(await demoSite())).toEqual(await results(site))
})
