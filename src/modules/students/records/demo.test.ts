import { beforeAll, expect, test } from 'vitest'
import { testApp, type TestApp } from '#app/testing.ts'
import { loadDemo } from './demo.ts'
import { makeSchool } from './testing.ts'

let site: TestApp
beforeAll(async () => {
  site = await testApp()
})

const rows = async (text: string) => (await site.app.database.owner.query(text)).rows

test('skips schools without an active version, fills two cohorts of classes, and loads once', async () => {
  await loadDemo(site.app)
  expect(await rows('select 1 from students.enrolment')).toEqual([])
  const school = await makeSchool(site, 'vidu')
  await rows('delete from students.term')
  await loadDemo(site.app)
  const classes = await rows(
    `select count(*)::int as size from students.enrolment where is_demo group by class_group_id`,
  )
  expect(classes).toHaveLength(4)
  for (const { size } of classes) expect(size).toBeGreaterThanOrEqual(25)
  const states = await rows(
    `select state from students.enrolment where is_demo and state <> 'studying' order by 1`,
  )
  expect(states.map((row) => row.state)).toEqual(['reserved', 'withdrawn'])
  expect(await rows('select distinct institution_id from students.enrolment where is_demo')).toEqual([
    { institution_id: school.institution },
  ])
  expect(
    await rows(
      `select 1 from people.person p join students.enrolment e on e.person_id = p.id where e.is_demo and not p.is_demo`,
    ),
  ).toEqual([])
  const count = `select count(*)::int as count from students.enrolment`
  const [before] = await rows(count)
  await loadDemo(site.app)
  expect(await rows(count)).toEqual([before])
})
