import { beforeAll, expect, test } from 'vitest'
import { fixture } from '#modules/students/testing/fixture.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { loadResourcesDemo } from './load.ts'

let site: TestApp
beforeAll(async () => {
  site = await testApp()
})
const rows = async (text: string) => (await site.app.database.owner.query(text)).rows

test('resources stand at every stage, open to their readers, and load once', async () => {
  await loadResourcesDemo(site.app)
  expect(await rows('select 1 from resources.resource')).toEqual([])
  const make = fixture(site.app.database.owner)
  for (const code of ['vidu-a', 'vidu-b', 'vidu-c']) {
    const school = await make.institution(code)
    await make.programme(school, [{ name: 'Tiện trụ trơn' }, { name: 'Phay mặt phẳng' }], {
      programme: { is_demo: true },
    })
    for (const name of ['Hoàng Một', 'Hoàng Hai', 'Hoàng Ba', 'Hoàng Bốn']) {
      const person = await make.person(`${name} ${code}`, school)
      await rows(
        `insert into staff.post (person_id, name_key, institution_id, role, contract, from_date, is_demo)
         select id, name_key, '${school}', 'teacher', 'tenured', '2020-01-01', true from people.person where id = '${person}'`,
      )
    }
  }
  await loadResourcesDemo(site.app)
  const stages = await rows(
    `select v.state, r.access, count(*)::int as count from resources.version v join resources.resource r on r.id = v.resource_id
     where r.is_demo group by 1, 2 order by 1, 2`,
  )
  expect(stages.filter((one) => one.state === 'published').reduce((sum, one) => sum + one.count, 0)).toBe(5)
  expect(stages.map((one) => one.state)).toEqual(expect.arrayContaining(['draft', 'submitted', 'published']))
  // Their steps go forward in time, and none of them was only just made.
  const behind = await rows(`select 1 from resources.version_step a join resources.version_step b
    on b.version_id = a.version_id and b.step_no > a.step_no and b.at < a.at`)
  expect(behind).toEqual([])
  const [shared] = await rows(
    `select code from resources.resource where access in ('public', 'signed_in') limit 1`,
  )
  const page = await site.as(site.actor('department-officer')).get(`/hoc-lieu/${shared.code}`)
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('Ví dụ')
  await loadResourcesDemo(site.app)
  expect(await rows('select 1 from resources.resource')).toHaveLength(9)
})
