import { expect, test } from 'vitest'
import { desktop, phone, signIn, visitor } from '../browser.ts'

test('on a phone, without script, the menu opens, marks the page, and leads on', async () => {
  const context = await visitor(phone, { hasScript: false })
  const page = await signIn(context, 'department-officer')
  await page.goto('/chi-tieu')
  const rail = page.getByRole('navigation', { name: 'Danh mục' })
  expect(await rail.isVisible()).toBe(false)
  await page.getByRole('button', { name: 'Danh mục' }).click()
  expect(await rail.locator('[aria-current=page]').innerText()).toBe('Chỉ tiêu')
  await page.keyboard.press('Escape')
  expect(await rail.isVisible()).toBe(false)
  await page.getByRole('button', { name: 'Danh mục' }).click()
  await rail.getByRole('link', { name: 'Nhân sự' }).click()
  await page.waitForURL('**/nhan-su')
  expect(new URL(page.url()).pathname).toBe('/nhan-su')
  await context.close()
})

test('on a wide screen the menu stands beside the page, for every role in one column', async () => {
  const context = await visitor(desktop, { hasScript: false })
  const page = await signIn(context, 'department-officer')
  await page.goto('/')
  const rail = page.getByRole('navigation', { name: 'Danh mục' })
  expect(await rail.isVisible()).toBe(true)
  expect(await page.getByRole('button', { name: 'Danh mục' }).isVisible()).toBe(false)
  const lefts = await rail
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => Math.round(link.getBoundingClientRect().left)))
  expect(lefts.length).toBeGreaterThan(8)
  expect(new Set(lefts).size).toBe(1)
  await context.close()
})
