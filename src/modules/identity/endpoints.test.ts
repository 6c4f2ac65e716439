import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testApp, type TestApp } from '#app/testing.ts'
import { identity } from './module.ts'
import { makeReadyAccount } from './store/secrets.ts'
import { createBrowser, type Browser } from './testing/browser.ts'

const password = 'mot cau dai de nho'
const grant = {
  role: 'teacher',
  area_kind: 'institution' as const,
  area_id: '00000000-0000-4000-8000-00000000000a',
  institution_id: '00000000-0000-4000-8000-00000000000a',
  from_date: '2026-01-01',
  to_date: null,
  reason: null,
}

describe("better-auth's own routes", () => {
  let site: TestApp
  beforeAll(async () => {
    site = await testApp({ modules: [identity] })
  })

  test('serve the passkey ceremonies', async () => {
    await makeReadyAccount(site.app, { name: 'Người có khóa', email: 'khoa@truong.vn', password, grant })
    const browser = createBrowser(site.web)
    expect((await browser.get('/api/auth/passkey/generate-register-options')).status).toBe(401)
    const asking = await (await browser.get('/api/auth/passkey/generate-authenticate-options')).json()
    expect(asking).toMatchObject({ rpId: 'test.local', challenge: expect.any(String) })
    await browser.signIn('khoa@truong.vn', password)
    const options = await (await browser.get('/api/auth/passkey/generate-register-options')).json()
    expect(options).toMatchObject({
      rp: { id: 'test.local', name: 'Nghề Số' },
      user: { name: 'khoa@truong.vn' },
      challenge: expect.any(String),
    })
    const forged = await site.web.request('http://test.local/api/auth/passkey/verify-authentication', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: 'http://test.local',
        cookie: [...browser.jar].map((pair) => pair.join('=')).join('; '),
      },
      body: JSON.stringify({
        response: { id: 'khong-co', rawId: 'khong-co', type: 'public-key', response: {} },
      }),
    })
    expect(forged.status).toBeGreaterThanOrEqual(400)
  })

  test.each([
    '/sign-in/email',
    '/sign-up/email',
    '/get-session',
    '/update-user',
    '/api-key/create',
    '/two-factor/disable',
    '/change-email',
  ])('do not serve %s: our actions with their limits are the only way', async (path) => {
    const answer = await site.web.request(`http://test.local/api/auth${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'http://test.local' },
      body: '{}',
    })
    expect(answer.status).toBe(404)
  })
})

test('a provider that is away does not stop signing in with a password', async () => {
  const env = { OIDC_ISSUER: 'http://127.0.0.1:9', OIDC_CLIENT_ID: 'ngheso', OIDC_CLIENT_SECRET: 'x' }
  const site = await testApp({ modules: [identity], env })
  await makeReadyAccount(site.app, { name: 'Người Đi Làm', email: 'dilam@truong.vn', password, grant })
  const browser = createBrowser(site.web)
  const away = await browser.post('/dang-nhap', { _form: 'oidc' })
  expect(away.status).toBe(422)
  expect(await away.text()).toContain('Nhà cung cấp định danh tạm thời không trả lời')
  expect((await browser.signIn('dilam@truong.vn', password)).status).toBe(303)
})

describe('a real OpenID Connect provider', () => {
  let site: TestApp
  let server: Server
  let issuer: string
  const people: Record<string, { email: string; email_verified: boolean }> = {}

  beforeAll(async () => {
    server = createServer()
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: 'ngheso',
          client_secret: 'mot bi mat cua may khach',
          redirect_uris: ['http://test.local/api/auth/callback/oidc'],
          grant_types: ['authorization_code'],
          response_types: ['code'],
        },
      ],
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
      pkce: { required: () => true },
      cookies: { keys: ['mot khoa cho phep thu'] },
      findAccount: (_context, id) => ({
        accountId: id,
        claims: async () => ({ sub: id, name: id, ...people[id] }),
      }),
    })
    server.on('request', provider.callback())
    site = await testApp({
      modules: [identity],
      env: { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'ngheso', OIDC_CLIENT_SECRET: 'mot bi mat cua may khach' },
    })
  })

  afterAll(() => new Promise<void>((done) => void server.close(() => done())))

  /** Walks the provider's own pages as `subject` and answers where our callback leads. */
  async function walk(browser: Browser, subject: string, tiep = '/tai-khoan'): Promise<Response> {
    const jar = new Map<string, string>()
    let next = (await browser.post('/dang-nhap', { _form: 'oidc', tiep })).headers.get('location')!
    expect(next).toContain(`${issuer}/auth?`)
    for (let step = 0; step < 10 && !next.startsWith('http://test.local'); step += 1) {
      const url = new URL(next, issuer)
      const isPrompt = url.pathname.startsWith('/interaction/')
      const page = isPrompt ? await (await visit(url, jar)).text() : ''
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1]
      const body = isPrompt
        ? new URLSearchParams({ prompt: prompt ?? '', login: subject, password: 'x' })
        : undefined
      const answer = await visit(url, jar, body)
      next = new URL(answer.headers.get('location') ?? '', url).href
    }
    return browser.get(next)
  }

  async function visit(url: URL, jar: Map<string, string>, body?: URLSearchParams): Promise<Response> {
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...jar].map((pair) => pair.join('=')).join('; ') },
      ...(body ? { method: 'POST', body } : {}),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]!.split(/=(.*)/s)
      if (value) jar.set(name, value)
      else jar.delete(name)
    }
    return answer
  }

  test('signs in who has an account with the address it vouches for', async () => {
    await makeReadyAccount(site.app, { name: 'Người Có Sẵn', email: 'cosan@truong.vn', password, grant })
    people['1001'] = { email: 'cosan@truong.vn', email_verified: true }
    const browser = createBrowser(site.web)
    const answer = await walk(browser, '1001')
    expect(answer.headers.get('location')).toBe('http://test.local/tai-khoan')
    expect(await (await browser.get('/tai-khoan')).text()).toContain('Người Có Sẵn')
    const noted = await site.app.database.owner.query(
      `select after ->> 'way' as way from platform.audit_change where subject = 'identity.session'`,
    )
    expect(noted.rows).toEqual([{ way: 'oidc' }])
  })

  test('an invited person has thereby accepted', async () => {
    await site.app.database.owner.query(
      `insert into identity.account (name, email) values ('Người Được Mời', 'duocmoi@truong.vn')`,
    )
    people['1002'] = { email: 'duocmoi@truong.vn', email_verified: true }
    const browser = createBrowser(site.web)
    await walk(browser, '1002')
    expect(await (await browser.get('/tai-khoan')).text()).toContain('Người Được Mời')
  })

  test.each([
    ['nobody invited', '1003', 'nguoila@truong.vn', true, undefined],
    ['whose address is not verified', '1004', 'chuaxacminh@truong.vn', false, 'active'],
    ['who is blocked', '1005', 'bikhoa@truong.vn', true, 'blocked'],
  ])('does not let in somebody %s', async (_name, subject, email, isVerified, state) => {
    if (state)
      await site.app.database.owner.query(
        `insert into identity.account (name, email, state) values ('Ai đó', $1, $2)`,
        [email, state],
      )
    people[subject] = { email, email_verified: isVerified }
    const browser = createBrowser(site.web)
    const answer = await walk(browser, subject)
    expect((await browser.get('/tai-khoan')).status).toBe(303)
    const known = await site.app.database.owner.query(`select state from identity.account where email = $1`, [
      email,
    ])
    expect(known.rows.map((row) => row.state)).toEqual(state ? [state] : [])
    const shown = await browser.get(answer.headers.get('location') ?? '/')
    expect(await shown.text()).toContain('Không đăng nhập được bằng định danh điện tử')
  })
})
