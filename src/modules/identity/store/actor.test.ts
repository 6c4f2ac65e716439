import { beforeAll, describe, expect, test } from 'vitest'
import { rowReach } from '#platform/access.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { institutions } from '#modules/institutions/module.ts'
import { places } from '#modules/places/module.ts'
import { demoAccounts, loadDemo } from '../demo.ts'
import { identity } from '../module.ts'
import { createBrowser, totpNow } from '../testing/browser.ts'
import { findAccountOnDay, toGrants } from './actor.ts'
import { makeReadyAccount } from './secrets.ts'

const today = '2026-11-22'
let site: TestApp

beforeAll(async () => {
  site = await testApp({ modules: [identity, places, institutions] })
})

describe('with institutions', () => {
  test('a grant over a ward reaches the schools of that ward and no other', async () => {
    const there = await site.app.database.owner.query<{ id: string; place_code: string }>(
      `select id, place_code from institutions.on_day($1::date)`,
      [today],
    )
    const ward = there.rows.find((row) => row.place_code)!.place_code
    const id = await makeReadyAccount(site.app, {
      name: 'Thanh tra phường',
      email: 'thanhtraphuong@so.vn',
      password: 'mot cau dai de nho',
      grant: {
        role: 'inspector',
        area_kind: 'place',
        area_id: ward,
        institution_id: null,
        from_date: '2026-01-01',
        to_date: null,
        reason: null,
      },
    })
    const account = await findAccountOnDay(site.app, id, today)
    const [grant] = toGrants(site.app, account!.grants)
    const expected = there.rows.filter((row) => row.place_code === ward).map((row) => row.id)
    expect(expected.length).toBeGreaterThan(0)
    expect(expected.length).toBeLessThan(there.rows.length)
    expect([...grant!.institutions!].toSorted()).toEqual(expected.toSorted())
    const actor = {
      kind: 'account' as const,
      id,
      name: '',
      email: '',
      personId: undefined,
      grants: [grant!],
      via: 'session' as const,
      sessionId: undefined,
    }
    expect(rowReach(actor)).toMatchObject({ all: false, institutions: expect.arrayContaining(expected) })
  })

  test('there is an example account for every role, and each opens a session', async () => {
    await loadDemo(site.app)
    const accounts = await demoAccounts(site.app)
    expect(accounts).toHaveLength(8)
    for (const account of accounts) {
      const browser = createBrowser(site.web)
      await browser.signIn(account.email, account.password)
      if (account.totpSecret)
        await browser.post('/dang-nhap/ma', { _form: 'code', code: totpNow(account.totpSecret) })
      expect((await browser.get('/tai-khoan')).status).toBe(200)
    }
  })

  test('an officer chooses among all institutions, a school manager among their own', async () => {
    const school = (
      await site.app.database.owner.query(
        `select id, name from institutions.on_day($1::date) where is_active order by code limit 1`,
        [today],
      )
    ).rows[0]
    const options = async (page: Response) =>
      [...(await page.text()).matchAll(/<option value="([0-9a-f-]{36})"/g)].map((match) => match[1])
    const officer = await options(
      await site.as(site.actor('department-officer')).get('/quan-tri/tai-khoan/moi'),
    )
    expect(officer.length).toBeGreaterThan(1)
    const manager = site.actor('school-manager', { kind: 'institution', id: school.id })
    expect(await options(await site.as(manager).get('/quan-tri/tai-khoan/moi'))).toEqual([school.id])
  })
})
