import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testApp, type TestApp } from '#app/testing.ts'
import { verifyChain } from '#platform/audit/verify.ts'
import { identity } from '../module.ts'
import { makeReadyAccount } from '../store/secrets.ts'
import { createBrowser, linkTo, runQueued } from '../testing/browser.ts'

let site: TestApp
const clock = { at: new Date('2026-11-22T03:00:00Z'), now: () => clock.at }
const password = 'mot cau dai de nho'
let made = 0

beforeAll(async () => {
  site = await testApp({ modules: [identity], clock })
})

beforeEach(() => {
  clock.at = new Date(clock.at.getTime() + 3600_000)
})

async function person(role = 'teacher'): Promise<{ id: string; email: string }> {
  const email = `nguoi${++made}@truong.vn`
  const school = '00000000-0000-4000-8000-000000000001'
  const grant =
    role === 'teacher'
      ? { role, area_kind: 'institution' as const, area_id: school, institution_id: school }
      : { role, area_kind: 'province' as const, area_id: '46', institution_id: null }
  const id = await makeReadyAccount(site.app, {
    name: 'Nguyễn Văn Thử',
    email,
    password,
    grant: { ...grant, from_date: '2026-01-01', to_date: null, reason: null },
  })
  return { id, email }
}

describe('signing in', () => {
  test('opens a session, shows the account, and leads back to where one was going', async () => {
    const { email } = await person()
    const browser = createBrowser(site.web)
    const refused = await browser.get('/tai-khoan')
    expect(refused.headers.get('location')).toBe('/dang-nhap?tiep=%2Ftai-khoan')
    const page = await (await browser.get('/dang-nhap?tiep=%2Ftai-khoan')).text()
    expect(page).toContain('name="tiep" value="/tai-khoan"')
    const answer = await browser.signIn(email.toUpperCase(), password, '/tai-khoan')
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/tai-khoan')
    expect(answer.headers.getSetCookie().join()).toMatch(/HttpOnly.*SameSite=Lax/i)
    expect(await (await browser.get('/tai-khoan')).text()).toContain('Nguyễn Văn Thử')
  })

  test.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/dang-xuat'])(
    'never leads to %s',
    async (tiep) => {
      const { email } = await person()
      const answer = await createBrowser(site.web).signIn(email, password, tiep)
      expect(answer.headers.get('location')).toBe('/')
    },
  )

  test('with a wrong password and with an unknown address reads the same; the address stays in the form, the password does not', async () => {
    const { email } = await person()
    const wrong = await createBrowser(site.web).signIn(email, 'sai mat khau roi')
    const unknown = await createBrowser(site.web).signIn('khongco@truong.vn', 'sai mat khau roi')
    expect([wrong.status, unknown.status]).toEqual([422, 422])
    const [one, other] = [await wrong.text(), await unknown.text()]
    expect(one.match(/Thư điện tử hoặc mật khẩu chưa đúng\./g)).toHaveLength(1)
    expect(one.replaceAll(email, 'x')).toBe(other.replaceAll('khongco@truong.vn', 'x'))
    expect(one).toContain(`value="${email}"`)
    expect(one).not.toContain('sai mat khau roi')
  })

  test('ten wrong passwords close the address for fifteen minutes, the right one then waits too; an unknown address closes alike', async () => {
    const { email } = await person()
    for (const address of [email, 'khongai@truong.vn']) {
      const tries = []
      for (let at = 0; at < 10; at += 1)
        tries.push((await createBrowser(site.web).signIn(address, 'sai mat khau roi')).status)
      expect(tries).toEqual(Array(10).fill(422))
      const closed = await createBrowser(site.web).signIn(address, password)
      expect(closed.status).toBe(422)
      expect(await closed.text()).toContain('Hãy chờ 15 phút')
    }
    clock.at = new Date(clock.at.getTime() + 10 * 60_000)
    expect(await (await createBrowser(site.web).signIn(email, password)).text()).toContain('Hãy chờ 5 phút')
    clock.at = new Date(clock.at.getTime() + 5 * 60_000 + 1000)
    expect((await createBrowser(site.web).signIn(email, password)).status).toBe(303)
  })

  test('twenty tries at the same moment check at most ten passwords', async () => {
    const { email } = await person()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => createBrowser(site.web).signIn(email, 'sai mat khau roi')),
    )
    const texts = await Promise.all(answers.map((answer) => answer.text()))
    expect(texts.filter((text) => text.includes('mật khẩu chưa đúng')).length).toBeLessThanOrEqual(10)
    expect(texts.some((text) => text.includes('tạm khóa đăng nhập'))).toBe(true)
  })

  test('signing out ends the session for good, not only the cookie', async () => {
    const { email } = await person()
    const browser = createBrowser(site.web)
    await browser.signIn(email, password)
    const kept = new Map(browser.jar)
    expect((await browser.post('/dang-xuat', { _form: 'out' })).headers.get('location')).toBe('/')
    for (const [name, value] of kept) browser.jar.set(name, value)
    expect((await browser.get('/tai-khoan')).status).toBe(303)
  })

  test('a cookie with a changed signature opens nothing', async () => {
    const { email } = await person()
    const browser = createBrowser(site.web)
    await browser.signIn(email, password)
    for (const [name, value] of browser.jar) browser.jar.set(name, value.replace(/\.[^.]*$/, '.AAAA'))
    expect((await browser.get('/tai-khoan')).status).toBe(303)
  })

  test('sign-ins stand in the log and the chain stays whole', async () => {
    const { id, email } = await person()
    await createBrowser(site.web).signIn(email, password)
    const found = await site.app.database.owner.query(
      `select after from platform.audit_change where subject = 'identity.session' and subject_id = $1`,
      [id],
    )
    expect(found.rows).toEqual([{ after: { way: 'password', device: 'Chrome · Windows' } }])
    const named = await site.app.database.owner.query(
      `select actor_kind, actor_id, actor_name from platform.audit_entry where action = 'identity.sign-in' order by seq desc limit 1`,
    )
    expect(named.rows).toEqual([{ actor_kind: 'session', actor_id: id, actor_name: 'Nguyễn Văn Thử' }])
    expect(await verifyChain(site.app.database.owner)).toMatchObject({
      brokenAt: undefined,
      reason: undefined,
    })
  })
})

describe('sessions', () => {
  test('each device shows in the list; one can be ended, or all others', async () => {
    const { email } = await person()
    const [desk, phone, tablet] = ['Windows NT Chrome/1', 'Android Chrome/1', 'iPad Safari/1'].map((agent) =>
      createBrowser(site.web, agent),
    )
    for (const browser of [desk!, phone!, tablet!]) await browser.signIn(email, password)
    const page = await (await desk!.get('/tai-khoan')).text()
    for (const name of ['Chrome · Windows', 'Chrome · Android', 'Safari · iOS', 'Phiên này'])
      expect(page).toContain(name)
    const session = /name="session" value="([^"]+)"/.exec(page.slice(page.indexOf('Chrome · Android')))?.[1]
    await desk!.post('/tai-khoan', { _form: 'session', session: session! })
    expect((await phone!.get('/tai-khoan')).status).toBe(303)
    expect((await tablet!.get('/tai-khoan')).status).toBe(200)
    await desk!.post('/tai-khoan', { _form: 'others' })
    expect((await tablet!.get('/tai-khoan')).status).toBe(303)
    expect((await desk!.get('/tai-khoan')).status).toBe(200)
  })

  test("somebody else's session cannot be ended", async () => {
    const [mine, theirs] = [createBrowser(site.web), createBrowser(site.web)]
    await mine.signIn((await person()).email, password)
    const other = await person()
    await theirs.signIn(other.email, password)
    const found = await site.app.database.owner.query(
      `select id from identity.session where account_id = $1`,
      [other.id],
    )
    expect((await mine.post('/tai-khoan', { _form: 'session', session: found.rows[0].id })).status).toBe(404)
    expect((await theirs.get('/tai-khoan')).status).toBe(200)
  })

  test('a used session is prolonged, an idle one ends after twelve hours', async () => {
    const { id, email } = await person()
    const browser = createBrowser(site.web)
    await browser.signIn(email, password)
    const age = (hours: number) =>
      site.app.database.owner.query(
        `update identity.session set updated_at = now() - make_interval(hours => $2), expires_at = now() + interval '12 hours' - make_interval(hours => $2) where account_id = $1`,
        [id, hours],
      )
    await age(11)
    const prolonged = await browser.get('/tai-khoan')
    expect(prolonged.status).toBe(200)
    expect(prolonged.headers.getSetCookie().join()).toContain('session_token')
    const left = await site.app.database.owner.query(
      `select expires_at > now() + interval '11 hours' as long from identity.session where account_id = $1`,
      [id],
    )
    expect(left.rows).toEqual([{ long: true }])
    await age(13)
    expect((await browser.get('/tai-khoan')).status).toBe(303)
  })

  test('however much it is used, a session ends: an elevated one with the working day, another with the week', async () => {
    const since = async (role: string, hours: number) => {
      const { id, email } = await person(role)
      const browser = createBrowser(site.web)
      await browser.signIn(email, password)
      await site.app.database.owner.query(
        `update identity.session set created_at = now() - make_interval(hours => $2) where account_id = $1`,
        [id, hours],
      )
      return (await browser.get('/tai-khoan')).status
    }
    expect([await since('department-officer', 11), await since('department-officer', 13)]).toEqual([200, 303])
    expect([await since('teacher', 13), await since('teacher', 7 * 24 + 1)]).toEqual([200, 303])
  })

  test('a blocked account is out at once', async () => {
    const { id, email } = await person()
    const browser = createBrowser(site.web)
    await browser.signIn(email, password)
    await site.app.database.owner.query(`update identity.account set state = 'blocked' where id = $1`, [id])
    expect((await browser.get('/tai-khoan')).status).toBe(303)
    const again = await browser.signIn(email, password)
    expect(again.status).toBe(422)
    expect(await again.text()).toContain('đang bị khóa')
  })

  test('a new device is told by mail, a known one is not', async () => {
    const { email } = await person()
    const letters = async () => (await site.app.mailer.listMail()).filter((mail) => mail.to === email).length
    for (const agent of ['Windows NT Chrome/1', 'Windows NT Chrome/2'])
      await createBrowser(site.web, agent).signIn(email, password)
    await runQueued(site.app)
    expect(await letters()).toBe(0)
    await createBrowser(site.web, 'Android Firefox/1').signIn(email, password)
    await runQueued(site.app)
    expect(await letters()).toBe(1)
    expect((await site.app.mailer.listMail()).find((mail) => mail.to === email)?.text).toContain(
      'Firefox · Android',
    )
  })

  test('what was typed when the session had ended comes back after signing in', async () => {
    const { email } = await person()
    const browser = createBrowser(site.web)
    const parked = await browser.post('/tai-khoan', {
      _form: 'profile',
      name: 'Nguyễn Văn Chưa Lưu',
      lang: 'vi',
      version: '1',
    })
    const signInAt = parked.headers.get('location')!
    expect(signInAt).toContain('giu=1')
    const page = await (await browser.get(signInAt)).text()
    expect(page).toContain('Nội dung bạn vừa nhập được giữ lại')
    const tiep = /name="tiep" value="([^"]+)"/.exec(page)![1]!.replaceAll('&amp;', '&')
    const back = await browser.signIn(email, password, tiep)
    const restored = await (await browser.get(back.headers.get('location')!)).text()
    expect(restored).toContain('value="Nguyễn Văn Chưa Lưu"')
    expect(restored).toContain('Nội dung đã được giữ lại')
  })
})

describe('a form sent after the session ended', () => {
  const typed = { _form: 'profile', name: 'Nguyễn Văn Chưa Lưu', lang: 'vi', version: '1' }
  const backOf = (answer: Response) =>
    new URL(answer.headers.get('location')!, 'http://test.local').searchParams.get('tiep')!

  test('goes back to the account that typed it, from any browser, and to nobody else', async () => {
    const [owner, other] = [await person(), await person()]
    const browser = createBrowser(site.web)
    await browser.signIn(owner.email, password)
    await site.app.database.owner.query(
      `update identity.session set expires_at = now() - interval '1 minute' where account_id = $1`,
      [owner.id],
    )
    const back = backOf(await browser.post('/tai-khoan', typed))
    await browser.signIn(other.email, password)
    expect(await (await browser.get(back)).text()).not.toContain('Chưa Lưu')
    const elsewhere = createBrowser(site.web)
    await elsewhere.signIn(owner.email, password)
    expect(await (await elsewhere.get(back)).text()).toContain('value="Nguyễn Văn Chưa Lưu"')
  })

  test('an idle session is still known to be whose when a second form comes', async () => {
    const { id, email } = await person('department-officer')
    const browser = createBrowser(site.web)
    await browser.signIn(email, password)
    await site.app.database.owner.query(
      `update identity.session set updated_at = now() - interval '3 hours' where account_id = $1`,
      [id],
    )
    expect((await browser.get('/tai-khoan')).status).toBe(303)
    await browser.post('/tai-khoan', typed)
    const kept = await site.app.database.owner.query(
      `select account from platform.parked_form where account is not null and account = $1`,
      [id],
    )
    expect(kept.rows).toHaveLength(1)
    expect((await browser.get('/tai-khoan')).status).toBe(303)
  })

  test('by nobody known goes back to the same browser only', async () => {
    const { email } = await person()
    const browser = createBrowser(site.web)
    const back = backOf(await browser.post('/tai-khoan', typed))
    const elsewhere = createBrowser(site.web)
    await elsewhere.signIn(email, password)
    expect(await (await elsewhere.get(back)).text()).not.toContain('Chưa Lưu')
    await browser.signIn(email, password)
    expect(await (await browser.get(back)).text()).toContain('value="Nguyễn Văn Chưa Lưu"')
  })
})

describe('a forgotten password', () => {
  test('is replaced by the link of the letter, once; every session ends and a lock opens', async () => {
    const { email } = await person()
    const old = createBrowser(site.web)
    await old.signIn(email, password)
    const browser = createBrowser(site.web)
    for (let at = 0; at < 11; at += 1) await browser.signIn(email, 'sai mat khau roi')
    const asked = await browser.post('/quen-mat-khau', { _form: 'ask', email })
    expect(asked.headers.get('location')).toBe('/quen-mat-khau?gui=1')
    await runQueued(site.app)
    const link = await linkTo(site.app, email)
    const page = await browser.get(link)
    expect(page.headers.get('referrer-policy')).toBe('same-origin')
    expect(page.headers.get('cache-control')).toBe('no-store')
    const token = new URL(link, 'http://test.local').searchParams.get('token')!
    const kept = await site.app.database.owner.query(`select identifier from identity.verification`)
    expect(kept.rows.map((row) => row.identifier).join()).not.toContain(token)
    const common = await browser.post(link, { _form: 'save', token, password: 'matkhau123' })
    expect(common.status).toBe(422)
    expect(await common.text()).toContain('quá phổ biến')
    expect(
      (await browser.post(link, { _form: 'save', token, password: 'mot mat khau moi' })).headers.get(
        'location',
      ),
    ).toBe('/dang-nhap')
    expect((await old.get('/tai-khoan')).status).toBe(303)
    expect((await browser.signIn(email, password)).status).toBe(422)
    expect((await browser.signIn(email, 'mot mat khau moi')).status).toBe(303)
    expect(await (await browser.get(link)).text()).toContain('đã dùng hoặc hết hạn')
    const again = await browser.post(link, { _form: 'save', token, password: 'mot mat khau nua' })
    expect(again.status).toBe(422)
    expect(await again.text()).toContain('đã dùng hoặc hết hạn')
  })

  test('of an address nobody has gets the same answer and no letter', async () => {
    const answer = await createBrowser(site.web).post('/quen-mat-khau', {
      _form: 'ask',
      email: 'khongaica@truong.vn',
    })
    expect(answer.headers.get('location')).toBe('/quen-mat-khau?gui=1')
    await runQueued(site.app)
    expect((await site.app.mailer.listMail()).filter((mail) => mail.to === 'khongaica@truong.vn')).toEqual([])
  })
})
