import { beforeAll, expect, test } from 'vitest'
import { testApp, type TestApp } from '#app/testing.ts'
import { loadDemo } from '../records/demo.ts'
import { makeSchool } from '../records/testing.ts'
import { loadGraduationDemo } from './demo/load.ts'

let site: TestApp
beforeAll(async () => {
  site = await testApp()
})
const rows = async (text: string) => (await site.app.database.owner.query(text)).rows

test('graduates one older cohort by decision, leaves another with what is missing, and loads once', async () => {
  await loadGraduationDemo(site.app)
  expect(await rows('select 1 from students.graduation_review')).toEqual([])
  await makeSchool(site, 'vidu')
  await rows('delete from students.term')
  await loadDemo(site.app)
  await loadGraduationDemo(site.app)
  const reviews = await rows(
    `select r.state, count(*) filter (where g.is_eligible)::int as yes, count(*) filter (where not g.is_eligible and g.reasons <> '[]')::int as no
     from students.graduation_review r join students.graduation_case g on g.review_id = r.id group by r.id, r.state order by r.state`,
  )
  expect(reviews).toMatchObject([{ state: 'decided', yes: 14, no: 0 }, { state: 'draft' }])
  expect(reviews[1].no).toBeGreaterThan(0)
  expect(
    await rows(
      `select distinct state, is_demo from students.enrolment where to_date is not null and state = 'graduated'`,
    ),
  ).toEqual([{ state: 'graduated', is_demo: true }])
  await loadGraduationDemo(site.app)
  expect(await rows('select state from students.graduation_review')).toHaveLength(2)
})
