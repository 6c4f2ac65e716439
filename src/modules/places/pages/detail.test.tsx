import { beforeAll, expect, test } from 'vitest'
import { publicActor } from '#platform/access.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { places } from '../module.ts'

let site: TestApp
beforeAll(async () => {
  site = await testApp({ modules: [places] })
})
const open = async (path: string) => (await site.as(publicActor).get(path)).text()

test('an old ward says what it is now, with a link', async () => {
  const page = await open('/dia-ban/19750?ngay=2025-05-01')
  expect(page).toContain('Phường Tây Lộc')
  expect(page).toContain('Nay thuộc Phường Phú Xuân.')
  expect(page).toContain('href="/dia-ban/19753?ngay=2025-07-01"')
  expect(page).toContain('Quận Phú Xuân')
  expect(page).toContain('từ 01/01/2025 hoặc trước đó, đến 30/06/2025')
})

test('a new ward says what it was made of', async () => {
  const page = await open('/dia-ban/19753')
  expect(page).toContain(
    'Gồm Phường Đông Ba, Phường Gia Hội, Phường Phú Hậu, Phường Tây Lộc, Phường Thuận Hòa, Phường Thuận Lộc cũ.',
  )
  expect(page).toContain('10,38')
})

test('one code on two days is two units, shown side by side with their days', async () => {
  const then = await open('/dia-ban/19789?ngay=2025-05-01')
  expect(then).toMatch(/<h1[^>]*>Phường Phú Nhuận</)
  const now = await open('/dia-ban/19789')
  expect(now).toMatch(/<h1[^>]*>Phường Thuận Hóa</)
  for (const page of [then, now]) {
    expect(page).toContain('Các đơn vị từng mang mã 19789')
    expect(page).toContain('Phường Phú Nhuận')
    expect(page).toContain('từ 01/07/2025')
  }
})

test('a district shows that its code is not known, its communes, and that nothing succeeded it', async () => {
  const page = await open('/dia-ban/huyen-quan-phu-xuan')
  expect(page).toContain('chưa rõ mã')
  expect(page).toContain('Không còn đơn vị kế thừa.')
  expect(page).toContain('href="/dia-ban/19750?ngay=2025-06-30"')
  expect(page).toContain('Ngày 22/11/2026 không có đơn vị nào mang mã này.')
})

test('the province under its former name says that its beginning is not known', async () => {
  const page = await open('/dia-ban/46?ngay=2024-12-31')
  expect(page).toContain('Tỉnh Thừa Thiên Huế')
  expect(page).toContain('từ trước, đến 31/12/2024')
  expect(page).toContain('Nguồn dữ liệu không ghi ngày bắt đầu.')
  expect(await open('/dia-ban/46?ngay=2010-01-01')).toContain(
    'Chưa rõ đơn vị mang mã này vào ngày 01/01/2010.',
  )
})

test('a unit that only took another name says so', async () => {
  const page = await open('/dia-ban/46')
  expect(page).toContain('Tỉnh Thừa Thiên Huế đổi tên thành Thành phố Huế')
  expect(page).not.toContain('Được lập từ')
})

test('a code nobody ever bore is not found', async () => {
  expect((await site.as(publicActor).get('/dia-ban/99999')).status).toBe(404)
})

test('English is complete on the page', async () => {
  expect(await open('/dia-ban/19750?ngay=2025-05-01&lang=en')).toContain('Now in Phường Phú Xuân.')
})
