import { beforeAll, expect, test } from 'vitest'
import { publicActor } from '#platform/access.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { places } from '../module.ts'

let site: TestApp
beforeAll(async () => {
  site = await testApp({ modules: [places] })
})

test('today Huế has 40 communes; in May 2025 it had 133', async () => {
  const now = await (await site.as(publicActor).get('/dia-ban')).text()
  expect(now).toContain('Đơn vị hành chính<span class="ml-2 font-normal text-muted">40</span>')
  const then = await (await site.as(publicActor).get('/dia-ban?ngay=2025-05-01')).text()
  expect(then).toContain('>133<')
})

test('a name is found with and without marks, đ too', async () => {
  for (const typed of ['Đan Điền', 'dan dien', 'DAN DIEN']) {
    const page = await (await site.as(publicActor).get(`/dia-ban?q=${encodeURIComponent(typed)}`)).text()
    expect(page).toContain('Xã Đan Điền')
    expect(page).not.toContain('Phường Kim Long')
  }
})
