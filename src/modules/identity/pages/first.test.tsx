import { beforeAll, describe, expect, test } from 'vitest'
import { testApp, type TestApp } from '#app/testing.ts'
import { firstAdministratorToken } from '../actions/create-first-administrator.ts'
import { demoAccounts, loadDemo } from '../demo.ts'
import { identity } from '../module.ts'
import { createBrowser, totpNow } from '../testing/browser.ts'

const password = 'mot cau dai de nho'

describe('a clean installation', () => {
  let site: TestApp
  beforeAll(async () => {
    site = await testApp({ modules: [identity] })
  })

  test('gets its first administrator from who holds the newest token, once', async () => {
    const old = await firstAdministratorToken(site.app)
    const token = await firstAdministratorToken(site.app)
    const browser = createBrowser(site.web)
    expect(await (await browser.get(`/dau-tien?ma=${token}`)).text()).toContain(token)
    const fields = { _form: 'save', name: 'Quản trị', email: 'quantri@so.vn', password }
    expect((await browser.post('/dau-tien', { ...fields, token: old! })).status).toBe(422)
    const both = await Promise.all([
      browser.post('/dau-tien', { ...fields, token: token! }),
      browser.post('/dau-tien', { ...fields, email: 'hai@so.vn', token: token! }),
    ])
    expect(both.map((answer) => answer.status).toSorted()).toEqual([303, 404])
    expect((await browser.get('/dau-tien')).status).toBe(404)
    expect(await firstAdministratorToken(site.app)).toBeUndefined()
    const made = await site.app.database.owner.query(`select email from identity.account`)
    const answer = await browser.signIn(made.rows[0].email, password)
    expect(answer.headers.get('location')).toContain('/tai-khoan/hai-buoc')
  })
})

describe('the example accounts', () => {
  test('sign in as they are printed, the second factor too', async () => {
    const site = await testApp({ modules: [identity] })
    await loadDemo(site.app)
    const accounts = await demoAccounts(site.app)
    expect(accounts.map((account) => account.role)).toEqual([
      'system-administrator',
      'department-officer',
      'department-leader',
      'inspector',
    ])
    for (const account of accounts) {
      const browser = createBrowser(site.web)
      const first = await browser.signIn(account.email, account.password)
      expect(first.headers.get('location')).toContain('/dang-nhap/ma')
      expect(
        (await browser.post('/dang-nhap/ma', { _form: 'code', code: totpNow(account.totpSecret!) })).status,
      ).toBe(303)
      expect((await browser.get('/tai-khoan')).status).toBe(200)
    }
  })
})
