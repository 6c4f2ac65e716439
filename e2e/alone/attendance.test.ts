import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { holdBack, killTab, phone, signIn, signInHere, visitor } from '../browser.ts'
import { openClassroom, type Classroom } from './classroom.ts'

let room: Classroom
const opened: BrowserContext[] = []
beforeAll(async () => {
  room = await openClassroom()
})
afterEach(async () => {
  for (const context of opened.splice(0)) await context.close()
})
afterAll(async () => {
  await room.close()
})

/** The example teacher on a phone. */
async function teacher(options: { hasScript?: boolean } = {}): Promise<Page> {
  const context = await visitor(phone, { url: room.server().url, ...options })
  opened.push(context)
  return signIn(context, 'teacher')
}

const line = (page: Page, at: number) => page.locator('.register-toggle').nth(at)
const status = (page: Page) => page.locator('[data-status]')
const confirm = (page: Page) => page.getByRole('button', { name: 'Lưu điểm danh' }).click()
const absences = (session: string) =>
  room.rows<{ kind: string }>('select kind from students.absence where session_id = $1 order by kind', [
    session,
  ])
const state = async (session: string) =>
  (
    await room.rows<{ state: string; version: number }>(
      'select state, version from students.session where id = $1',
      [session],
    )
  )[0]

describe('the register on a phone', () => {
  test('forty learners are taken in a few taps, from "Hôm nay"', async () => {
    const session = await room.session(0)
    const page = await teacher()
    await page.goto('/')
    const begun = Date.now()
    await page.locator(`a.btn[href="/diem-danh/${session}"]`).click()
    // The script of the page puts the buttons in, a moment after the page is there.
    await expect.poll(() => page.locator('.register-toggle').count()).toBe(40)
    await expect.poll(() => status(page).innerText()).toContain('Chưa lưu')
    await line(page, 3).click()
    for (let tap = 0; tap < 2; tap++) await line(page, 20).click()
    for (let tap = 0; tap < 3; tap++) await line(page, 39).click()
    expect(await page.locator('[data-count]').innerText()).toBe('Có mặt 38 · vắng 1 · muộn 1 · có phép 1')
    await confirm(page)
    await expect.poll(() => status(page).innerText()).toMatch(/^Đã lưu lúc \d\d:\d\d\.$/)
    expect(Date.now() - begun).toBeLessThan(30_000)
    expect(await absences(session)).toEqual([{ kind: 'absent' }, { kind: 'excused' }, { kind: 'late' }])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width)
  })

  test('a correction right after is saved too', async () => {
    const session = await room.session(1)
    const page = await teacher()
    await page.goto(`/diem-danh/${session}`)
    await line(page, 0).click()
    await confirm(page)
    await expect.poll(() => status(page).innerText()).toMatch(/^Đã lưu/)
    await line(page, 1).click()
    expect(await status(page).innerText()).toContain('Chưa lưu')
    await confirm(page)
    await expect.poll(async () => (await absences(session)).length).toBe(2)
  })

  test('works without script as a form', async () => {
    const session = await room.session(2)
    const page = await teacher({ hasScript: false })
    await page.goto(`/diem-danh/${session}`)
    await page.locator('select').nth(5).selectOption('absent')
    await page.getByRole('button', { name: 'Lưu điểm danh' }).click()
    await page.waitForLoadState()
    expect(await page.locator('main').innerText()).toContain('Đã lưu điểm danh: 40 người, vắng 1.')
    expect(await absences(session)).toEqual([{ kind: 'absent' }])
  })
})

describe('nothing is lost', () => {
  test('when the tab is killed before saving', async () => {
    const session = await room.session(3)
    const first = await teacher()
    await first.goto(`/diem-danh/${session}`)
    await line(first, 7).click()
    await killTab(first)
    const second = await first.context().newPage()
    await second.goto(`/diem-danh/${session}`)
    await expect.poll(() => status(second).innerText()).toContain('Đã lấy lại')
    expect(await line(second, 7).innerText()).toContain('Vắng')
    await confirm(second)
    await expect.poll(() => absences(session)).toEqual([{ kind: 'absent' }])
  })

  test('when the line drops: kept, said in words, sent from the next page when it is back', async () => {
    const session = await room.session(4)
    const page = await teacher()
    await page.goto(`/diem-danh/${session}`)
    await page.context().setOffline(true)
    await line(page, 1).click()
    await line(page, 2).click()
    await confirm(page)
    await expect.poll(() => status(page).innerText()).toContain('Chưa gửi: 1 buổi')
    expect((await state(session))?.state).toBe('planned')
    await killTab(page)
    await page.context().setOffline(false)
    const list = await page.context().newPage()
    await list.goto('/diem-danh')
    await expect.poll(() => absences(session)).toEqual([{ kind: 'absent' }, { kind: 'absent' }])
    // The device forgets it once the answer has come, a moment after the row is there.
    await expect
      .poll(() =>
        list.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('diem-danh:'))),
      )
      .toEqual([])
  })

  test('when the line comes back while the page is open', async () => {
    const session = await room.session(5)
    const page = await teacher()
    await page.goto(`/diem-danh/${session}`)
    await page.context().setOffline(true)
    await line(page, 1).click()
    await confirm(page)
    await expect.poll(() => status(page).innerText()).toContain('Chưa gửi: 1 buổi')
    await page.context().setOffline(false)
    await expect.poll(() => status(page).innerText()).toMatch(/^Đã lưu lúc/)
    expect(await absences(session)).toEqual([{ kind: 'absent' }])
  })

  test('when the server is restarted in between', async () => {
    const session = await room.session(6)
    const page = await teacher()
    await page.goto(`/diem-danh/${session}`)
    await room.down()
    await line(page, 9).click()
    await confirm(page)
    await expect.poll(() => status(page).innerText()).toContain('Chưa gửi: 1 buổi')
    await room.up()
    await expect.poll(() => status(page).innerText(), { timeout: 30_000 }).toMatch(/^Đã lưu lúc/)
    expect(await absences(session)).toEqual([{ kind: 'absent' }])
  })

  test('when the answer was lost: the same register is written once', async () => {
    const session = await room.session(7)
    const page = await teacher()
    await page.goto(`/diem-danh/${session}`)
    let isLost = false
    await page.route(`**/diem-danh/${session}`, async (route) => {
      if (route.request().method() !== 'POST' || isLost) return route.continue()
      isLost = true
      await route.fetch()
      await route.abort()
    })
    await line(page, 0).click()
    await confirm(page)
    await expect.poll(() => status(page).innerText()).toContain('Chưa gửi')
    await page.evaluate(() => dispatchEvent(new Event('online')))
    await expect.poll(() => status(page).innerText()).toMatch(/^Đã lưu lúc/)
    expect(await state(session)).toEqual({ state: 'held', version: 2 })
  })

  test('when somebody is tapped while the register is on its way: said as unsaved, and confirmed over it', async () => {
    const session = await room.session(10)
    const page = await teacher()
    await page.goto(`/diem-danh/${session}`)
    const letGo = await holdBack(page, `**/diem-danh/${session}`, (request) => request.method() === 'POST')
    await line(page, 0).click()
    await confirm(page)
    await line(page, 1).click()
    letGo()
    await expect.poll(() => absences(session)).toHaveLength(1)
    await expect.poll(() => status(page).innerText()).toContain('Chưa lưu')
    // Opened again it stands on what the teacher saved oneself.
    await killTab(page)
    const again = await page.context().newPage()
    await again.goto(`/diem-danh/${session}`)
    await expect.poll(() => status(again).innerText()).toContain('Đã lấy lại')
    await again.getByRole('button', { name: 'Lưu bản sửa' }).click()
    await expect.poll(() => absences(session)).toHaveLength(2)
  })

  test('when a figure is refused: said at its field, and other registers go on', async () => {
    const [session, other] = [await room.session(11), await room.session(12)]
    const page = await teacher()
    await page.goto(`/diem-danh/${session}`)
    await line(page, 0).click()
    await page.locator('[data-details] summary').first().click()
    await page.locator('input[name$=".hours"]').first().fill('1 tiếng')
    await confirm(page)
    await expect.poll(() => page.locator('.field-error').count()).toBe(1)
    expect(await page.locator('input[name$=".hours"]').first().getAttribute('aria-invalid')).toBe('true')
    const second = await page.context().newPage()
    await second.goto(`/diem-danh/${other}`)
    await line(second, 2).click()
    await second.context().setOffline(true)
    await confirm(second)
    await expect.poll(() => status(second).innerText()).toContain('Chưa gửi')
    await killTab(second)
    await page.context().setOffline(false)
    await page.evaluate(() => dispatchEvent(new Event('online')))
    await expect.poll(() => absences(other)).toHaveLength(1)
    await page.locator('input[name$=".hours"]').first().fill('1')
    await confirm(page)
    await expect.poll(() => absences(session)).toHaveLength(1)
  })

  test('when two devices take the same session: the second sees both', async () => {
    const session = await room.session(8)
    const [first, second] = [await teacher(), await teacher()]
    for (const page of [first, second]) await page.goto(`/diem-danh/${session}`)
    await line(first, 0).click()
    await confirm(first)
    await expect.poll(() => status(first).innerText()).toMatch(/^Đã lưu/)
    await line(second, 1).click()
    await confirm(second)
    await second.getByText('đã lưu điểm danh buổi này trước').first().waitFor()
    expect(await line(second, 1).innerText()).toContain('Vắng')
    expect(await second.locator('main').innerText()).toContain('Bản đang lưu: Vắng')
    expect(await absences(session)).toHaveLength(1)
    await second.getByRole('button', { name: 'Lưu bản sửa' }).click()
    await expect.poll(() => status(second).innerText()).toMatch(/^Đã lưu lúc/)
    expect((await state(session))?.version).toBe(3)
  })

  test('when the session of the account ended: it waits on the device for the next sign-in', async () => {
    const session = await room.session(9)
    const page = await teacher()
    await page.goto(`/diem-danh/${session}`)
    await page.context().clearCookies()
    await line(page, 4).click()
    await confirm(page)
    await expect.poll(() => status(page).innerText()).toContain('Phiên đăng nhập đã hết')
    await status(page).getByRole('link').click()
    await page.waitForURL(/dang-nhap/)
    await signInHere(page, 'teacher')
    await page.waitForURL(`**/diem-danh/${session}`)
    await expect.poll(() => absences(session)).toEqual([{ kind: 'absent' }])
  })
})
