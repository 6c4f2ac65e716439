import { beforeAll, describe, expect, test } from 'vitest'
import { publicActor } from '#platform/access.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { places } from '../module.ts'

let site: TestApp
beforeAll(async () => {
  site = await testApp({ modules: [places] })
})
const open = async (path: string) => (await site.as(publicActor).get(path)).text()
const search = (text: string, more = '') => open(`/dia-ban?q=${encodeURIComponent(text)}${more}`)

test('today Huế has 40 communes; in May 2025 it had 133', async () => {
  expect(await open('/dia-ban')).toContain(
    'Đơn vị hành chính<span class="ml-2 font-normal text-muted">40</span>',
  )
  for (const day of ['2025-05-01', '01/05/2025'])
    expect(await open(`/dia-ban?ngay=${encodeURIComponent(day)}`)).toContain('>133<')
})

test('a name is found with and without marks, đ too', async () => {
  for (const typed of ['Đan Điền', 'dan dien', 'DAN DIEN']) {
    const page = await search(typed)
    expect(page).toContain('Xã Đan Điền')
    expect(page).not.toContain('Phường Kim Long')
  }
})

describe('an old name', () => {
  test('finds the new unit and says by which name', async () => {
    const page = await search('tây lộc')
    expect(page).toContain('Phường Phú Xuân')
    expect(page).toContain('trước 01/07/2025: Phường Tây Lộc')
    expect(page).not.toContain('Phường Kim Long')
  })

  test('in the tree of its own day is found as itself; a new name finds the old ones', async () => {
    expect(await search('tây lộc', '&ngay=2025-05-01')).not.toContain('trước 01/07/2025')
    expect(await search('Mỹ Thượng', '&ngay=2025-05-01')).toContain('từ 01/07/2025: Phường Mỹ Thượng')
  })

  test('of the province finds the city', async () => {
    const page = await search('thua thien hue', '&cap=province')
    expect(page).toContain('Thành phố Huế')
    expect(page).toContain('trước 01/01/2025: Tỉnh Thừa Thiên Huế')
  })

  test('does not treat % and _ as wildcards', async () => {
    expect(await search('%')).toContain('Không có đơn vị nào khớp')
  })
})

test('districts of May 2025 are listed without a code; one of them opens its communes', async () => {
  const page = await open('/dia-ban?cap=district&ngay=2025-05-01')
  expect(page).toContain('Quận Thuận Hóa')
  expect(page).toContain('chưa rõ mã')
  const inside = await open('/dia-ban?ngay=2025-05-01&thuoc=huyen-quan-phu-xuan')
  expect(inside).toContain('thuộc Quận Phú Xuân')
  expect(inside).toContain('Phường Tây Lộc')
  expect(inside).not.toContain('Phường Vỹ Dạ')
})

test('the list is sorted by area, largest first', async () => {
  const page = await open('/dia-ban?xep=area_km2&chieu=desc')
  const areas = [...page.matchAll(/data-label="Diện tích \(km²\)">([\d.,]+)</g)].map((match) =>
    Number(match[1]!.replace('.', '').replace(',', '.')),
  )
  expect(areas).toHaveLength(40)
  expect(areas).toEqual(areas.toSorted((a, b) => b - a))
})

test('a day before the data says from when there is some', async () => {
  expect(await open('/dia-ban?ngay=2020-01-01')).toContain('bắt đầu từ ngày 01/01/2025')
})

test('the CSV holds what the page shows', async () => {
  const answer = await site.as(publicActor).get('/du-lieu-mo/dia-ban.csv?ngay=2025-05-01')
  expect(answer.headers.get('content-type')).toContain('text/csv')
  const lines = (await answer.text()).trim().split('\r\n')
  expect(lines).toHaveLength(134)
  expect(lines.find((line) => line.startsWith('19750,'))).toContain('Phường Tây Lộc,Phường,Quận Phú Xuân')
})
