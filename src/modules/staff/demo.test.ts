import { beforeAll, expect, test } from 'vitest'
import { verifyChain } from '#platform/audit/verify.ts'
import { institutions } from '#modules/institutions/module.ts'
import { people } from '#modules/people/module.ts'
import { places } from '#modules/places/module.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { loadDemo } from './demo.ts'
import { staff } from './module.ts'

let site: TestApp
beforeAll(async () => {
  site = await testApp({ modules: [places, institutions, people, staff] })
  await loadDemo(site.app)
})

const one = async (text: string) => (await site.app.database.owner.query(text)).rows[0]

test('the example has about 600 people over the institutions that work, all marked, with posts, degrees and no real number', async () => {
  const counts =
    await one(`select count(*)::int as people, count(*) filter (where not is_demo)::int as unmarked,
    count(*) filter (where citizen_number_end is null)::int as without_number from people.person`)
  expect(counts.people).toBeGreaterThan(500)
  expect(counts.people).toBeLessThan(750)
  expect(counts.unmarked).toBe(0)
  expect(
    await one(
      `select count(*)::int as n from people.person p where not exists (select 1 from staff.post o where o.person_id = p.id)`,
    ),
  ).toEqual({ n: 0 })
  const sealed = await one(
    `select citizen_number_sealed as text from people.person where citizen_number_sealed is not null limit 1`,
  )
  expect(site.app.keys.open(sealed.text)).toMatch(/^099\d{9}$/)
  expect(
    await one(
      `select count(distinct institution_id)::int = (select count(*)::int from institutions.on_day('2026-11-22') where is_active) as all from staff.post`,
    ),
  ).toEqual({ all: true })
})

test('the queue of duplicates has work, and the chain holds', async () => {
  const html = await (await site.as(site.actor('department-officer')).get('/nguoi/trung-lap')).text()
  expect(html).toContain('Hồ sơ thứ nhất')
  expect((await verifyChain(site.app.database.owner)).brokenAt).toBeUndefined()
})
