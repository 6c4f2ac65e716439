import { beforeAll, expect, test } from 'vitest'
import { publicActor } from '#platform/access.ts'
import { measureFigure, measureMembers } from '#platform/measures/index.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { places } from '#modules/places/module.ts'
import { mapPublished, digitalInfrastructure } from '../measures.ts'
import { institutions } from '../module.ts'
import { searchInstitutions, type InstitutionQuery } from './search.ts'

let site: TestApp
beforeAll(async () => {
  site = await testApp({ modules: [places, institutions] })
})

const find = (query: Partial<InstitutionQuery>, page?: { limit: number; after?: string | undefined }) =>
  site.app.database.read(publicActor, (db) => searchInstitutions(db, { on: '2026-11-22', ...query }, page))
const codes = async (query: Partial<InstitutionQuery>) => (await find(query)).hits.map((hit) => hit.code)

test('x', async () => {
  console.log(await codes({}), await codes({text: 'cao dang hue'}), await codes({text:'vinh ninh'}), await codes({text: 'Thuận Hóa'}), await codes({ward:'19789'}), await codes({ward: 'Vĩnh Ninh'}), await codes({text:'giao thong'}))
  console.log((await find({text:'hueic'})).hits, (await find({near:{lat:16.46,lon:107.6}})).hits.length)
  await site.app.database.read(publicActor, async (db) => {
    console.log(await measureFigure(db, mapPublished, '2026-11-22'), await measureMembers(db, digitalInfrastructure, '2026-11-22', {}, {limit: 10}), (await measureMembers(db, mapPublished, '2026-11-22', {}, {limit: 2})))
  })
})
