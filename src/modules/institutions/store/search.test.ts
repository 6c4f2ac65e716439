import { beforeAll, describe, expect, test } from 'vitest'
import { publicActor, systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { places } from '#modules/places/module.ts'
import { changePart } from '../actions/change-part.ts'
import { addRecognition } from '../actions/add-recognition.ts'
import { institutions } from '../module.ts'
import { searchInstitutions, type InstitutionQuery } from './search.ts'

let site: TestApp
beforeAll(async () => {
  site = await testApp({ modules: [places, institutions] })
  const item = {
    code: 'cd-hue',
    part: 'licence_item',
    licence_number: '12/2024',
    occupation_code: '6510201',
    level: 'cao_dang',
    quota: '1.050',
    source: 'giấy mẫu',
    version: 0,
  }
  const found = await site.app.database.owner.query(
    `select code, name from institutions.occupation where level = 'cao_dang' and name ilike '%điện công nghiệp%' limit 1`,
  )
  await act(site.app, changePart, { ...item, occupation_code: found.rows[0].code }, systemActor('test'))
  const recognition = {
    code: 'cd-du-lich-hue',
    kind: 'high_quality_college',
    decision_no: '1/QĐ',
    decision_date: '2025-01-10',
    valid_from: '2025-01-10',
    valid_to: '2030-01-09',
    source: 'quyết định mẫu',
  }
  await act(site.app, addRecognition, recognition, systemActor('test'))
})

const find = (query: Partial<InstitutionQuery>, page?: { limit: number; after?: string | undefined }) =>
  site.app.database.read(publicActor, (db) => searchInstitutions(db, { on: '2026-11-22', ...query }, page))
const codes = async (query: Partial<InstitutionQuery>) => (await find(query)).hits.map((hit) => hit.code)

describe('search of the register', () => {
  test('a name is found with and without marks, đ and the two ways of placing a tone', async () => {
    for (const text of ['Du lịch Huế', 'du lich hue', 'DU LICH'])
      expect(await codes({ text })).toContain('cd-du-lich-hue')
    for (const text of ['Xây dựng Công trình đô thị', 'xay dung cong trinh do thi'])
      expect(await codes({ text })).toEqual(['cd-xay-dung-cong-trinh-do-thi-hue'])
    for (const text of ['Văn hoá', 'Văn hóa', 'van hoa'])
      expect(await codes({ text })).toEqual(['tc-van-hoa-nghe-thuat'])
  })

  test('the name as written comes first, then the loose matches', async () => {
    const [first] = await codes({ text: 'Cao đẳng Huế' })
    expect(first).toBe('cd-hue')
  })

  test('a former name finds the institution it became, and says so', async () => {
    const { hits } = await find({ text: 'cao dang nghe thua thien hue' })
    expect(hits.map((hit) => [hit.code, hit.found_by])).toEqual([
      ['cd-hue', 'Trường Cao đẳng nghề Thừa Thiên Huế'],
    ])
    expect(await codes({ text: 'cao dang nghe thua thien hue', standing: 'all' })).toEqual([
      'cd-nghe-thua-thien-hue',
      'cd-hue',
    ])
  })

  test('an old ward, a new ward and the code of the new ward find the same school', async () => {
    const asked = [
      { text: 'Vĩnh Ninh' },
      { text: 'vinh ninh' },
      { text: 'phuong thuan hoa' },
      { text: 'Phường Thuận Hoá' },
      { ward: '19789' },
      { ward: 'Vĩnh Ninh' },
    ]
    for (const query of asked) expect([query, await codes(query)]).toEqual([query, ['hueic']])
    // 19789 was the code of the former ward Phú Nhuận; today it is Thuận Hóa, so a neighbouring old ward does not match by name
    expect(await codes({ ward: 'Phú Nhuận' })).toEqual([])
    expect(await codes({ ward: '19753' })).toEqual([])
  })

  test('an occupation is found by name, code and level; a text may join name and occupation', async () => {
    expect(await codes({ text: 'dien cong nghiep' })).toContain('cd-hue')
    expect(await codes({ text: 'cao đẳng huế điện công nghiệp' })).toEqual(['cd-hue'])
    expect(await codes({ level: 'cao_dang' })).toEqual(['cd-hue'])
    expect(await codes({ level: 'so_cap' })).toEqual([])
    const [hit] = (await find({ text: 'Cao đẳng Huế' })).hits
    expect(hit?.occupations).toMatchObject([{ level: 'cao_dang', quota: 1050 }])
  })

  test('a recognition counts only while it is valid', async () => {
    expect(await codes({ isHighQuality: true })).toEqual(['cd-du-lich-hue'])
    expect(await codes({ isHighQuality: true, on: '2030-01-10' })).toEqual([])
  })

  test('near a point: with the distance, nothing beyond the radius', async () => {
    const at = { lat: 16.4556, lon: 107.5838 }
    expect((await find({ near: at })).hits).toMatchObject([{ code: 'hueic', distance_km: 0 }])
    expect(await codes({ near: { lat: 16.2, lon: 107.9 }, radiusKm: 10 })).toEqual([])
  })

  test('pages follow each other without gap or repetition, and count everything', async () => {
    const all = await codes({})
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await find({}, { limit: 4, after })
      expect(page.total).toBe(all.length)
      seen.push(...page.hits.map((hit) => hit.code))
      after = page.next
    } while (after)
    expect(seen).toEqual(all)
    expect(all.length).toBe(18)
  })

  test('signs of the pattern language are ordinary letters, and a bad cursor begins again', async () => {
    expect(await codes({ text: '%' })).toEqual([])
    expect(await codes({ ward: '_' })).toEqual([])
    expect(await codes({ text: 'kinh te du lich duy tan' })).toEqual(['tc-kinh-te-du-lich-duy-tan'])
    expect(await codes({ text: "'; drop table x; --" })).toEqual([])
    expect((await find({}, { limit: 3, after: 'rubbish' })).hits).toHaveLength(3)
  })
})
