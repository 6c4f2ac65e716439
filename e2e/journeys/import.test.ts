import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { desktop, phone, signIn, visitor } from '../browser.ts'
import { ask, chosen } from './ground.ts'
import { filledForm } from './teachers.ts'

const tables = ['people.person', 'people.link', 'staff.post', 'staff.qualification', 'staff.training_claim']

/** What the tables hold, row by row, so that nothing an import left behind can hide. */
async function contents(): Promise<Record<string, unknown>[]> {
  const parts = tables.map(
    (table) =>
      `select '${table}' as name, count(*)::int as rows, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as all from ${table} t`,
  )
  return ask(parts.join(' union all '))
}

/** How many people T01 speaks of, as programs read it. */
async function population(page: Page): Promise<number> {
  const answer = await page.request.get('/api/v1/plan/indicators')
  const { indicators } = (await answer.json()) as { indicators: { code: string; denominator: number }[] }
  return indicators.find((one) => one.code === 'T01')!.denominator
}

const people = [
  { name: 'Nguyễn Thị Hành', bornWoman: '5/3/1985', degree: 'Cơ khí' },
  { name: 'Trần Văn Trình', bornMan: '31/2/1980', degree: 'Điện' },
  { name: 'Lê Thị Chuyến', bornWoman: '7/12/1991' },
]

describe('a school brings in its list of teachers', () => {
  test.each([
    ['on a phone, then at a desk', true],
    ['without script', false],
  ])(
    '%s: uploads the form as it is, corrects a cell in the page, writes, and takes it back',
    async (_where, hasScript) => {
      const context = await visitor(phone, { hasScript })
      const page = await signIn(context, 'school-manager')
      const before = { contents: await contents(), population: await population(page) }
      await upload(page)
      await page.setViewportSize(desktop)
      await correct(page)
      await write(page)
      expect(await population(page)).toBe(before.population + people.length)
      await findInList(context)
      await takeBack(page)
      expect(await contents()).toEqual(before.contents)
      expect(await population(page)).toBe(before.population)
      await context.close()
    },
  )
})

/** From the front page to the preview, as a phone shows it. */
async function upload(page: Page): Promise<void> {
  await page.goto('/nhap-du-lieu')
  await page.locator('a[href="/nhap-du-lieu/tai-len/staff"]').first().click()
  await page.waitForURL(/tai-len\/staff/)
  const [shown, wide] = await page.locator('html').evaluate((html) => [html.clientWidth, html.scrollWidth])
  expect(wide).toBe(shown)
  await page.setInputFiles('input[type=file]', chosen('Danh sách nhà giáo.xlsx', await filledForm(people)))
  await page.getByRole('button', { name: 'Tải lên và kiểm tra' }).click()
  await page.waitForURL(/nhap-du-lieu\/[0-9a-f-]{36}$/)
  const [wider, still] = await page.locator('html').evaluate((html) => [html.scrollWidth, html.clientWidth])
  expect(wider, 'the preview does not scroll the page sideways').toBe(still)
}

async function correct(page: Page): Promise<void> {
  const row = page.locator('main tbody tr', { hasText: 'Trần Văn Trình' })
  const box = row.locator('input[aria-invalid=true]')
  expect(await box.inputValue()).toBe('31/2/1980')
  const words = await page.locator(`[id="${await box.getAttribute('aria-describedby')}"]`).innerText()
  expect(words).toContain('“31/2/1980” không có trong lịch')
  expect(await page.locator('#ghi').innerText()).toContain('2 bản ghi mới sẽ được thêm')
  await box.fill('28/2/1980')
  await page.getByRole('button', { name: 'Lưu các ô và quyết định' }).click()
  await page.getByText('Đã sửa 1 dòng').waitFor()
  expect(await page.locator('main input[aria-invalid=true]').count()).toBe(0)
}

async function write(page: Page): Promise<void> {
  await page.getByRole('button', { name: `Ghi ${people.length} bản ghi` }).click()
  await page.getByText(`Đã ghi: ${people.length} bản ghi mới`).waitFor()
}

async function findInList(context: BrowserContext): Promise<void> {
  const page = await context.newPage()
  for (const { name } of people) {
    await page.goto(`/nhan-su?q=${encodeURIComponent(name)}`)
    await page.getByRole('link', { name, exact: true }).click()
    await page.waitForURL(/nhan-su\/[0-9a-f-]{36}$/)
    expect(await page.locator('h1').innerText()).toContain(name)
  }
  await page.goto(`/nhan-su?q=${encodeURIComponent('tran van trinh')}`)
  expect(
    await page.locator('main table').innerText(),
    'found without marks, with the corrected date',
  ).toContain('28/02/1980')
  await page.close()
}

async function takeBack(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Hoàn tác đợt này' }).click()
  await page.waitForURL(/hoan-tac$/)
  expect(await page.locator('main').innerText()).toContain(`${people.length} bản ghi được thêm sẽ bị gỡ`)
  await page.locator('main').getByRole('button', { name: 'Hoàn tác' }).click()
  await page.getByText('Đã hoàn tác: mọi thứ đợt này ghi đã được gỡ').waitFor()
  await page.goto(`/nhan-su?q=${encodeURIComponent(people[0]!.name)}`)
  expect(await page.locator('main').innerText()).not.toContain('05/03/1985')
}
