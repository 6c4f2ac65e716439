import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import chromium from '@sparticuz/chromium'
import { chromium as playwright, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { transformWithOxc } from 'vite'
import { testApp, type TestApp } from '#app/testing.ts'
import { identity } from '../module.ts'
import { makeReadyAccount } from '../store/secrets.ts'

const password = 'mot cau dai de nho'
const file = 'src/modules/identity/islands/passkey.ts'
let site: TestApp
let server: ReturnType<typeof serve>
let browser: Browser
let url: string
let island: string

beforeAll(async () => {
  const port = await freePort()
  // A passkey belongs to a name, never to a bare IP address.
  url = `http://localhost:${port}`
  site = await testApp({ modules: [identity], env: { PUBLIC_URL: url } })
  server = serve({ fetch: site.web.fetch, port, hostname: '127.0.0.1' })
  island = (await transformWithOxc(readFileSync(file, 'utf8'), file)).code
  browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [...chromium.args, '--no-sandbox'],
  })
})

afterAll(async () => {
  await browser?.close()
  await new Promise((done) => server.close(done))
})

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done))
  const { port } = probe.address() as AddressInfo
  await new Promise((done) => probe.close(done))
  return port
}

/** Opens a page and runs the island on it, as the built page does. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(url + path)
  await page.addScriptTag({ content: island, type: 'module' })
}

test('a passkey is added on the account page and then signs in without password', async () => {
  const school = '00000000-0000-4000-8000-00000000000a'
  const grant = {
    role: 'teacher',
    area_kind: 'institution' as const,
    area_id: school,
    institution_id: school,
    from_date: '2026-01-01',
    to_date: null,
    reason: null,
  }
  await makeReadyAccount(site.app, { name: 'Người Dùng Khóa', email: 'khoa@truong.vn', password, grant })
  const context = await browser.newContext({ bypassCSP: true })
  // The island under test is the source, not what an earlier build left behind.
  await context.route('**/assets/**', (route) => route.abort())
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })

  await page.goto(`${url}/dang-nhap?tiep=/tai-khoan`)
  await page.fill('input[name=email]', 'khoa@truong.vn')
  await page.fill('input[name=password]', password)
  await page.click('main form button[type=submit]')
  await open(page, '/tai-khoan')
  await page.fill('input[name=passkey_name]', 'máy ở phòng')
  await page.click('#passkey-make')
  await page.getByText('máy ở phòng').waitFor()

  await context.clearCookies()
  await open(page, '/dang-nhap/khoa?tiep=/tai-khoan')
  await page.click('#passkey-use')
  await page.waitForURL(`${url}/tai-khoan`)
  expect(await page.textContent('main')).toContain('khoa@truong.vn')

  await page.click('button:has-text("Bỏ")')
  await page.getByText('Chưa có khóa nào.').waitFor()
  await context.clearCookies()
  await open(page, '/dang-nhap/khoa')
  await page.click('#passkey-use')
  await page.getByText('Thiết bị chưa xác nhận được').waitFor()
})
