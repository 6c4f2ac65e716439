import { beforeAll, describe, expect, test } from 'vitest'
import { testApp, type TestApp } from '#app/testing.ts'
import { identity } from '../module.ts'
import { limits } from '../limits.ts'
import { base32, makeReadyAccount } from '../store/secrets.ts'
import { createBrowser, totpNow, type Browser } from '../testing/browser.ts'

let site: TestApp
const password = 'mot cau dai de nho'
const here = '/tai-khoan/hai-buoc'
let made = 0

beforeAll(async () => {
  site = await testApp({ modules: [identity] })
})

async function officer(totp?: string, role = 'department-officer'): Promise<{ id: string; email: string }> {
  const email = `chuyenvien${++made}@so.vn`
  const grant = {
    role,
    area_kind: 'province' as const,
    area_id: '46',
    institution_id: null,
    from_date: '2026-01-01',
    to_date: null,
    reason: null,
  }
  const id = await makeReadyAccount(site.app, {
    name: 'Trần Thị Thử',
    email,
    password,
    grant,
    ...(totp ? { totp } : {}),
  })
  return { id, email }
}

/** Signs in and goes through set-up; answers the secret and the codes that were shown. */
async function setUp(browser: Browser): Promise<{ secret: string; codes: string[] }> {
  await browser.post(here, { _form: 'start', current_password: password })
  const page = await (await browser.get(here)).text()
  const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(page)![1]!.replaceAll(' ', '')
  await browser.post(here, { _form: 'confirm', code: totpNow(secret) })
  const shown = await (await browser.get(here)).text()
  return {
    secret,
    codes: [...shown.matchAll(/<code>([A-Za-z0-9]{5}-[A-Za-z0-9]{5})<\/code>/g)].map((match) => match[1]!),
  }
}

describe('setting up', () => {
  test('an officer without it is led there and may do nothing else', async () => {
    const { email } = await officer()
    const browser = createBrowser(site.web)
    const answer = await browser.signIn(email, password, '/quan-tri/tai-khoan')
    expect(answer.headers.get('location')).toBe(`${here}?tiep=%2Fquan-tri%2Ftai-khoan`)
    expect((await browser.get('/quan-tri/tai-khoan')).status).toBe(403)
    for (const path of ['/tai-khoan', '/dang-nhap']) {
      const page = await (await browser.get(path)).text()
      expect(page).toContain('Vai trò của bạn bắt buộc có xác thực hai bước')
      expect(page).toContain(here)
    }
  })

  test('asks the password, shows a QR code, and switches on only after a right code', async () => {
    const { id, email } = await officer()
    const browser = createBrowser(site.web)
    await browser.signIn(email, password)
    const wrong = await browser.post(here, { _form: 'start', current_password: 'khong phai' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('Mật khẩu hiện tại chưa đúng.')
    await browser.post(here, { _form: 'start', current_password: password })
    const page = await (await browser.get(here)).text()
    expect(page).toContain('<svg')
    const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(page)![1]!
    const refused = await browser.post(here, { _form: 'confirm', code: totpNow(secret, 1000) })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('Mã chưa đúng')
    expect((await browser.get('/quan-tri/tai-khoan')).status).toBe(403)
    expect((await createBrowser(site.web).signIn(email, password)).headers.get('location')).not.toContain(
      '/dang-nhap/ma',
    )
    await browser.post(here, { _form: 'confirm', code: totpNow(secret) })
    expect((await browser.get('/quan-tri/tai-khoan')).status).toBe(200)
    const kept = await site.app.database.owner.query(
      `select secret from identity.two_factor where account_id = $1`,
      [id],
    )
    expect(kept.rows[0].secret).not.toContain(secret.replaceAll(' ', ''))
  })

  test('shows ten recovery codes once; new ones replace them', async () => {
    const { email } = await officer()
    const browser = createBrowser(site.web)
    await browser.signIn(email, password)
    const { codes, secret } = await setUp(browser)
    expect(new Set(codes).size).toBe(10)
    const again = await (await browser.get(here)).text()
    expect(again).not.toContain(codes[0])
    expect(again).toContain('Còn 10 mã chưa dùng.')
    await browser.post(here, { _form: 'renew', current_password: password })
    const renewed = await (await browser.get(here)).text()
    expect([...renewed.matchAll(/<code>[A-Za-z0-9]{5}-[A-Za-z0-9]{5}<\/code>/g)].length).toBe(10)
    const next = createBrowser(site.web)
    await next.signIn(email, password)
    expect((await next.post('/dang-nhap/ma', { _form: 'code', code: codes[0]! })).status).toBe(422)
    expect((await next.post('/dang-nhap/ma', { _form: 'code', code: totpNow(secret) })).status).toBe(303)
  })

  test('cannot be switched off while a role needs it; a teacher may', async () => {
    for (const [role, status] of [
      ['department-officer', 422],
      ['teacher', 303],
    ] as const) {
      const { email } = await officer(undefined, role)
      const browser = createBrowser(site.web)
      await browser.signIn(email, password)
      await setUp(browser)
      expect((await browser.post(here, { _form: 'end', current_password: password })).status).toBe(status)
    }
  })
})

describe('signing in', () => {
  test('with the code of the app opens the session, and only then', async () => {
    const secret = 'mot bi mat de thu'
    const { email } = await officer(secret)
    const browser = createBrowser(site.web)
    const first = await browser.signIn(email, password, '/quan-tri/nhat-ky')
    expect(first.headers.get('location')).toBe('/dang-nhap/ma?tiep=%2Fquan-tri%2Fnhat-ky')
    expect((await browser.get('/tai-khoan')).status).toBe(303)
    const wrong = await browser.post('/dang-nhap/ma', {
      _form: 'code',
      code: '000000',
      tiep: '/quan-tri/tai-khoan',
    })
    expect(wrong.status).toBe(422)
    const right = await browser.post('/dang-nhap/ma', {
      _form: 'code',
      code: totpNow(base32(secret)),
      tiep: '/quan-tri/tai-khoan',
    })
    expect(right.headers.get('location')).toBe('/quan-tri/tai-khoan')
    expect((await browser.get('/quan-tri/tai-khoan')).status).toBe(200)
  })

  test('a code opens one session, also when it is sent twice at once; the next code is taken', async () => {
    const secret = 'mot bi mat dung mot lan'
    const { id, email } = await officer(secret)
    // Read off the app once: half a minute may pass between two signings in.
    const shown = totpNow(base32(secret), 0)
    const send = async (code: string) => {
      const browser = createBrowser(site.web)
      await browser.signIn(email, password)
      return browser.post('/dang-nhap/ma', { _form: 'code', code })
    }
    const both = await Promise.all([send(shown), send(shown)])
    expect(both.map((answer) => answer.status).toSorted()).toEqual([303, 422])
    const late = await send(shown)
    expect(await late.text()).toContain('Mã này đã dùng rồi')
    const open = await site.app.database.owner.query(
      `select count(*)::int as n from identity.session where account_id = $1`,
      [id],
    )
    expect(open.rows).toEqual([{ n: 1 }])
    expect((await send(totpNow(base32(secret), 1))).status).toBe(303)
  })

  test('who is signed in cannot try out codes there', async () => {
    const { email } = await officer()
    const browser = createBrowser(site.web)
    await browser.signIn(email, password)
    const { secret } = await setUp(browser)
    for (const code of ['000000', totpNow(secret)]) {
      const answer = await browser.post('/dang-nhap/ma', { _form: 'code', code })
      expect([answer.status, answer.headers.get('location')]).toEqual([303, '/'])
    }
  })

  test('with a recovery code works once', async () => {
    const { email } = await officer()
    const owner = createBrowser(site.web)
    await owner.signIn(email, password)
    const { codes } = await setUp(owner)
    const tryCode = async () => {
      const browser = createBrowser(site.web)
      await browser.signIn(email, password)
      return (await browser.post('/dang-nhap/ma', { _form: 'code', code: codes[3]! })).status
    }
    expect(await tryCode()).toBe(303)
    expect(await tryCode()).toBe(422)
    expect(await (await owner.get(here)).text()).toContain('Còn 9 mã chưa dùng.')
  })

  test('five wrong codes end the attempt, so that it begins with the password again', async () => {
    const secret = 'mot bi mat khac nua'
    const { email } = await officer(secret)
    const browser = createBrowser(site.web)
    await browser.signIn(email, password)
    for (let at = 0; at < 5; at += 1) await browser.post('/dang-nhap/ma', { _form: 'code', code: '000000' })
    const late = await browser.post('/dang-nhap/ma', { _form: 'code', code: totpNow(base32(secret)) })
    expect(late.status).toBe(422)
    expect(await late.text()).toContain('Hãy đăng nhập lại từ đầu')
  })

  test('without having given a password opens nothing', async () => {
    const answer = await createBrowser(site.web).post('/dang-nhap/ma', { _form: 'code', code: '123456' })
    expect(answer.status).toBe(422)
  })

  test('an elevated session ends after two idle hours, a teacher stays', async () => {
    const idle = async (role: string) => {
      const secret = `bi mat cua ${role}`
      const { id, email } = await officer(secret, role)
      const browser = createBrowser(site.web)
      await browser.signIn(email, password)
      await browser.post('/dang-nhap/ma', { _form: 'code', code: totpNow(base32(secret)) })
      await site.app.database.owner.query(
        `update identity.session set updated_at = now() - make_interval(secs => $2), expires_at = expires_at - make_interval(secs => $2) where account_id = $1`,
        [id, limits.idleElevated + 60],
      )
      return (await browser.get('/tai-khoan')).status
    }
    expect(await idle('department-officer')).toBe(303)
    expect(await idle('teacher')).toBe(200)
  })
})

describe('a lost device', () => {
  test('is taken off by another administrator, never by oneself; the person sets up anew', async () => {
    const lost = await officer('mot bi mat da mat')
    const admin = await officer('bi mat quan tri', 'system-administrator')
    await site.app.database.owner.query(
      `insert into identity.passkey (account_id, public_key, credential_id, counter, device_type, backed_up) values ($1, 'x', 'y', 0, 'multiDevice', true)`,
      [lost.id],
    )
    const browser = createBrowser(site.web)
    await browser.signIn(admin.email, password)
    await browser.post('/dang-nhap/ma', { _form: 'code', code: totpNow(base32('bi mat quan tri')) })
    const reason = 'Mất điện thoại, đã gặp trực tiếp'
    expect((await browser.post(`/quan-tri/tai-khoan/${admin.id}`, { _form: 'factor', reason })).status).toBe(
      422,
    )
    const short = await browser.post(`/quan-tri/tai-khoan/${lost.id}`, { _form: 'factor', reason: 'mất' })
    expect(await short.text()).toContain('Hãy ghi lý do')
    expect((await browser.post(`/quan-tri/tai-khoan/${lost.id}`, { _form: 'factor', reason })).status).toBe(
      303,
    )
    const left = await site.app.database.owner.query(
      `select count(*)::int as n from identity.passkey where account_id = $1`,
      [lost.id],
    )
    expect(left.rows).toEqual([{ n: 0 }])
    const person = createBrowser(site.web)
    expect((await person.signIn(lost.email, password)).headers.get('location')).toBe(`${here}?tiep=%2F`)
  })
})
