import { render } from 'preact-render-to-string'
import { beforeAll, expect, test } from 'vitest'
import { publicActor, systemActor } from '#platform/access.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { AddressLines, unitsNow, unitThenAndNow, type ThenAndNow } from './index.ts'
import { places } from './module.ts'

let site: TestApp
beforeAll(async () => {
  site = await testApp({ modules: [places] })
})

async function placeOf(code: string, on: string): Promise<ThenAndNow> {
  return site.app.database.read(systemActor('test'), async (db) => {
    const { then } = await unitThenAndNow(db, code, on, '2026-11-22')
    return (await unitsNow(db, [then!.id], '2026-11-22')).get(then!.id)!
  })
}
const shown = (place: ThenAndNow, street?: string) =>
  render(<AddressLines street={street} place={place} t={site.app.catalog('vi')} />).replaceAll(/<[^>]+>/g, '')

test('an address shows the unit it was written with, and the unit of today', async () => {
  const text = shown(await placeOf('19750', '2025-05-01'), '12 đường Thử')
  expect(text).toContain('12 đường Thử, Phường Tây Lộc, Quận Phú Xuân, Thành phố Huế')
  expect(text).toContain('Từ 01/07/2025 thuộc Phường Phú Xuân, Thành phố Huế')
})

test('an address in a unit still in force is one line', async () => {
  expect(shown(await placeOf('19753', '2026-01-01'), '1 đường Thử')).toBe(
    '1 đường Thử, Phường Phú Xuân, Thành phố Huế',
  )
})

test('an address in a unit that was divided names every unit it may lie in', async () => {
  const place = await placeOf('19750', '2025-05-01')
  const other = (await placeOf('19774', '2026-01-01')).now[0]!
  expect(shown({ ...place, now: [...place.now, other] })).toContain(
    'thuộc một trong các đơn vị: Phường Phú Xuân, Thành phố Huế hoặc Phường Kim Long, Thành phố Huế',
  )
})

test('an address in a unit without heir says when it ended', async () => {
  expect(shown(await placeOf('huyen-quan-phu-xuan', '2025-05-01'))).toContain(
    'Đơn vị này kết thúc ngày 30/06/2025.',
  )
})

test('global search leads from an old name to the new unit', async () => {
  const page = await (await site.as(publicActor).get('/tim?q=tay+loc')).text()
  expect(page).toContain('Phường Phú Xuân')
  expect(page).toContain('trước 01/07/2025: Phường Tây Lộc')
  expect(await (await site.as(publicActor).get('/tim?q=quan+phu+xuan')).text()).toContain('Quận Phú Xuân')
})

test('the API lists the units of a day and follows a code', async () => {
  const list = (await (
    await site.as(publicActor).get('/api/v1/places?kind=commune&on=2025-05-01')
  ).json()) as { places: unknown[] }
  expect(list.places).toHaveLength(133)
  const one = (await (await site.as(publicActor).get('/api/v1/places/19750?on=2025-05-01')).json()) as Record<
    string,
    unknown
  >
  expect(one).toMatchObject({
    place: { name: 'Phường Tây Lộc', from_is_known: false },
    after: [{ code: '19753', name: 'Phường Phú Xuân', kind: 'merge', is_part: false }],
    now: [{ code: '19753', is_part: false }],
  })
  expect((await site.as(publicActor).get('/api/v1/places/19750?on=2026-01-01')).status).toBe(404)
  expect((await site.as(publicActor).get('/api/v1/places?on=hom-qua')).status).toBe(422)
})
