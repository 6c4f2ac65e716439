import { createHash, createPrivateKey, sign } from 'node:crypto'
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
let proofs = 0

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

type Key = { credentialId: string; privateKey: string; userHandle?: string; signCount: number }

/** Signs in with the key as a device would, saying whether it checked who holds it. @returns the status of the answer. */
async function proveBySignature(
  key: Key,
  { isHolderVerified }: { isHolderVerified: boolean },
): Promise<number> {
  const asked = await fetch(`${url}/api/auth/passkey/generate-authenticate-options`)
  const { challenge } = (await asked.json()) as { challenge: string }
  const base64url = (bytes: Buffer) => bytes.toString('base64url')
  const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest()
  const counter = Buffer.alloc(4)
  counter.writeUInt32BE((proofs += 100))
  // Flags: somebody was there (1), and the device knows who (4).
  const authenticatorData = Buffer.concat([sha256('localhost'), Buffer.of(isHolderVerified ? 5 : 1), counter])
  const clientData = Buffer.from(JSON.stringify({ type: 'webauthn.get', challenge, origin: url }))
  const pem = createPrivateKey({ key: Buffer.from(key.privateKey, 'base64'), format: 'der', type: 'pkcs8' })
  const hash = pem.asymmetricKeyType === 'ed25519' ? null : 'sha256'
  const id = base64url(Buffer.from(key.credentialId, 'base64'))
  const response = {
    authenticatorData: base64url(authenticatorData),
    clientDataJSON: base64url(clientData),
    signature: base64url(sign(hash, Buffer.concat([authenticatorData, sha256(clientData)]), pem)),
    userHandle: base64url(Buffer.from(key.userHandle ?? '', 'base64')),
  }
  const proof = { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response }
  const answer = await fetch(`${url}/api/auth/passkey/verify-authentication`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: url,
      cookie: asked.headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; '),
    },
    body: JSON.stringify({ response: proof }),
  })
  return answer.status
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
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
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
  const noted = await site.app.database.owner.query(
    `select after ->> 'name' as name from platform.audit_change where subject = 'identity.passkey'`,
  )
  expect(noted.rows).toEqual([{ name: 'máy ở phòng' }])

  // The same key on a device that does not ask who holds it opens nothing: no code would follow.
  const { credentials } = await devtools.send('WebAuthn.getCredentials', { authenticatorId })
  expect(await proveBySignature(credentials[0]!, { isHolderVerified: true })).toBe(200)
  expect(await proveBySignature(credentials[0]!, { isHolderVerified: false })).toBe(401)

  await page.click('button:has-text("Bỏ")')
  await page.getByText('Chưa có khóa nào.').waitFor()
  await context.clearCookies()
  await open(page, '/dang-nhap/khoa')
  await page.click('#passkey-use')
  await page.getByText('Thiết bị chưa xác nhận được').waitFor()
})
