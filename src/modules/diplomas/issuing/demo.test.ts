import { beforeAll, expect, test } from 'vitest'
import { testApp, type TestApp } from '#app/testing.ts'
import { loadGraduationDemo } from '#modules/students/graduation/demo/load.ts'
import { loadDemo } from '#modules/students/records/demo.ts'
import { makeSchool } from '#modules/students/records/testing.ts'
import { loadKeysDemo } from '../documents/demo/keys.ts'
import { loadIssuingDemo } from './demo/load.ts'

let site: TestApp
beforeAll(async () => {
  site = await testApp()
})
const rows = async (text: string) => (await site.app.database.owner.query(text)).rows

test('an example school has diplomas in every state of an issue, marked as examples, and loads once', async () => {
  await loadIssuingDemo(site.app)
  expect(await rows('select 1 from diplomas.issue_run')).toEqual([])
  await makeSchool(site, 'vidu')
  await rows('delete from students.term')
  await loadDemo(site.app)
  await loadGraduationDemo(site.app)
  await loadKeysDemo(site.app)
  await loadIssuingDemo(site.app)
  const states = await rows(
    `select d.state, count(*)::int as times from diplomas.diploma d group by d.state order by d.state`,
  )
  expect(states.map((row) => row.state)).toEqual(['delivered', 'draft', 'issued', 'numbered', 'void'])
  expect(await rows(`select distinct state from diplomas.issue_run order by state`)).toEqual([
    { state: 'draft' },
    { state: 'issued' },
    { state: 'numbered' },
  ])
  expect(await rows(`select distinct is_demo from diplomas.diploma`)).toEqual([{ is_demo: true }])
  await loadIssuingDemo(site.app)
  expect(await rows('select 1 from diplomas.issue_run')).toHaveLength(3)
})
