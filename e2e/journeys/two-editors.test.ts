import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { signIn, signInHere, site, visitor } from '../browser.ts'
import { runCommand } from '../server.ts'
import { ask } from './ground.ts'
import { plainList } from './teachers.ts'

const home = 'cd-du-lich-hue'
const elsewhere = 'cd-y-te-hue'
const opened: BrowserContext[] = []

/** A fresh visitor signed in with a role; closed after the test. */
async function as(role: string, options: { hasScript?: boolean } = {}): Promise<Page> {
  const context = await visitor(undefined, options)
  opened.push(context)
  return signIn(context, role)
}
afterEach(async () => {
  for (const context of opened.splice(0)) await context.close()
})

beforeAll(() => {
  bring(home, [
    ['Hai Người Sửa', '4/4/1984', 'Nữ', 'Giảng viên', 'Biên chế'],
    ['Hết Phiên Gõ', '6/6/1986', 'Nam', 'Giảng viên', 'Biên chế'],
  ])
  bring(elsewhere, [['Người Trường Khác', '5/5/1985', 'Nam', 'Giảng viên', 'Biên chế']])
})

function bring(institution: string, rows: string[][]): void {
  const { dataDir } = site()
  const file = join(dataDir, `sua-${institution}.csv`)
  writeFileSync(file, plainList(rows))
  expect(runCommand(dataDir, 'import', 'staff', file, '--institution', institution).status).toBe(0)
}

type Person = { id: string; phone: string | null; email: string | null; version: number }
async function person(name: string): Promise<Person> {
  return (
    await ask<Person>('select id, phone, email, version from people.person where full_name = $1', [name])
  )[0]!
}

/** Sends the page's form and waits for the answer. */
async function save(page: Page): Promise<number> {
  const answered = page.waitForResponse((one) => one.request().method() === 'POST')
  await page.getByRole('button', { name: 'Lưu', exact: true }).click()
  const answer = await answered
  await page.waitForLoadState()
  return answer.status()
}

describe('two people at one record', () => {
  test('the second sees both versions, loses nothing typed, and decides', async () => {
    const { id } = await person('Hai Người Sửa')
    const [first, second] = [await as('school-manager'), await as('department-officer')]
    for (const page of [first, second]) await page.goto(`/nguoi/${id}/sua`)
    await first.fill('input[name=phone]', '0905111222')
    expect(await save(first)).toBe(303)
    await second.fill('input[name=phone]', '0905333444')
    await second.fill('input[name=email]', 'hai.nguoi@vidu.vn')
    expect(await save(second)).toBe(409)
    expect(await second.inputValue('input[name=phone]')).toBe('0905333444')
    expect(await second.locator('main').innerText()).toContain('Người khác vừa lưu: 0905111222')
    expect(await person('Hai Người Sửa')).toMatchObject({ phone: '0905111222', email: null })
    expect(await save(second)).toBe(303)
    expect(await person('Hai Người Sửa')).toMatchObject({ phone: '0905333444', email: 'hai.nguoi@vidu.vn' })
  })

  test('a mistake on the way does not make one forget that somebody else saved', async () => {
    const { id } = await person('Hai Người Sửa')
    const [first, second] = [await as('school-manager'), await as('department-officer')]
    for (const page of [first, second]) await page.goto(`/nguoi/${id}/sua`)
    await first.fill('input[name=email]', 'nguoi.mot@vidu.vn')
    expect(await save(first)).toBe(303)
    await second.fill('input[name=birth]', '31/2/1984')
    expect(await save(second)).toBe(422)
    await second.fill('input[name=birth]', '4/4/1984')
    expect(await save(second), 'what the first saved is not overwritten unseen').toBe(409)
    expect((await person('Hai Người Sửa')).email).toBe('nguoi.mot@vidu.vn')
  })
})

describe('a form sent twice', () => {
  test('by two clicks one after the other acts once', async () => {
    const page = await as('school-manager', { hasScript: false })
    await page.goto('/nhan-su/moi')
    await page.fill('input[name=full_name]', 'Gửi Hai Lần')
    await page.fill('input[name=birth]', '8/8/1988')
    await page.check('input[name=role][value=teacher]')
    const fields = await page
      .locator('main form input, main form select, main form textarea')
      .evaluateAll((all) =>
        (all as HTMLInputElement[])
          .filter((one) => one.name && (!['radio', 'checkbox'].includes(one.type) || one.checked))
          .map((one) => [one.name, one.value]),
      )
    const send = () =>
      page.request.post('/nhan-su/moi', {
        form: Object.fromEntries(fields) as Record<string, string>,
        headers: { origin: site().url },
        maxRedirects: 0,
      })
    const answers = [...(await Promise.all([send(), send()])), await send()]
    expect(answers.map((answer) => answer.status())).toEqual([303, 303, 303])
    expect(new Set(answers.map((answer) => answer.headers()['location'])).size).toBe(1)
    const [made] = await ask(
      `select count(*)::int as people from people.person where full_name = 'Gửi Hai Lần'`,
    )
    expect(made).toEqual({ people: 1 })
  })
})

describe('a session that ended while somebody typed', () => {
  test.each([true, false])('keeps every field through sign-in (script: %s)', async (hasScript) => {
    const { id } = await person('Hết Phiên Gõ')
    const page = await as('school-manager', { hasScript })
    await page.goto(`/nguoi/${id}/sua`)
    const phone = hasScript ? '0905777888' : '0905666555'
    await page.fill('input[name=phone]', phone)
    await page.fill('input[name=email]', 'giu.lai@vidu.vn')
    await page.context().clearCookies()
    await page.getByRole('button', { name: 'Lưu', exact: true }).click()
    await page.waitForURL(/dang-nhap/)
    expect(await page.locator('main').innerText()).toMatch(/giữ/)
    await signInHere(page, 'school-manager')
    await page.waitForURL(/\/sua/)
    expect(await page.inputValue('input[name=phone]')).toBe(phone)
    expect(await page.inputValue('input[name=email]')).toBe('giu.lai@vidu.vn')
    expect((await person('Hết Phiên Gõ')).phone, 'nothing was written yet').not.toBe(phone)
    expect(await save(page)).toBe(303)
    expect(await person('Hết Phiên Gõ')).toMatchObject({ phone, email: 'giu.lai@vidu.vn' })
  })

  test('what somebody else saved in between is not overwritten unseen', async () => {
    const { id } = await person('Hết Phiên Gõ')
    const page = await as('school-manager')
    const other = await as('department-officer')
    for (const one of [page, other]) await one.goto(`/nguoi/${id}/sua`)
    await page.fill('input[name=phone]', '0905000111')
    await page.context().clearCookies()
    await other.fill('input[name=email]', 'ben.kia@vidu.vn')
    expect(await save(other)).toBe(303)
    await page.getByRole('button', { name: 'Lưu', exact: true }).click()
    await page.waitForURL(/dang-nhap/)
    await signInHere(page, 'school-manager')
    await page.waitForURL(/\/sua/)
    expect(await save(page)).toBe(409)
    expect((await person('Hết Phiên Gõ')).email).toBe('ben.kia@vidu.vn')
  })

  test('somebody without the right who opens the kept address does not see what was typed', async () => {
    const { id } = await person('Hết Phiên Gõ')
    const page = await as('school-manager')
    await page.goto(`/nguoi/${id}/sua`)
    await page.fill('input[name=phone]', '0905999000')
    await page.context().clearCookies()
    await page.getByRole('button', { name: 'Lưu', exact: true }).click()
    await page.waitForURL(/dang-nhap/)
    const kept = new URL(page.url()).searchParams.get('tiep')!
    const stranger = await as('teacher')
    const answer = await stranger.goto(kept)
    expect(answer!.status()).toBeGreaterThanOrEqual(403)
    expect(await stranger.content()).not.toContain('0905999000')
  })
})

describe('a record of another school', () => {
  test('reads as not found by its address, as one that never was', async () => {
    const { id } = await person('Người Trường Khác')
    const page = await as('school-manager')
    const words = async (path: string) => {
      const answer = await page.goto(path)
      return [answer!.status(), await page.locator('h1').innerText(), await page.locator('main').innerText()]
    }
    for (const pattern of ['/nhan-su/:id', '/nhan-su/:id/boi-duong', '/nguoi/:id', '/nguoi/:id/sua']) {
      const [there, nowhere] = [
        await words(pattern.replace(':id', id)),
        await words(pattern.replace(':id', randomUUID())),
      ]
      expect(there, pattern).toEqual(nowhere)
      expect(there[0], pattern).toBe(404)
    }
    const sent = await page.request.post(`/nguoi/${id}/sua`, {
      form: { _form: 'save', version: '1', full_name: 'Chiếm Tên' },
      headers: { origin: site().url },
    })
    expect(sent.status()).toBe(404)
    expect(
      await page.goto('/nhan-su?q=Người Trường Khác').then(() => page.locator('main table').count()),
    ).toBe(0)
  })
})
