import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  addProof,
  didDocument,
  encodeStatusList,
  generateKeyPair,
  signWith,
  messageEntry,
  statusEntry,
  statusListCredential,
  statusListLength,
  type StatusPurpose,
} from '#platform/credentials/index.ts'
import { achievementOf } from '#modules/diplomas/credentials/achievement.ts'
import { exampleContent } from '#modules/diplomas/documents/testing/content.ts'
import { openBrowser, phone, visitor } from '../browser.ts'

const origin = 'https://truong.example'
const did = 'did:web:truong.example:truong:CDVD'
const second = (at: Date) => at.toISOString().replace(/\.\d+/, '')

let folder: string
let saved: string
const files: Record<string, { name: string; mimeType: string; buffer: Buffer }> = {}
const file = (name: string, value: unknown) => {
  files[name] = { name, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(value)) }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verifier-'))
  const pair = await generateKeyPair()
  const signer = { verificationMethod: `${did}#k1`, sign: await signWith(pair.secret) }
  const now = Date.now()
  const created = second(new Date(now - 60_000))
  const list = (purpose: StatusPurpose) => `${origin}/truong/CDVD/trang-thai/1/${purpose}`
  const credential = async (index: number) => {
    const diploma = {
      public_id: '7K3N0Q8ZT1V2X4Y6',
      kind_code: 'college_diploma' as const,
      content: exampleContent(),
      serial: 'CDVD-2026-00012',
      entry_no: '12/2026',
      is_demo: false,
    }
    const credentialStatus = [
      ...(['revocation', 'suspension'] as const).map((purpose) => statusEntry(list(purpose), purpose, index)),
      messageEntry(list('message'), 'corrected', 2 * index),
      messageEntry(list('message'), 'replaced', 2 * index + 1),
    ]
    return addProof({ ...achievementOf(diploma, { origin, did }), credentialStatus }, signer, { created })
  }
  const good = await credential(3)
  file('van-bang.json', good)
  file('thu-hoi.json', await credential(4))
  file('chinh-sua.json', await credential(5))
  file('sua.json', JSON.parse(JSON.stringify(good).replace('Nguyễn Thị', 'Nguyễn Văn')))
  file('did.json', didDocument(did, [{ name: 'k1', publicKey: pair.publicKey }]))
  const places = { revocation: [4, 5], suspension: [], message: [10] }
  for (const purpose of ['revocation', 'suspension', 'message'] as const) {
    const unsigned = statusListCredential({
      id: list(purpose),
      issuer: did,
      purpose,
      encodedList: await encodeStatusList(places[purpose], 2 * statusListLength),
      validFrom: created,
      validUntil: second(new Date(now + 3_600_000)),
      ttl: 300_000,
    })
    file(`${purpose}.json`, await addProof(unsigned, signer, { created }))
  }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const lists = ['did.json', 'revocation.json', 'suspension.json', 'message.json']
const give = (page: Page, names: readonly string[]) =>
  page.setInputFiles(
    '#given',
    names.map((name) => files[name]!),
  )
const headings = (page: Page) => page.locator('#answer h2').allInnerTexts()

test('the page checks files at its address, under the site’s own policy, at 360 px', async () => {
  const context = await visitor(phone)
  const page = await context.newPage()
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(String(error)))
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()))
  await page.goto('/van-bang/bo-kiem-tra.html')
  await give(page, ['van-bang.json', ...lists])
  await expect.poll(() => headings(page)).toEqual(['✓ Thật và đang có hiệu lực'])
  expect(await page.locator('#answer').innerText()).toContain('Nguyễn Thị Ủy Quyên')
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width).toBeLessThanOrEqual(360)
  expect(troubles).toEqual([])
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#save a')])
  saved = join(folder, 'bo-kiem-tra.html')
  await download.saveAs(saved)
  await context.close()
})

test.each([
  [['van-bang.json', ...lists], '✓ Thật và đang có hiệu lực'],
  [['thu-hoi.json', ...lists], '⦸ Đã bị thu hồi, không còn giá trị'],
  [['chinh-sua.json', ...lists], '⦸ Thật, nhưng nội dung đã được chỉnh sửa'],
  [['thu-hoi.json', ...lists.slice(0, 3)], '⦸ Không còn hiệu lực: đã bị thu hồi, chỉnh sửa hoặc cấp lại'],
  [['sua.json', ...lists], '✗ Tệp đã bị sửa, không được tin'],
  [['van-bang.json', 'did.json'], '? Chưa nói được'],
  [['van-bang.json'], '? Chưa nói được'],
])('saved to a disk and opened without any network, %j answers %s', async (names, said) => {
  const browser = await openBrowser()
  const context = await browser.newContext({ offline: true, locale: 'vi-VN' })
  const page = await context.newPage()
  await page.goto(pathToFileURL(saved).href)
  expect(await page.locator('#save').isVisible()).toBe(false)
  await give(page, names)
  await expect.poll(() => headings(page)).toEqual([said])
  await context.close()
})
