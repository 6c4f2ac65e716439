import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { signIn, visitor } from '../browser.ts'

const opened: BrowserContext[] = []
afterAll(async () => {
  for (const context of opened.splice(0)) await context.close()
})

/** Signed in, in a browser that runs no script: every step is links and forms. */
async function as(role: string): Promise<Page> {
  const context = await visitor(undefined, { hasScript: false })
  opened.push(context)
  return signIn(context, role)
}

const title = `Hàn hồ quang tay ${Date.now()}`
const lesson = {
  name: 'Hàn hồ quang tay.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n%%EOF'),
}
const drawing = {
  name: 'Sơ đồ.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
}

/** Takes the review on, marks every criterion and accepts. */
async function review(page: Page): Promise<void> {
  await page.goto('/hoc-lieu/tham-dinh')
  await page.getByRole('link', { name: new RegExp(title) }).click()
  await page.getByRole('button', { name: 'Nhận thẩm định' }).click()
  for (const mark of await page.locator('input[name^="marks."][value=yes]').all()) await mark.check()
  await page.locator('input[name=verdict][value=accept]').check()
  await page.getByRole('button', { name: 'Gửi ý kiến' }).click()
}

test('dropped, described, reviewed by two, published, found without marks, seen, and made one’s own', async () => {
  const teacher = await as('teacher')
  await teacher.goto('/hoc-lieu/moi')
  await teacher.setInputFiles('input[type=file][name="files[]"]', [lesson, drawing])
  await teacher.getByRole('button', { name: 'Tạo học liệu' }).click()
  await teacher.waitForURL(/\/soan$/)
  expect(await teacher.inputValue('input[name=title]')).toBe('Hàn hồ quang tay')
  await teacher.fill('input[name=title]', title)
  await teacher.selectOption('select[name=licence]', 'cc-by-sa-4.0')
  await teacher.getByRole('button', { name: 'Lưu và xem còn thiếu gì' }).click()
  await teacher.waitForURL(/\/gui$/)
  await teacher.getByRole('button', { name: 'Gửi thẩm định' }).click()
  await teacher.waitForURL(/\/tham-dinh$/)

  const manager = await as('school-manager')
  await manager.goto('/')
  expect(await manager.textContent('main')).toContain(`Thẩm định học liệu “${title}”`)
  await review(manager)
  await review(await as('academic-office'))
  await manager.goto('/hoc-lieu/tham-dinh')
  await manager.getByRole('link', { name: new RegExp(title) }).click()
  await manager.getByRole('button', { name: 'Ghi quyết định' }).click()
  expect(await manager.textContent('main')).toContain('Đã chấp nhận.')

  const office = await as('academic-office')
  await office.goto('/hoc-lieu')
  await office.locator('main aside a').first().click()
  await office.locator('main .chip a').click()
  await office.waitForURL(/\/hoc-lieu$/)
  await office.fill('main input[name=q]', `han ho quang tay ${title.split(' ').at(-1)}`)
  await office.locator('main form[role=search] button').first().click()
  expect(await office.locator('main h2 mark').allTextContents()).toEqual(title.split(' '))
  await office.getByRole('button', { name: 'Lưu tìm kiếm này' }).click()
  expect(await office.textContent('main')).toContain('Bạn đã lưu tìm kiếm này.')
  await office.getByRole('link', { name: title }).click()
  await office.getByRole('link', { name: 'Sơ đồ.png', exact: true }).click()
  await expect
    .poll(() => office.locator('main figure img').evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBe(1)
  await office.getByRole('button', { name: 'Sửa thành bản của tôi' }).click()
  await office.waitForURL(/\/soan$/)
  expect(await office.textContent('main')).toContain(`Dựa trên: ${title}`)
})
