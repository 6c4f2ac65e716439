import { expect, test } from 'vitest'
import { publicActor } from '#platform/access.ts'
import { testApp } from '#app/testing.ts'
import { places } from '#modules/places/module.ts'
import { loadDemo } from './demo.ts'
import { institutions } from './module.ts'

const marked = ['contact', 'licence', 'licence_item', 'infrastructure', 'recognition']

test('examples are marked row by row, fill the filters, and leave real facts as they were', async () => {
  const site = await testApp({ modules: [places, institutions] })
  const facts = async () =>
    (
      await site.app.database.owner.query(
        `select code, facts, website, governing_body from institutions.institution order by code`,
      )
    ).rows
  const campuses = async () =>
    (await site.app.database.owner.query(`select * from institutions.campus where not is_demo order by id`))
      .rows
  const before = [await facts(), await campuses()]
  await loadDemo(site.app)
  expect([await facts(), await campuses()]).toEqual(before)
  for (const table of marked) {
    const found = (
      await site.app.database.owner.query(
        `select count(*)::int as n, count(*) filter (where is_demo)::int as marked from institutions.${table}`,
      )
    ).rows[0]
    expect([table, found.n > 0]).toEqual([table, true])
    expect([table, found.marked]).toEqual([table, found.n])
  }
  const text = await (await site.as(publicActor).get('/co-so?trinh_do=cao_dang')).text()
  expect(text).toContain('Ví dụ')
  const page = await (await site.as(publicActor).get('/co-so/cd-hue')).text()
  expect(page).toContain('Đường Ví Dụ')
  expect(page).toContain('Ví dụ')
  const featured = (await (await site.as(publicActor).get('/du-lieu-mo/co-so.geojson?clc=1')).json()) as {
    features: { properties: { is_example: boolean } }[]
  }
  expect(featured.features.map((feature) => feature.properties.is_example)).toEqual([true])
  const all = (await (await site.as(publicActor).get('/api/v1/institutions?tinh_trang=all')).json()) as {
    institutions: { confirmed_on: string | null }[]
  }
  expect(all.institutions.map((one) => one.confirmed_on).filter(Boolean)).toEqual([])
})
