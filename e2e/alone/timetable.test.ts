import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { desktop, holdBack, signIn, visitor } from '../browser.ts'
import { runCommand } from '../server.ts'
import { openClassroom, type Classroom } from './classroom.ts'

let room: Classroom
const opened: BrowserContext[] = []
beforeAll(async () => {
  room = await openClassroom()
})
afterEach(async () => {
  for (const context of opened.splice(0)) await context.close()
  await room.rows(`delete from students.session where section_id = $1`, [room.section])
})
afterAll(async () => {
  await room.close()
})

const monday = '2026-11-23'

/** Two blocks of the class: Monday and Tuesday at seven. */
async function week(): Promise<string[]> {
  const made = await room.rows<{ id: string }>(
    `insert into students.session (institution_id, section_id, class_group_id, during, kind, hours)
     select $1, $2, $3, tsrange(d + time '07:00', d + time '09:15'), 'theory', 3 from unnest($4::date[]) d returning id`,
    [room.institution, room.section, room.group, [monday, '2026-11-24']],
  )
  return made.map((row) => row.id)
}

async function office(): Promise<Page> {
  const context = await visitor(desktop, { url: room.server().url })
  opened.push(context)
  const page = await signIn(context, 'academic-office')
  await page.goto(`/thoi-khoa-bieu?lop=${room.group}&tuan=23/11/2026`)
  return page
}

const status = (page: Page) => page.locator('.week-status')
const dayOf = async (id: string) =>
  (await room.rows<{ on_date: string }>('select on_date::text from students.session where id = $1', [id]))[0]
    ?.on_date
const move = (page: Page, at: number) => page.locator('.block-move').nth(at)

describe('moving a block in the week', () => {
  test('by keyboard: the clash is said before the drop and takes nothing; a free slot takes it', async () => {
    const [first] = await week()
    const page = await office()
    await move(page, 0).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowRight')
    await expect
      .poll(() => status(page).innerText())
      .toContain('Lớp THU40 đã có giờ học Điện cơ bản (MH01-THU40)')
    await page.keyboard.press('Enter')
    await expect.poll(() => status(page).innerText()).toContain('Không dời được')
    expect(await dayOf(first!)).toBe(monday)
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => status(page).innerText()).toContain('Trống, có thể dời đến')
    await page.keyboard.press('Enter')
    await expect.poll(() => dayOf(first!)).toBe('2026-11-25')
  })

  test('Escape leaves it where it was', async () => {
    const [first] = await week()
    const page = await office()
    await move(page, 0).click()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Escape')
    expect(await status(page).innerText()).toContain('ở nguyên chỗ')
    expect(await dayOf(first!)).toBe(monday)
  })

  test('by dragging', async () => {
    const [first] = await week()
    const page = await office()
    // The drag events themselves: this browser has no window system to drag in.
    const dataTransfer = await page.evaluateHandle(() => new DataTransfer())
    const slot = page.locator('[data-slot="2026-11-26 07:00"]')
    await page.locator('[data-block]').first().dispatchEvent('dragstart', { dataTransfer })
    await page.locator('[data-slot="2026-11-24 07:00"]').dispatchEvent('dragover', { dataTransfer })
    await expect.poll(() => status(page).innerText()).toContain('Lớp THU40 đã có giờ học Điện cơ bản')
    await slot.dispatchEvent('dragover', { dataTransfer })
    await expect.poll(() => status(page).innerText()).toContain('Trống, có thể dời đến')
    await slot.dispatchEvent('drop', { dataTransfer })
    await expect.poll(() => dayOf(first!)).toBe('2026-11-26')
  })
})

describe('a block that was put down', () => {
  test('outside the week, or left with Tab, is held no more: Enter on something else moves nothing', async () => {
    const [first] = await week()
    const page = await office()
    const dataTransfer = await page.evaluateHandle(() => new DataTransfer())
    const card = page.locator('[data-block]').first()
    await card.dispatchEvent('dragstart', { dataTransfer })
    await page.locator('[data-slot="2026-11-26 07:00"]').dispatchEvent('dragover', { dataTransfer })
    await expect.poll(() => status(page).innerText()).toContain('Trống, có thể dời đến')
    await card.dispatchEvent('dragend', { dataTransfer })
    await move(page, 1).focus()
    await page.keyboard.press('Enter')
    expect(await status(page).innerText()).not.toContain('Đang')
    await page.keyboard.press('Escape')
    await move(page, 0).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => status(page).innerText()).toContain('Trống, có thể dời đến')
    await page.keyboard.press('Tab')
    await expect.poll(() => status(page).innerText()).toContain('ở nguyên chỗ')
    await page.keyboard.press('Enter').catch(() => undefined)
    expect(await dayOf(first!)).toBe(monday)
  })

  test('before the answer was there is moved once it is', async () => {
    const [first] = await week()
    const page = await office()
    const letGo = await holdBack(page, '**/thoi-khoa-bieu/kiem-tra**')
    const dataTransfer = await page.evaluateHandle(() => new DataTransfer())
    const slot = page.locator('[data-slot="2026-11-26 07:00"]')
    const card = page.locator('[data-block]').first()
    await card.dispatchEvent('dragstart', { dataTransfer })
    await slot.dispatchEvent('dragover', { dataTransfer })
    await slot.dispatchEvent('drop', { dataTransfer })
    await card.dispatchEvent('dragend', { dataTransfer })
    letGo()
    await expect.poll(() => dayOf(first!)).toBe('2026-11-26')
  })
})

describe('a timetable file', () => {
  test('is imported by the command; what clashes is named and nothing is written', async () => {
    const [school] = await room.rows<{ code: string }>(
      'select code from institutions.institution where id = $1',
      [room.institution],
    )
    const file = join(room.dataDir, 'tkb.csv')
    const send = (rows: string) => {
      writeFileSync(file, `Lớp,Môn học,Giáo viên,Phòng,Thứ,Giờ,Từ ngày,Đến ngày\n${rows}`)
      return runCommand(room.dataDir, 'import', 'timetable', file, '--institution', school!.code, '--json')
    }
    const done = send('THU40,MH01,,,2,7:00-9:15,4/1/2027,18/1/2027\n')
    expect(done).toMatchObject({ status: 0 })
    const days = await room.rows(
      'select on_date::text from students.session where section_id = $1 order by 1',
      [room.section],
    )
    expect(days).toEqual([{ on_date: '2027-01-04' }, { on_date: '2027-01-11' }, { on_date: '2027-01-18' }])
    const refused = send('THU40,MH01,,,2,8:00-9:00,11/1/2027,\n')
    expect(refused.status).toBe(1)
    expect(refused.out).toContain('Lớp THU40 đã có giờ học Điện cơ bản (MH01-THU40)')
  })
})
