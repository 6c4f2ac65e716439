import type { BrowserContext, Page } from 'playwright-core'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { killTab, signIn, visitor } from '../browser.ts'
import { ask } from './ground.ts'

const opened: BrowserContext[] = []
async function manager(): Promise<Page> {
  const context = await visitor()
  opened.push(context)
  return signIn(context, 'school-manager')
}
afterEach(async () => {
  for (const context of opened.splice(0)) await context.close()
})

/** The page of the table of a new draft, made as a person makes it. */
let table: string
let version: string
beforeAll(async () => {
  const page = await manager()
  await page.goto('/chuong-trinh/moi')
  await page.fill('input[name=name]', 'Hàn trong trình duyệt')
  await page.fill('input[name=code]', `HTD-${Date.now()}`)
  await page.selectOption('select[name=level]', 'trung_cap')
  await page.fill('input[name=occupation_code]', '5520123')
  await page.getByRole('button', { name: 'Tạo bản dự thảo' }).click()
  await page.waitForURL(/noi-dung/)
  version = /phien-ban\/([0-9a-f-]+)/.exec(page.url())![1]!
  table = `/chuong-trinh/phien-ban/${version}/mon-hoc`
})

type Stored = { code: string; name: string; credits: string | null; hours_total: number; unit_group: string }
const stored = () =>
  ask<Stored>(
    'select code, name, credits, hours_total, unit_group from curricula.course_unit where version_id = $1 order by position, code',
    [version],
  )
const cell = (page: Page, row: number, field: string) =>
  page.locator('[data-grid-rows] tr').nth(row).locator(`[data-field=${field}]`)
const saved = (page: Page) => page.locator('[data-grid-status][data-state=saved]').waitFor()
const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement as HTMLElement
    const rows = [...document.querySelectorAll('[data-grid-rows] tr')]
    return [rows.indexOf(at.closest('tr')!), at.dataset['field']]
  })

/** Puts text on the clipboard of the page and pastes it into the cell in work. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((value) => {
    const data = new DataTransfer()
    data.setData('text/plain', value)
    document.activeElement!.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  }, text)
}

describe('the table of subjects as a spreadsheet', () => {
  test('typed with the keyboard alone, each row is saved as it is left', async () => {
    const page = await manager()
    await page.goto(table)
    await cell(page, 0, 'code').focus()
    await page.keyboard.type('MH01')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Pháp luật')
    await page.keyboard.press('Tab')
    await page.keyboard.type('1')
    await page.keyboard.press('Enter')
    expect(await focused(page)).toEqual([1, 'credits'])
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowRight')
    expect(await focused(page)).toEqual([0, 'hours_total'])
    await page.keyboard.type('16')
    await page.keyboard.press('Tab')
    await page.keyboard.type('10')
    await saved(page)
    expect(await stored()).toMatchObject([
      { code: 'MH01', name: 'Pháp luật', credits: '1.0', hours_total: 16 },
    ])
    expect(await page.locator('[data-grid-violations]').innerText()).toContain('MH01: tổng 16 giờ')
    expect(await page.locator('[data-sum=hours_total]').innerText()).toBe('16')
    await page.keyboard.press('Tab')
    await page.keyboard.type('6')
    await saved(page)
    expect(await page.locator('[data-grid-violations]').innerText()).not.toContain('MH01: tổng')
  })

  test('a block from Excel falls into its cells, its headings say the group, and one undo takes it back', async () => {
    const page = await manager()
    await page.goto(table)
    await cell(page, 1, 'code').focus()
    await paste(
      page,
      [
        'II.1\tMôn học, mô đun cơ sở',
        'MH07\tVẽ kỹ thuật\t3\t60\t30\t27\t3',
        'II.2\tMôn học, mô đun chuyên môn',
        'MĐ10\tHàn hồ quang\t4\t90\t30\t55\t5',
        'MĐ11\tHàn MIG\t2,5\t60\t15\t40\t5',
        'MĐ12\tHàn TIG\t2\t50\t10\t38\t2',
        'Tổng cộng\t\t11,5\t260\t85\t160\t15',
      ].join('\r\n'),
    )
    await saved(page)
    const rows = await stored()
    expect(rows.map((row) => [row.code, row.unit_group])).toEqual([
      ['MH01', 'specialised'],
      ['MH07', 'basic'],
      ['MĐ10', 'specialised'],
      ['MĐ11', 'specialised'],
      ['MĐ12', 'specialised'],
    ])
    await cell(page, 2, 'name').fill('Hàn hồ quang tay')
    await cell(page, 2, 'credits').focus()
    await page.keyboard.press('Control+z')
    expect(await cell(page, 2, 'name').inputValue()).toBe('Hàn hồ quang')
    await saved(page)
    expect((await stored())[2]!.name).toBe('Hàn hồ quang')
  })

  test('a pasted block taken back leaves no empty rows behind', async () => {
    const page = await manager()
    await page.goto(table)
    const before = (await stored()).length
    await cell(page, before, 'code').focus()
    await paste(page, ['MĐ20\tThừa một\t2\t50\t10\t38\t2', 'MĐ21\tThừa hai\t2\t50\t10\t38\t2'].join('\r\n'))
    await saved(page)
    expect((await stored()).length).toBe(before + 2)
    await page.getByRole('button', { name: 'Lấy lại' }).click()
    await page.locator('[data-grid-status][data-state=removed]').waitFor()
    await expect.poll(async () => (await stored()).length).toBe(before)
  })

  test('a row is taken out after a question; an earlier edit of it does not come back', async () => {
    const page = await manager()
    await page.goto(table)
    const before = (await stored()).length
    await cell(page, before, 'code').fill('MĐ22')
    await cell(page, before, 'name').fill('Sẽ bỏ')
    await saved(page)
    const row = page.locator('[data-grid-rows] tr').nth(before)
    await row.locator('[data-remove]').check()
    await page.getByRole('button', { name: 'Giữ lại' }).click()
    expect((await stored()).length).toBe(before + 1)
    await row.locator('[data-remove]').check()
    await page.getByRole('button', { name: 'Bỏ', exact: true }).click()
    await page.locator('[data-grid-status][data-state=removed]').waitFor()
    expect((await stored()).length).toBe(before)
    await page.getByRole('button', { name: 'Lấy lại' }).click()
    await page.reload()
    expect(await page.locator('.grid-row-note').count()).toBe(0)
    expect((await stored()).length).toBe(before)
  })

  test('what was refused stays said while another row is saved', async () => {
    const page = await manager()
    await page.goto(table)
    await cell(page, 0, 'hours_test').fill('sáu')
    await page.locator('[data-grid-status][data-state=refused]').waitFor()
    const term = cell(page, 1, 'term')
    await term.fill('2')
    await expect
      .poll(
        async () =>
          (
            await ask<{ term: number | null }>(
              'select term from curricula.course_unit where version_id = $1 order by position, code offset 1 limit 1',
              [version],
            )
          )[0]!.term,
      )
      .toBe(2)
    expect(await page.locator('[data-grid-status]').innerText()).toContain('Số giờ là số nguyên')
    await cell(page, 0, 'hours_test').fill('')
    await saved(page)
  })

  test('a killed tab and a line that is down lose nothing', async () => {
    const page = await manager()
    await page.goto(table)
    await page.context().setOffline(true)
    await cell(page, 1, 'name').fill('Vẽ kỹ thuật số')
    await page.locator('[data-grid-status][data-state=offline]').waitFor()
    await killTab(page)
    const context = opened.at(-1)!
    await context.setOffline(false)
    const again = await context.newPage()
    await again.goto(table)
    expect(await cell(again, 1, 'name').inputValue()).toBe('Vẽ kỹ thuật số')
    await saved(again)
    expect((await stored())[1]!.name).toBe('Vẽ kỹ thuật số')
  })

  test('somebody was first: both versions are seen, and the person decides', async () => {
    const [first, second] = [await manager(), await manager()]
    for (const page of [first, second]) await page.goto(table)
    await cell(first, 1, 'name').fill('Tên người thứ nhất')
    await saved(first)
    await cell(second, 1, 'name').fill('Tên người thứ hai')
    await second.locator('.grid-row-note').waitFor()
    expect(await second.locator('.grid-row-note').innerText()).toContain('Tên người thứ nhất')
    expect(await cell(second, 1, 'name').inputValue()).toBe('Tên người thứ hai')
    await second.getByRole('button', { name: 'Giữ bản của tôi' }).click()
    await saved(second)
    expect((await stored())[1]!.name).toBe('Tên người thứ hai')
  })

  test('a draft submitted meanwhile refuses the row in words, and what was typed is kept', async () => {
    const page = await manager()
    await page.goto(table)
    const state = (to: string) =>
      ask('update curricula.programme_version set state = $2 where id = $1 returning id', [version, to])
    await state('under_review')
    await cell(page, 1, 'name').fill('Gõ muộn')
    await page.locator('[data-grid-status][data-state=refused]').waitFor()
    expect(await page.locator('[data-grid-status]').innerText()).toContain('không còn là dự thảo')
    expect(await page.locator('.grid-row-note').count()).toBe(0)
    await state('draft')
    await page.reload()
    expect(await cell(page, 1, 'name').inputValue()).toBe('Gõ muộn')
    await saved(page)
    expect((await stored())[1]!.name).toBe('Gõ muộn')
  })

  test('without script it is a form', async () => {
    const context = await visitor(undefined, { hasScript: false })
    opened.push(context)
    const page = await signIn(context, 'school-manager')
    await page.goto(table)
    await page.fill('input[name="fresh.0.code"]', 'MĐ13')
    await page.fill('input[name="fresh.0.name"]', 'Hàn ống')
    await page.getByRole('button', { name: 'Lưu cả bảng' }).click()
    await page.waitForLoadState()
    expect(await page.locator('main').innerText()).toContain('Đã lưu 1 hàng')
    expect((await stored()).map((row) => row.code)).toContain('MĐ13')
  })
})
