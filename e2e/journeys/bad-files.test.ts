import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { writeXlsx } from 'hucre/xlsx'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { workbookOf, zipOf } from '#platform/sheets/testing.ts'
import { desktop, signIn, visitor } from '../browser.ts'
import { ask, chosen } from './ground.ts'

let context: BrowserContext
let page: Page
beforeAll(async () => {
  context = await visitor(desktop)
  page = await signIn(context, 'school-manager')
})
afterAll(() => context.close())

const sheet = [{ name: 'A', rows: [['Họ và tên'], ['Trần Văn Thử']] }]
const bomb = () =>
  workbookOf({
    sheets: sheet,
    extra: {
      'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${'<row></row>'.repeat(2_000_000)}</sheetData></worksheet>`,
    },
  })
const oldBook = async () =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(600),
    Buffer.from('Workbook', 'utf16le'),
  ])
const locked = () => writeXlsx({ sheets: sheet, encryption: { password: 'bí mật', spinCount: 1000 } })
const halved = async () => {
  const whole = Buffer.from(await workbookOf({ sheets: sheet }))
  return whole.subarray(0, whole.length / 2)
}

/** What each file is said to be, and the way out. */
const cases: [name: string, file: () => Promise<Uint8Array | string>, what: string, wayOut: string][] = [
  [
    'ghi-chu.xlsx',
    async () => 'Kính gửi nhà trường\n\nDanh sách gửi sau.\n',
    'Không tìm thấy dòng tiêu đề cột',
    'tệp mẫu',
  ],
  [
    'trang-web.xls',
    async () => '<html><table><tr><td>Họ và tên</td></tr></table></html>',
    'không phải bảng tính',
    'Lưu thành',
  ],
  ['anh.xlsx', async () => randomBytes(4000), 'không phải bảng tính', 'Lưu thành'],
  [
    'van-ban.xlsx',
    () => zipOf({ 'word/document.xml': '<w:document><w:p><w:t>Kính gửi</w:t></w:p></w:document>' }),
    'Đây là tệp Word nhưng không có bảng nào',
    'tệp mẫu',
  ],
  ['mat-khau.xlsx', locked, 'có đặt mật khẩu', 'gỡ mật khẩu'],
  ['cu.xls', oldBook, 'định dạng cũ', 'Lưu thành'],
  ['bom.xlsx', bomb, 'phình ra quá lớn', 'sang một tệp mới'],
  ['do-dang.xlsx', halved, 'bị hỏng', 'tải lên'],
  ['rong.csv', async () => '', 'Hãy chọn tệp', 'cần nhập'],
]

describe('a file that cannot be imported', () => {
  test.each(cases)(
    '%s is named for what it is, with the way out, and leaves nothing behind',
    async (name, file, what, wayOut) => {
      const before = await ask('select count(*)::int as batches from platform.import_batch')
      await page.goto('/nhap-du-lieu/tai-len/staff')
      await page.setInputFiles('input[type=file]', chosen(name, await file()))
      await Promise.all([
        page.waitForResponse((one) => one.request().method() === 'POST'),
        page.locator('main form button[type=submit], main form button:not([type])').first().click(),
      ])
      await page.waitForLoadState()
      const said = await page.locator('main').innerText()
      expect(said).toContain(what)
      expect(said).toContain(wayOut)
      expect(await page.locator('input[type=file]').count(), 'another file can be chosen at once').toBe(1)
      expect(await ask('select count(*)::int as batches from platform.import_batch')).toEqual(before)
    },
  )

  test('a file over the limit is refused with words, not with a broken page', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'ngheso-e2e-')), 'to.csv')
    await writeFile(file, Buffer.alloc(32 * 1024 * 1024, 'a,b\n'))
    await page.goto('/nhap-du-lieu/tai-len/staff')
    await page.setInputFiles('input[type=file]', file)
    await page.getByRole('button', { name: 'Tải lên và kiểm tra' }).click()
    await page.getByText('quá lớn').waitFor()
    expect(await page.locator('h1').count()).toBe(1)
    await rm(dirname(file), { recursive: true })
  })
})
