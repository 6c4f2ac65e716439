import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#platform/access.ts'
import { runAction } from '#platform/actions/run.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { roles, rolesGivenBy } from '../role.ts'
import { identity } from '../module.ts'
import { accountData } from '../personal-data.ts'
import { makeReadyAccount } from '../store/secrets.ts'
import { findAccountOnDay, toGrants } from '../store/actor.ts'
import { createBrowser, linkTo, runQueued } from '../testing/browser.ts'
import { giveGrant } from './give-grant.ts'
import { endGrant } from './end-grant.ts'
import { inviteAccount } from './invite-account.ts'

let site: TestApp
const password = 'mot cau dai de nho'
const [schoolA, schoolB] = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b']
const today = '2026-11-22'
let made = 0

beforeAll(async () => {
  site = await testApp({ modules: [identity] })
})

async function person(
  role: string,
  school: string | null,
  dates: { from?: string; to?: string } = {},
): Promise<{ id: string; email: string }> {
  const email = `canbo${++made}@truong.vn`
  const area = school
    ? { area_kind: 'institution' as const, area_id: school, institution_id: school }
    : { area_kind: 'province' as const, area_id: '46', institution_id: null }
  const grant = {
    role,
    ...area,
    from_date: dates.from ?? '2026-01-01',
    to_date: dates.to ?? null,
    reason: null,
  }
  return { id: await makeReadyAccount(site.app, { name: `Cán bộ ${made}`, email, password, grant }), email }
}

/** The actor an account is today, second factor taken as given. */
async function actorOf(id: string, day = today): Promise<Actor> {
  const account = (await findAccountOnDay(site.app, id, day))!
  return {
    kind: 'account',
    id,
    name: account.name,
    email: account.email,
    personId: undefined,
    grants: toGrants(site.app, account.grants),
    via: 'session',
    sessionId: undefined,
  }
}

const wish = (role: string, school: string) => ({ role, area_kind: 'institution', area_id: school })

describe('giving a role', () => {
  test('a school manager gives school roles in their own school only', async () => {
    const manager = await actorOf((await person('school-manager', schoolA)).id)
    const target = await person('teacher', schoolA)
    const give = (fields: object) => runAction(site.app, giveGrant, { id: target.id, ...fields }, manager)
    await expect(give(wish('academic-office', schoolA))).resolves.toMatchObject({ done: true })
    await expect(give(wish('academic-office', schoolB))).rejects.toMatchObject({ refusal: 'not_found' })
    await expect(give(wish('school-manager', schoolA))).rejects.toMatchObject({ refusal: 'forbidden' })
    await expect(give({ role: 'department-officer', area_kind: 'province' })).rejects.toMatchObject({
      refusal: 'not_found',
    })
    await expect(give({ role: 'teacher', area_kind: 'province' })).rejects.toMatchObject({
      refusal: 'invalid',
    })
    // A teacher over their own record alone would reach no section, register or mark.
    await expect(
      give({ role: 'teacher', area_kind: 'self', area_id: schoolA, institution: schoolA }),
    ).rejects.toMatchObject({ refusal: 'invalid' })
  })

  test("a school manager does not see, and cannot touch, another school's account", async () => {
    const manager = await person('school-manager', schoolA)
    const other = await person('teacher', schoolB)
    const actor = await actorOf(manager.id)
    await expect(
      runAction(site.app, giveGrant, { id: other.id, ...wish('teacher', schoolA) }, actor),
    ).rejects.toMatchObject({ refusal: 'not_found' })
    expect((await site.as(actor).get(`/quan-tri/tai-khoan/${other.id}`)).status).toBe(404)
    const list = await (await site.as(actor).get('/quan-tri/tai-khoan')).text()
    expect(list).toContain(manager.id)
    expect(list).not.toContain(other.id)
  })

  test('no role gives one that gives more than it does itself', () => {
    for (const role of roles) {
      for (const given of rolesGivenBy(role)) {
        const beyond = rolesGivenBy(given).filter((further) => !rolesGivenBy(role).includes(further))
        expect([role, given, beyond]).toEqual([role, given, []])
      }
    }
  })

  test('nobody gives one to themselves', async () => {
    const officer = await person('department-officer', null)
    const actor = await actorOf(officer.id)
    const give = { id: officer.id, ...wish('school-manager', schoolA) }
    await expect(runAction(site.app, giveGrant, give, actor)).rejects.toMatchObject({
      reason: { key: 'identity.error.not_oneself' },
    })
    const invite = { name: 'Chính mình', email: officer.email, ...wish('school-manager', schoolA) }
    await expect(runAction(site.app, inviteAccount, invite, actor)).rejects.toMatchObject({
      reason: { key: 'identity.error.not_oneself' },
    })
  })

  test('one that ends gives none that lasts longer; left open it ends with it', async () => {
    const manager = await person('school-manager', schoolA, { to: '2027-06-30' })
    const actor = await actorOf(manager.id)
    const target = await person('teacher', schoolA)
    const give = (to?: string) =>
      site.as(actor).post(`/quan-tri/tai-khoan/${target.id}`, {
        _form: 'grant',
        ...wish('academic-office', schoolA),
        ...(to ? { to } : {}),
      })
    const longer = await give('1/7/2027')
    expect(longer.status).toBe(422)
    expect(await longer.text()).toContain('Quyền của bạn đến ngày 30/06/2027')
    expect((await give('30/6/2027')).status).toBe(303)
    expect((await give()).status).toBe(303)
    const found = await site.app.database.owner.query(
      `select to_date from identity.grant where account_id = $1 and role = 'academic-office'`,
      [target.id],
    )
    expect(found.rows).toEqual([{ to_date: '2027-06-30' }, { to_date: '2027-06-30' }])
  })

  test("reaching a school by another role does not open its people's accounts", async () => {
    const manager = await person('school-manager', schoolA)
    await site.app.database.owner.query(
      `insert into identity.grant (account_id, role, area_kind, area_id, institution_id, from_date)
       values ($1, 'teacher', 'institution', $2::text, $2::uuid, '2026-01-01')`,
      [manager.id, schoolB],
    )
    const colleague = await person('teacher', schoolB)
    const actor = await actorOf(manager.id)
    expect((await site.as(actor).get(`/quan-tri/tai-khoan/${colleague.id}`)).status).toBe(404)
    await expect(
      runAction(site.app, giveGrant, { id: colleague.id, ...wish('teacher', schoolA) }, actor),
    ).rejects.toMatchObject({ refusal: 'not_found' })
  })

  test('teachers, learners and leaders give nothing', async () => {
    const target = await person('teacher', schoolA)
    for (const role of ['teacher', 'learner', 'academic-office']) {
      const actor = await actorOf((await person(role, schoolA)).id)
      await expect(
        runAction(site.app, giveGrant, { id: target.id, ...wish('learner', schoolA) }, actor),
      ).rejects.toMatchObject({ refusal: 'forbidden' })
    }
  })
})

describe('days of a grant', () => {
  test.each([
    ['before its first day', { from: '2026-12-01' }, 0],
    ['on its last day', { to: '2026-11-22' }, 1],
    ['after its last day', { to: '2026-11-21' }, 0],
  ])('%s', async (_name, dates, held) => {
    const { id } = await person('school-manager', schoolA, dates)
    const actor = await actorOf(id)
    expect(actor.kind === 'account' ? actor.grants : undefined).toHaveLength(held)
  })

  test('an expired grant opens no page', async () => {
    const { email } = await person('school-manager', schoolA, { to: '2026-11-21' })
    const browser = createBrowser(site.web)
    await browser.signIn(email, password)
    expect((await browser.get('/quan-tri/tai-khoan')).status).toBe(403)
  })

  test('ending one takes effect at the next request and stays in the history', async () => {
    const manager = await person('school-manager', schoolA)
    const browser = createBrowser(site.web)
    await browser.signIn(manager.email, password)
    expect((await browser.get('/quan-tri/tai-khoan')).status).toBe(200)
    const admin = await actorOf((await person('system-administrator', null)).id)
    const found = await site.app.database.owner.query(`select id from identity.grant where account_id = $1`, [
      manager.id,
    ])
    await runAction(site.app, endGrant, { grant: found.rows[0].id, reason: 'Chuyển công tác' }, admin)
    expect((await browser.get('/quan-tri/tai-khoan')).status).toBe(403)
    const page = await (await site.as(admin).get(`/quan-tri/tai-khoan/${manager.id}`)).text()
    expect(page).toContain('Kết thúc ngày')
  })
})

describe('inviting', () => {
  test('sends a link by which the person sets a password once and is signed in', async () => {
    const manager = await person('school-manager', schoolA)
    const browser = createBrowser(site.web)
    await browser.signIn(manager.email, password)
    const sent = await browser.post('/quan-tri/tai-khoan/moi', {
      _form: 'save',
      name: 'Lê  Thị Mới',
      email: 'Moi@truong.vn',
      lang: 'vi',
      ...wish('teacher', schoolA),
      from: '1/9/2026',
    })
    expect(sent.status).toBe(303)
    const detail = await (await browser.get(sent.headers.get('location')!)).text()
    expect(detail).toContain('Lê Thị Mới')
    expect(detail).toContain('Đã mời')
    await runQueued(site.app)
    const link = await linkTo(site.app, 'moi@truong.vn')
    const token = new URL(link, 'http://test.local').searchParams.get('token')!
    const guest = createBrowser(site.web)
    expect(await (await guest.get(link)).text()).toContain('moi@truong.vn')
    const weak = await guest.post(link, { _form: 'accept', token, password: '1234567890' })
    expect(weak.status).toBe(422)
    expect((await guest.post(link, { _form: 'accept', token, password })).status).toBe(303)
    expect(await (await guest.get('/tai-khoan')).text()).toContain('Nhà giáo')
    expect(await (await guest.get(link)).text()).toContain('đã dùng hoặc hết hạn')
    expect(
      (await createBrowser(site.web).post(link, { _form: 'accept', token, password: 'mot mat khau khac' }))
        .status,
    ).toBe(422)
  })

  test('bad input stays in the form with its reason', async () => {
    const manager = await actorOf((await person('school-manager', schoolA)).id)
    const answer = await site.as(manager).post('/quan-tri/tai-khoan/moi', {
      _form: 'save',
      name: 'Lê Thị Sai',
      email: 'khong phai thu',
      ...wish('teacher', schoolA),
      from: '31/2/2026',
    })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('value="Lê Thị Sai"')
    expect(page).toContain('Địa chỉ thư chưa đúng dạng')
    expect(page).toContain('Ngày chưa đúng')
  })

  test('an address that has an account elsewhere gets the role, not a second account', async () => {
    const elsewhere = await person('teacher', schoolB)
    const manager = await actorOf((await person('school-manager', schoolA)).id)
    const fields = { name: 'Tên Khác', email: elsewhere.email, ...wish('teacher', schoolA) }
    await expect(runAction(site.app, inviteAccount, fields, manager)).resolves.toMatchObject({
      done: true,
      result: { id: elsewhere.id, isNew: false },
    })
    const account = await site.app.database.owner.query(
      `select name from identity.account where email = $1`,
      [elsewhere.email],
    )
    expect(account.rows).toHaveLength(1)
    expect(account.rows[0].name).not.toBe('Tên Khác')
  })
})

describe('blocking', () => {
  test('is refused on oneself, on who holds more, and on the last administrator', async () => {
    const manager = await person('school-manager', schoolA)
    const both = await person('teacher', schoolA)
    await site.app.database.owner.query(
      `insert into identity.grant (account_id, role, area_kind, area_id, from_date) values ($1, 'department-officer', 'province', '46', '2026-01-01')`,
      [both.id],
    )
    const actor = await actorOf(manager.id)
    const block = (who: string, as: Actor) =>
      site.as(as).post(`/quan-tri/tai-khoan/${who}`, { _form: 'block', reason: 'Nghỉ việc', version: '1' })
    expect((await block(both.id, actor)).status).toBe(404)
    expect((await block(manager.id, actor)).status).toBe(422)
    await site.app.database.owner.query(
      `update identity.grant set revoked_at = now() where role = 'system-administrator'`,
    )
    const admin = await person('system-administrator', null)
    const other = { ...(await actorOf(admin.id)), id: manager.id } as Actor
    const last = await block(admin.id, other)
    expect(last.status).toBe(422)
    expect(await last.text()).toContain('quản trị viên cuối cùng')
    const teacher = await person('teacher', schoolA)
    expect((await block(teacher.id, actor)).status).toBe(303)
    expect((await block(teacher.id, actor)).status).toBe(422)
  })
})

test('a refused form shown again keeps the version it was made from, and its mistake links to its own field', async () => {
  const manager = await actorOf((await person('school-manager', schoolA)).id)
  const teacher = await person('teacher', schoolA)
  await site.app.database.owner.query(
    `update identity.account set version = 7, two_factor_enabled = true where id = $1`,
    [teacher.id],
  )
  const page = await (
    await site.as(manager).post(`/quan-tri/tai-khoan/${teacher.id}`, {
      _form: 'block',
      version: '6',
      reason: 'x',
    })
  ).text()
  expect(page).toContain('name="version" value="6"')
  expect(page).not.toContain('name="version" value="7"')
  const target = /href="#([^"]*f-reason)"/.exec(page)![1]!
  const form = page.slice(page.indexOf('value="block"'))
  expect(form).toContain(`id="${target}"`)
})

test('the list goes on behind a name with any sign in it', async () => {
  await site.app.database.owner.query(
    `with made as (insert into identity.account (name, email, state)
       select 'Đào~Sóng ' || to_char(n, 'FM00'), 'song' || n || '@truong.vn', 'active' from generate_series(1, 60) n returning id)
     insert into identity.grant (account_id, role, area_kind, area_id, institution_id, from_date)
       select id, 'teacher', 'institution', $1::text, $1::uuid, '2026-01-01' from made`,
    [schoolB],
  )
  const as = site.as(await actorOf((await person('school-manager', schoolB)).id))
  const first = await (await as.get('/quan-tri/tai-khoan?q=dao~song')).text()
  const next = /href="(\/quan-tri\/tai-khoan\?[^"]*sau=[^"]*)"/.exec(first)![1]!.replaceAll('&amp;', '&')
  const second = await (await as.get(next)).text()
  const names = [...`${first}${second}`.matchAll(/Đào~Sóng \d\d/g)].map((one) => one[0])
  expect(new Set(names).size).toBe(60)
})

test("a person's own data names the account and what it held", async () => {
  const { id } = await person('teacher', schoolA)
  const own = '00000000-0000-4000-8000-0000000000ff'
  await site.app.database.owner.query(`update identity.account set person_id = $2 where id = $1`, [id, own])
  const actor = await actorOf(id)
  await site.app.database.owner.query(
    `insert into identity.session (account_id, token, expires_at, ip_address) values ($1, 'dấu kín', now() + interval '1 hour', '10.0.0.7')`,
    [id],
  )
  const found = await site.app.database.read(actor, (db) => accountData.collect(db, own))
  expect(found).toMatchObject([
    { name: `Cán bộ ${made}`, grants: [{ role: 'teacher' }], sessions: [{ ip_address: '10.0.0.7' }] },
  ])
  expect(JSON.stringify(found)).not.toMatch(/password|secret|token|dấu kín/)
})

describe('logs', () => {
  test('opening an account is noted and its owner sees who looked', async () => {
    const teacher = await person('teacher', schoolA)
    const manager = await person('school-manager', schoolA)
    const looking = createBrowser(site.web)
    await looking.signIn(manager.email, password)
    await looking.get(`/quan-tri/tai-khoan/${teacher.id}`)
    const browser = createBrowser(site.web)
    await browser.signIn(teacher.email, password)
    const page = await (await browser.get('/tai-khoan/ai-da-xem')).text()
    expect(page).not.toContain('identity.account')
    expect(page).toContain(`Cán bộ ${manager.email.replace(/\D/g, '')}`)
    expect(page).toContain('Cán bộ quản lý cơ sở')
  })

  test('an act opens with what it changed; a school sees only its own acts', async () => {
    const [a, b] = [
      await actorOf((await person('school-manager', schoolA)).id),
      await actorOf((await person('school-manager', schoolB)).id),
    ]
    const teacher = await person('teacher', schoolA)
    await runAction(site.app, giveGrant, { id: teacher.id, ...wish('academic-office', schoolA) }, a)
    const address = /href="(\/quan-tri\/nhat-ky\/\d+)"/.exec(
      await (await site.as(a).get('/quan-tri/nhat-ky?viec=identity.give-grant')).text(),
    )![1]!
    expect(await (await site.as(a).get(address)).text()).toContain('academic-office')
    expect((await site.as(b).get(address)).status).toBe(404)
    const admin = await actorOf((await person('system-administrator', null)).id)
    expect(
      await (await site.as(admin).get('/quan-tri/nhat-ky?ngay=22/11/2026&nguoi=can%20bo')).text(),
    ).toContain('Cấp vai trò')
    const choices = await (await site.as(admin).get('/quan-tri/nhat-ky')).text()
    const names = await site.app.database.owner.query('select distinct action from platform.audit_entry')
    expect(names.rowCount).toBeGreaterThan(1)
    for (const { action } of names.rows) expect(choices).toContain(`<option value="${action}">`)
    expect(await (await site.as(admin).get('/quan-tri/nhat-ky?ngay=21/11/2026')).text()).toContain(
      'Không có việc nào khớp',
    )
  })

  test('"why can I see this?" names the role and its days, for one\'s own grants only', async () => {
    const manager = await person('school-manager', schoolA, { to: '2027-06-30' })
    const held = await actorOf(manager.id)
    const id = held.kind === 'account' ? held.grants[0]!.id : ''
    const page = await (await site.as(held).get(`/vi-sao?quyen=${id}`)).text()
    expect(page).toContain('Cán bộ quản lý cơ sở')
    expect(page).toContain('30/06/2027')
    const stranger = await actorOf((await person('school-manager', schoolA)).id)
    expect((await site.as(stranger).get(`/vi-sao?quyen=${id}`)).status).toBe(404)
  })
})
