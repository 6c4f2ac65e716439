import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { publicActor } from '#platform/access.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { places } from '../module.ts'

let site: TestApp
let officer: ReturnType<TestApp['actor']>
beforeAll(async () => {
  site = await testApp({ modules: [places] })
  officer = site.actor('department-officer')
})

const ring = (lon: number, lat: number) => [
  [lon, lat],
  [lon + 0.1, lat],
  [lon + 0.1, lat + 0.1],
  [lon, lat + 0.1],
  [lon, lat],
]
const feature = (code: string, lon = 107.5) => ({
  type: 'Feature',
  id: code,
  properties: { name: 'x' },
  geometry: { type: 'Polygon', coordinates: [ring(lon, 16.4)] },
})
const collection = (...features: object[]) =>
  new File([JSON.stringify({ type: 'FeatureCollection', features })], 'ranh-gioi.geojson')
const send = (file: File, more: Record<string, string> = {}) =>
  site.as(officer).post('/dia-ban/ranh-gioi', {
    _form: 'import',
    file,
    source: 'Hình vẽ để thử',
    on: '22/11/2026',
    ...more,
  })

type Collection = {
  features: { id: string; properties: { name: string; source: string }; geometry: { type: string } }[]
}
const published = async (day = '') =>
  (await (await site.as(publicActor).get(`/du-lieu-mo/ranh-gioi.geojson${day}`)).json()) as Collection

describe('boundaries brought in', () => {
  test('are published for the units in force on the day, under the name of our record, with their source', async () => {
    expect((await send(collection(feature('19753'), feature('19774', 107.6)))).status).toBe(303)
    const now = await published()
    expect(now.features.map((each) => [each.id, each.properties.name, each.properties.source])).toEqual([
      ['19753', 'Phường Phú Xuân', 'Hình vẽ để thử'],
      ['19774', 'Phường Kim Long', 'Hình vẽ để thử'],
    ])
    expect((await published('?ngay=2025-05-01')).features).toEqual([])
  })

  test('belong to the unit of the day asked: the same code then is another unit', async () => {
    await send(collection(feature('19753', 107.7)), { on: '1/5/2025' })
    expect((await published('?ngay=2025-05-01')).features.map((each) => each.properties.name)).toEqual([
      'Phường Thuận Lộc',
    ])
    expect((await published()).features).toHaveLength(2)
  })

  test('are drawn on the page of the unit without script', async () => {
    const page = await (await site.as(publicActor).get('/dia-ban/19753')).text()
    expect(page).toMatch(/<svg[^>]*aria-label="Hình ranh giới Phường Phú Xuân"/)
    expect(page).toContain('Ranh giới: Hình vẽ để thử')
  })

  test('are answered from the cache when they did not change', async () => {
    const first = await site.as(publicActor).get('/du-lieu-mo/ranh-gioi.geojson')
    // an import shows at once: every copy asks whether it is still true
    expect(first.headers.get('cache-control')).toBe('public, no-cache')
    const etag = first.headers.get('etag')!
    expect(
      (await site.as(publicActor).get('/du-lieu-mo/ranh-gioi.geojson', { 'if-none-match': etag })).status,
    ).toBe(304)
    await send(collection(feature('19774', 107.65)))
    expect(
      (await site.as(publicActor).get('/du-lieu-mo/ranh-gioi.geojson', { 'if-none-match': etag })).status,
    ).toBe(200)
  })
})

describe('a file that is wrong', () => {
  test('is refused whole, naming the feature', async () => {
    const before = await published()
    const answer = await send(collection(feature('19777'), feature('19999')))
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Vùng thứ 2: không có đơn vị nào mang mã 19999 vào ngày 22/11/2026')
    const open = {
      ...feature('19777'),
      geometry: { type: 'Polygon', coordinates: [ring(107.5, 16.4).slice(0, 4)] },
    }
    expect(await (await send(collection(open))).text()).toContain(
      'Vùng thứ 1 (mã 19777): đường bao bắt đầu ở',
    )
    expect(await published()).toEqual(before)
  })

  test('or without a source is refused, and what was typed stays', async () => {
    const answer = await send(collection(feature('19777')), { source: '', on: '31/2/2026' })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('Hãy ghi nguồn của ranh giới.')
    expect(page).toContain('Ngày chưa đúng')
    expect(page).toContain('value="31/2/2026"')
  })
})

const real = '../shared/data/tests-only/geo/hue_wards_simplified.geojson'
test.skipIf(!existsSync(real))(
  `the real boundaries of the 40 units go in as they are (skipped without ${real})`,
  async () => {
    const answer = await send(new File([readFileSync(real)], 'hue.geojson'), { source: 'Bộ dữ liệu thử' })
    expect(answer.status).toBe(303)
    const now = await published()
    expect(now.features).toHaveLength(40)
    const given = (JSON.parse(readFileSync(real, 'utf8')) as Collection).features.toSorted((a, b) =>
      a.id < b.id ? -1 : 1,
    )
    expect(now.features.map((each) => each.geometry)).toEqual(given.map((each) => each.geometry))
    const page = await site.as(publicActor).get('/dia-ban/20137')
    expect((await page.text()).length).toBeLessThan(60_000)
  },
)
