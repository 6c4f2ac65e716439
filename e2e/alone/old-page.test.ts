import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desktop, holdBack, killTab, signIn, signInHere, visitor } from '../browser.ts'
import { openClassroom, type Classroom } from './classroom.ts'

let room: Classroom
let context: BrowserContext
let id: string
beforeAll(async () => {
  room = await openClassroom()
  context = await visitor(desktop, { url: room.server().url })
  // A page of the example nobody keys yet, at the school of the example office.
  const [school] = await room.rows<{ id: string }>(
    `select g.institution_id as id from identity.grant g join identity.account u on u.id = g.account_id
     where u.email = $1 and g.area_kind = 'institution'`,
    [inject('accounts').find((one) => one.role === 'academic-office')!.email],
  )
  const [page] = await room.rows<{ id: string; book_id: string }>(
    `select id, book_id from diplomas.old_page where state = 'scanned' order by book_id, number limit 1`,
  )
  await room.rows(`update diplomas.book set keeper_id = $2 where id = $1`, [page!.book_id, school!.id])
  await room.rows(`update diplomas.old_page set institution_id = $2 where book_id = $1`, [
    page!.book_id,
    school!.id,
  ])
  id = page!.id
})
afterAll(async () => {
  await context.close()
  await room.close()
})

const open = async (): Promise<Page> => {
  const page = await context.newPage()
  await page.goto(`/so-cu/trang/${id}`)
  return page
}
const status = (page: Page) => page.locator('[data-status]')
const field = (page: Page, name: string, line = 0) => page.locator(`input[name="rows.${line}.${name}"]`)
type Draft = { rows: Record<string, string>[]; version: number }
/** What is drafted: the lines that say something, and where they stand on the page. */
const drafts = async () => {
  const kept = await room.rows<Draft>('select rows, version from diplomas.old_keying where page_id = $1', [
    id,
  ])
  return kept.map(({ rows, version }) => {
    const said = rows.map((row) => Object.values(row).some(Boolean))
    return {
      version,
      rows: rows.filter((_, at) => said[at]),
      places: said.flatMap((isSaid, at) => (isSaid ? [at] : [])),
    }
  })
}
const says = (page: Page, text: RegExp) => expect.poll(() => status(page).innerText()).toMatch(text)

/** Kills a tab, then mends the line. */
async function kill(page: Page): Promise<void> {
  await killTab(page)
  await context.setOffline(false)
}
const stored = (rows: object[]) => expect.poll(async () => (await drafts())[0]!.rows).toMatchObject(rows)

describe('a page of an old register, as it is keyed', () => {
  test('keeps itself, survives a killed tab and a dropped line, and an ended session', async () => {
    const first = await signIn(context, 'academic-office')
    await first.goto(`/so-cu/trang/${id}`)
    await field(first, 'full_name').fill('Lê Thị Ví Dụ')
    await says(first, /^Đã lưu lúc \d+:\d\d$/)
    expect((await drafts())[0]!.rows).toMatchObject([{ full_name: 'Lê Thị Ví Dụ', birth: null }])

    // The line drops while the next words are typed, and the tab is killed.
    await context.setOffline(true)
    await field(first, 'birth').fill('12/3/1976')
    await says(first, /^Chưa gửi được/)
    await kill(first)
    let second = await open()
    expect(await field(second, 'birth').inputValue()).toBe('12/3/1976')
    await stored([{ birth: '12/3/1976' }])

    // Enter goes on to the next field; a line beyond those shown at first comes back too.
    await second.goto(`/so-cu/trang/${id}?dong=20`)
    await field(second, 'full_name').press('Enter')
    expect(await second.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('rows.0.birth')
    await context.setOffline(true)
    await field(second, 'entry_no', 14).fill('15')
    await says(second, /^Chưa gửi được/)
    await kill(second)
    second = await open()
    await second.waitForURL(/dong=15/)
    await expect.poll(() => field(second, 'entry_no', 14).inputValue()).toBe('15')
    await stored([{ birth: '12/3/1976' }, { entry_no: '15' }])
    expect((await drafts())[0]!.places).toEqual([0, 14])

    // Typed while the line was down, and the draft moved on meanwhile (somebody took the page back): nothing is lost, nothing overwritten.
    await context.setOffline(true)
    await field(second, 'decision_no').fill('45/QĐ')
    await says(second, /^Chưa gửi được/)
    await kill(second)
    await room.rows('update diplomas.old_keying set version = version + 1 where page_id = $1', [id])
    second = await open()
    await says(second, /xem lại rồi bấm “Lưu nháp”/)
    expect(await field(second, 'decision_no').inputValue()).toBe('45/QĐ')
    expect((await drafts())[0]!.rows).toMatchObject([{ decision_no: null }, {}])
    await second.getByRole('button', { name: 'Lưu nháp' }).click()
    await expect.poll(async () => (await drafts())[0]!.rows).toMatchObject([{ decision_no: '45/QĐ' }, {}])

    // Another window that was opened before does not overwrite it.
    const other = await open()
    await field(second, 'programme').fill('May')
    await says(second, /^Đã lưu lúc/)
    await field(other, 'programme').fill('Hàn')
    await says(other, /ở một cửa sổ khác/)
    await other.getByRole('button', { name: 'Lưu nháp' }).click()
    await expect.poll(() => other.getByText('Đã lưu ở cửa sổ khác: May').count()).toBe(1)
    expect(await field(other, 'programme').inputValue()).toBe('Hàn')
    expect((await drafts())[0]!.rows).toMatchObject([{ programme: 'May' }, { entry_no: '15' }])
    await killTab(other)

    // The session ends: what is typed then is there after signing in again.
    await second.reload()
    await context.clearCookies()
    await field(second, 'serial').fill('VD 96 019')
    await says(second, /^Phiên đăng nhập đã hết/)
    await killTab(second)
    const third = await open()
    await signInHere(third, 'academic-office')
    await third.waitForURL(`**/so-cu/trang/${id}`)
    expect(await field(third, 'serial').inputValue()).toBe('VD 96 019')
    await says(third, /^Đã lưu lúc/)

    // Ended on a slow line while a draft is on its way: that is no other window, and the device keeps no name.
    const letGo = await holdBack(
      third,
      '**/so-cu/trang/**',
      (request) => request.headers()['accept'] === 'application/json',
    )
    await field(third, 'classification').fill('Khá')
    await says(third, /^Đang lưu/)
    await field(third, 'birth_place').fill('Huế')
    await third.getByRole('button', { name: 'Nhập xong trang này' }).click()
    letGo()
    await third.waitForURL((url) => !url.pathname.endsWith(id))
    const left = () =>
      third.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('so-cu:')))
    await expect.poll(left).toEqual([])
    expect((await drafts())[0]!.rows).toMatchObject([
      {
        full_name: 'Lê Thị Ví Dụ',
        birth: '12/3/1976',
        serial: 'VD 96 019',
        classification: 'Khá',
        birth_place: 'Huế',
      },
      { entry_no: '15' },
    ])
  })
})
