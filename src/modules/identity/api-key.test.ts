import { beforeAll, describe, expect, test } from 'vitest'
import { runAction } from '#platform/actions/run.ts'
import type { Actor } from '#platform/access.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { authenticate } from './authenticate.ts'
import { createApiKey } from './actions/create-api-key.ts'
import { identity } from './module.ts'
import { base32, makeReadyAccount } from './store/secrets.ts'
import { createBrowser, totpNow, type Browser } from './testing/browser.ts'

let site: TestApp
const clock = { at: new Date(), now: () => clock.at }
const password = 'mot cau dai de nho'
const [schoolA, schoolB] = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b']
let made = 0

beforeAll(async () => {
  site = await testApp({ modules: [identity], clock })
})

async function signedIn(role: string, school: string | null): Promise<{ id: string; browser: Browser }> {
  const email = `khoa${++made}@truong.vn`
  const totp = school ? undefined : 'mot bi mat cho khoa'
  const area = school
    ? { area_kind: 'institution' as const, area_id: school, institution_id: school }
    : { area_kind: 'province' as const, area_id: '46', institution_id: null }
  const grant = { role, ...area, from_date: '2026-01-01', to_date: null, reason: null }
  const id = await makeReadyAccount(site.app, {
    name: 'Chủ khóa',
    email,
    password,
    grant,
    ...(totp ? { totp } : {}),
  })
  const browser = createBrowser(site.web)
  await browser.signIn(email, password)
  if (totp) await browser.post('/dang-nhap/ma', { _form: 'code', code: totpNow(base32(totp)) })
  return { id, browser }
}

function inDays(days: number): string {
  return new Date(clock.at.getTime() + days * 86_400_000 + 7 * 3600_000).toISOString().slice(0, 10)
}

/** Makes a key on the page and reads it from the greeting, shown once. */
async function makeKey(browser: Browser, fields: Record<string, string | string[]>): Promise<string> {
  const sent = await browser.post('/tai-khoan/khoa-api', {
    _form: 'make',
    name: 'kiểm thử',
    until: inDays(30),
    ...fields,
  })
  expect(sent.status).toBe(303)
  return /nghe_[A-Za-z0-9]+/.exec(await (await browser.get('/tai-khoan/khoa-api')).text())![0]
}

async function actorOf(key: string): Promise<Actor> {
  return (
    await authenticate(
      site.app,
      new Request('http://test.local/', { headers: { authorization: `Bearer ${key}` } }),
    )
  ).actor
}

function grantsOf(actor: Actor) {
  return actor.kind === 'account'
    ? actor.grants.map((grant) => ({ permissions: [...grant.permissions], institutions: grant.institutions }))
    : undefined
}

describe('an API key', () => {
  test('does what its scope allows and nothing else, and is shown once', async () => {
    const { browser } = await signedIn('system-administrator', null)
    const key = await makeKey(browser, { 'permissions[]': 'identity.read-log' })
    expect(await (await browser.get('/tai-khoan/khoa-api')).text()).toContain('Xem nhật ký thay đổi')
    expect(await (await browser.get('/tai-khoan/khoa-api')).text()).not.toContain(key)
    const open = await site.web.request('http://test.local/quan-tri/nhat-ky', {
      headers: { authorization: `Bearer ${key}` },
    })
    expect(open.status).toBe(200)
    const shut = await site.web.request('http://test.local/quan-tri/tai-khoan', {
      headers: { authorization: `Bearer ${key}` },
    })
    expect(shut.status).toBe(403)
    const kept = await site.app.database.owner.query(
      `select count(*)::integer as n from identity.api_key where key = $1`,
      [key],
    )
    expect(kept.rows).toEqual([{ n: 0 }])
  })

  test('of a province role can be bound to one school', async () => {
    const { browser } = await signedIn('system-administrator', null)
    const key = await makeKey(browser, { 'permissions[]': 'identity.manage-accounts', institution: schoolA })
    expect(grantsOf(await actorOf(key))).toEqual([
      { permissions: ['identity.manage-accounts'], institutions: [schoolA] },
    ])
  })

  test('is never wider than its owner, when it is made and afterwards', async () => {
    const { id, browser } = await signedIn('school-manager', schoolA)
    for (const fields of [
      { 'permissions[]': 'identity.system' },
      { 'permissions[]': 'identity.read-log', institution: schoolB },
    ]) {
      const refused = await browser.post('/tai-khoan/khoa-api', {
        _form: 'make',
        name: 'quá rộng',
        until: inDays(30),
        ...fields,
      })
      expect(refused.status).toBe(422)
      expect(await refused.text()).toContain('rộng hơn quyền của mình')
    }
    const key = await makeKey(browser, { 'permissions[]': ['identity.read-log', 'identity.manage-accounts'] })
    expect(grantsOf(await actorOf(key))).toHaveLength(1)
    await site.app.database.owner.query(
      `update identity.grant set revoked_at = now() where account_id = $1`,
      [id],
    )
    expect(grantsOf(await actorOf(key))).toEqual([])
  })

  test('needs an end within a year, and stops after it', async () => {
    const { id, browser } = await signedIn('school-manager', schoolA)
    for (const until of ['', '31/2/2027', inDays(-1), inDays(400)]) {
      const refused = await browser.post('/tai-khoan/khoa-api', {
        _form: 'make',
        name: 'không hạn',
        'permissions[]': 'identity.read-log',
        until,
      })
      expect(refused.status).toBe(422)
    }
    const key = await makeKey(browser, { 'permissions[]': 'identity.read-log', until: inDays(0) })
    expect((await actorOf(key)).kind).toBe('account')
    await site.app.database.owner.query(
      `update identity.api_key set expires_at = now() - interval '1 second' where account_id = $1`,
      [id],
    )
    expect(await actorOf(key)).toEqual({ kind: 'public' })
  })

  test('stops when it is revoked, and when its owner is blocked', async () => {
    const { id, browser } = await signedIn('school-manager', schoolA)
    const key = await makeKey(browser, { 'permissions[]': 'identity.read-log' })
    const row = await site.app.database.owner.query(`select id from identity.api_key where account_id = $1`, [
      id,
    ])
    const stranger = await signedIn('school-manager', schoolA)
    expect(
      (await stranger.browser.post('/tai-khoan/khoa-api', { _form: 'revoke', key: row.rows[0].id })).status,
    ).toBe(404)
    await site.app.database.owner.query(`update identity.account set state = 'blocked' where id = $1`, [id])
    expect((await actorOf(key)).kind).toBe('public')
    await site.app.database.owner.query(`update identity.account set state = 'active' where id = $1`, [id])
    expect((await browser.post('/tai-khoan/khoa-api', { _form: 'revoke', key: row.rows[0].id })).status).toBe(
      303,
    )
    expect((await actorOf(key)).kind).toBe('public')
  })

  test("does not carry its owner's own record, unless it was given a right over it", async () => {
    const { id, browser } = await signedIn('school-manager', schoolA)
    const own = '00000000-0000-4000-8000-0000000000ee'
    await site.app.database.owner.query(`update identity.account set person_id = $2 where id = $1`, [id, own])
    const actor = await actorOf(await makeKey(browser, { 'permissions[]': 'identity.read-log' }))
    expect(actor).toMatchObject({ kind: 'account', id, personId: undefined })
  })

  test('cannot make another key, nor touch the account of its owner', async () => {
    const { browser } = await signedIn('school-manager', schoolA)
    const actor = await actorOf(await makeKey(browser, { 'permissions[]': 'identity.read-log' }))
    const fields = { name: 'khóa con', permissions: ['identity.read-log'], until: inDays(300) }
    await expect(runAction(site.app, createApiKey, fields, actor)).rejects.toMatchObject({
      refusal: 'forbidden',
    })
    expect((await site.as(actor).get('/tai-khoan')).status).toBe(403)
  })

  test('that nobody made opens nothing', async () => {
    expect(await actorOf('nghe_khongphaikhoa')).toEqual({ kind: 'public' })
  })
})
