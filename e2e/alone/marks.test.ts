import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { killTab, phone, signIn, signInHere, visitor } from '../browser.ts'
import { openClassroom, type Classroom } from './classroom.ts'

let room: Classroom
const opened: BrowserContext[] = []
beforeAll(async () => {
  room = await openClassroom()
})
afterEach(async () => {
  for (const context of opened.splice(0)) await context.close()
  await room.rows('delete from students.mark where section_id = $1', [room.section])
})
afterAll(async () => {
  await room.close()
})

/** The example teacher at a desk (or on a phone), at the mark sheet. */
async function teacher(options: { hasScript?: boolean; size?: typeof phone } = {}): Promise<Page> {
  const context = await visitor(options.size, { url: room.server().url, ...options })
  opened.push(context)
  const page = await signIn(context, 'teacher')
  await page.goto(`/bang-diem/${room.section}`)
  const open = page.getByRole('button', { name: 'Mở bảng điểm' })
  if ((await open.count()) > 0) await open.click()
  await page.locator('.mark-grid').waitFor()
  return page
}

const cell = (page: Page, row: number, column: number) =>
  page.locator('tr[data-row]').nth(row).locator('input[data-cell]').nth(column)
const status = (page: Page) => page.locator('[data-status]')
const saved = (page: Page) =>
  expect.poll(() => status(page).innerText()).toMatch(/^Đã lưu lúc \d\d:\d\d:\d\d$/)
const stored = async () =>
  (
    await room.rows<{ value: number | null; state: string }>(
      `select m.value::float8 as value, m.state from students.mark m join students.enrolment e on e.id = m.enrolment_id
       join students.mark_column c on c.id = m.column_id where m.section_id = $1 order by e.name_key, e.id, c.kind desc`,
      [room.section],
    )
  ).map((row) => row.value ?? row.state)
const paste = (page: Page, text: string) =>
  page.evaluate((value) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', value)
    document.activeElement!.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  }, text)

describe('the mark sheet as a spreadsheet', () => {
  test('typing, Enter and arrows go on; each cell saves itself and the line is reckoned', async () => {
    const page = await teacher()
    await cell(page, 0, 0).click()
    await page.keyboard.type('7,5')
    await page.keyboard.press('Enter')
    await page.keyboard.type('v')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Tab')
    await page.keyboard.type('8')
    await page.keyboard.press('Enter')
    await saved(page)
    expect(await stored()).toEqual([7.5, 8, 'absent'])
    // (7.5 + 2 × 8) : 3
    await expect
      .poll(() => page.locator('tr[data-row]').first().locator('[data-part=average]').innerText())
      .toBe('7,8')
  })

  test('mark 11 is refused in words and stays; Esc, F2 and undo work', async () => {
    const page = await teacher()
    await cell(page, 0, 0).click()
    await page.keyboard.type('11')
    await page.keyboard.press('Enter')
    await expect.poll(() => status(page).innerText()).toContain('1 ô bị từ chối')
    await page.keyboard.press('ArrowUp')
    expect(await page.locator('[data-choice]').innerText()).toContain('11 lớn hơn 10')
    expect(await cell(page, 0, 0).inputValue()).toBe('11')
    await page.keyboard.type('9')
    await page.keyboard.press('Enter')
    await saved(page)
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await expect.poll(() => cell(page, 0, 0).inputValue()).toBe('')
    await cell(page, 1, 0).click()
    await page.keyboard.type('6')
    await page.keyboard.press('Escape')
    expect(await cell(page, 1, 0).inputValue()).toBe('')
    await page.keyboard.type('8')
    await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('F2')
    await page.keyboard.type(',5')
    await page.keyboard.press('Enter')
    await saved(page)
    expect(await stored()).toEqual([8.5])
  })

  test('a pasted column longer than the class fills what fits and tells the rest', async () => {
    const page = await teacher()
    await cell(page, 0, 0).click()
    await paste(page, `${Array.from({ length: 42 }, (_, at) => `${at % 10},5`).join('\r\n')}\r\n`)
    await saved(page)
    expect(await stored()).toHaveLength(40)
    expect(await page.locator('[data-paste]').innerText()).toContain(
      '2 giá trị chưa dùng, vẫn còn trong bộ nhớ tạm: 0,5; 1,5',
    )
    await page.keyboard.press('Control+z')
    await saved(page)
    expect(await stored()).toHaveLength(0)
  })

  test('a block is selected with shift, copied and pasted', async () => {
    const page = await teacher()
    await cell(page, 0, 0).click()
    await paste(page, '5\t6\n7\t8')
    await saved(page)
    await cell(page, 0, 0).click()
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+ArrowRight')
    const copied = await page.evaluate(() => {
      const clipboardData = new DataTransfer()
      document.activeElement!.dispatchEvent(
        new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }),
      )
      return clipboardData.getData('text/plain')
    })
    expect(copied).toBe('5\t6\n7\t8')
    await page.keyboard.press('Delete')
    await saved(page)
    expect(await stored()).toEqual([])
  })

  test('works without script as one form, and at 360 px without moving the page sideways', async () => {
    const page = await teacher({ hasScript: false, size: phone })
    await cell(page, 2, 0).fill('6,5')
    await page.getByRole('button', { name: 'Lưu', exact: true }).click()
    await page.waitForLoadState()
    expect(await page.locator('main').innerText()).toContain('Đã lưu bảng điểm.')
    expect(await stored()).toEqual([6.5])
    const wide = await teacher({ size: phone })
    expect(await wide.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width)
  })
})

describe('nothing is lost', () => {
  test('when the tab is killed before a cell was sent', async () => {
    const page = await teacher()
    await page.route('**/bang-diem/**', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    )
    await cell(page, 4, 0).click()
    await page.keyboard.type('9')
    await killTab(page)
    const again = await page.context().newPage()
    await again.goto(`/bang-diem/${room.section}`)
    await saved(again)
    expect(await cell(again, 4, 0).inputValue()).toBe('9')
    expect(await stored()).toEqual([9])
  })

  test('when the line drops: kept, said in words, sent when it is back', async () => {
    const page = await teacher()
    await page.context().setOffline(true)
    await cell(page, 0, 0).click()
    await page.keyboard.type('5')
    await page.keyboard.press('Enter')
    await page.keyboard.type('6')
    await page.keyboard.press('Enter')
    await expect.poll(() => status(page).innerText()).toContain('2 ô giữ trên máy này')
    expect(await stored()).toEqual([])
    await page.context().setOffline(false)
    await saved(page)
    expect(await stored()).toEqual([5, 6])
    expect(
      await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('bang-diem:'))),
    ).toEqual([])
  })

  test('when the server is restarted in between', async () => {
    const page = await teacher()
    await room.down()
    await cell(page, 1, 0).click()
    await page.keyboard.type('7')
    await page.keyboard.press('Enter')
    await expect.poll(() => status(page).innerText()).toContain('1 ô giữ trên máy này')
    await room.up()
    await saved(page)
    expect(await stored()).toEqual([7])
  })

  test('when the answer was lost: the cell is written once', async () => {
    const page = await teacher()
    let isLost = false
    await page.route('**/bang-diem/**', async (route) => {
      if (route.request().method() !== 'POST' || isLost) return route.continue()
      isLost = true
      await route.fetch()
      await route.abort()
    })
    await cell(page, 0, 0).click()
    await page.keyboard.type('8')
    await page.keyboard.press('Enter')
    await saved(page)
    expect(
      await room.rows('select version from students.mark where section_id = $1', [room.section]),
    ).toEqual([{ version: 1 }])
  })

  test('when two people are at one cell: both values are shown, and one decides', async () => {
    const [first, second] = [await teacher(), await teacher()]
    await cell(first, 0, 0).click()
    await first.keyboard.type('4')
    await first.keyboard.press('Enter')
    await saved(first)
    await cell(second, 0, 0).click()
    await second.keyboard.type('6')
    await expect.poll(() => status(second).innerText()).toContain('1 ô người khác vừa sửa')
    expect(await second.locator('[data-choice]').innerText()).toContain('bạn gõ 6, người khác vừa lưu 4')
    expect(await stored()).toEqual([4])
    await second.getByRole('button', { name: 'Giữ 6 của tôi' }).click()
    await saved(second)
    expect(await stored()).toEqual([6])
    await cell(first, 0, 0).click()
    await first.keyboard.type('5')
    await expect.poll(() => status(first).innerText()).toContain('1 ô người khác vừa sửa')
    await first.getByRole('button', { name: 'Lấy 6' }).click()
    await saved(first)
    expect(await cell(first, 0, 0).inputValue()).toBe('6')
  })

  test('when the sheet was closed meanwhile: what is kept on the device is named until it is written down', async () => {
    const page = await teacher()
    await page.context().setOffline(true)
    await cell(page, 2, 0).click()
    await page.keyboard.type('6,5')
    await page.keyboard.press('Enter')
    await expect.poll(() => status(page).innerText()).toContain('1 ô giữ trên máy này')
    await killTab(page)
    await room.rows(`update students.course_section set state = 'submitted' where id = $1`, [room.section])
    await page.context().setOffline(false)
    const again = await page.context().newPage()
    await again.goto(`/bang-diem/${room.section}`)
    const note = again.locator('[data-left-over]')
    await expect.poll(() => note.innerText()).toMatch(/Còn 1 giá trị .*: 6,5/)
    await again.reload()
    await note.getByRole('button').click()
    await again.reload()
    await again.locator('.mark-grid').waitFor()
    await room.rows(`update students.course_section set state = 'open' where id = $1`, [room.section])
    expect(await again.locator('[data-left-over]').count()).toBe(0)
  })

  test('when the session ended: the cells wait on the device for the next sign-in', async () => {
    const page = await teacher()
    await page.context().clearCookies()
    await cell(page, 3, 0).click()
    await page.keyboard.type('7')
    await page.keyboard.press('Enter')
    await expect.poll(() => status(page).innerText()).toContain('Phiên đăng nhập đã hết')
    await status(page).getByRole('link').click()
    await page.waitForURL(/dang-nhap/)
    await signInHere(page, 'teacher')
    await page.waitForURL(`**/bang-diem/${room.section}`)
    await saved(page)
    expect(await stored()).toEqual([7])
  })
})
