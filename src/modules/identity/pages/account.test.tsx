import { beforeAll, describe, expect, test } from 'vitest'
import { testApp, type TestApp } from '#app/testing.ts'
import { identity } from '../module.ts'
import { makeReadyAccount } from '../store/secrets.ts'
import { createBrowser } from '../testing/browser.ts'

let site: TestApp
const password = 'mot cau dai de nho'
let made = 0

beforeAll(async () => {
  site = await testApp({ modules: [identity] })
})

async function person(): Promise<{ email: string }> {
  const email = `nguoi${++made}@truong.vn`
  const school = '00000000-0000-4000-8000-000000000001'
  const area = { area_kind: 'institution' as const, area_id: school, institution_id: school }
  const grant = { role: 'teacher', ...area, from_date: '2026-01-01', to_date: null, reason: null }
  await makeReadyAccount(site.app, { name: 'Nguyễn Văn Thử', email, password, grant })
  return { email }
}

describe('changing the password', () => {
  test('asks the present one, keeps this session and ends the others', async () => {
    const { email } = await person()
    const [here, there] = [createBrowser(site.web), createBrowser(site.web)]
    for (const browser of [here, there]) await browser.signIn(email, password)
    const wrong = await here.post('/tai-khoan', {
      _form: 'password',
      current_password: 'khong phai',
      password: 'mot mat khau moi',
    })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('Mật khẩu hiện tại chưa đúng.')
    const short = await here.post('/tai-khoan', {
      _form: 'password',
      current_password: password,
      password: 'ngan',
    })
    expect(await short.text()).toContain('ít nhất 10 ký tự')
    expect(
      (
        await here.post('/tai-khoan', {
          _form: 'password',
          current_password: password,
          password: 'mot mat khau moi',
        })
      ).status,
    ).toBe(303)
    expect((await here.get('/tai-khoan')).status).toBe(200)
    expect((await there.get('/tai-khoan')).status).toBe(303)
  })
})

describe('the profile', () => {
  test('changed by two at once shows both versions to the second', async () => {
    const { email } = await person()
    const browser = createBrowser(site.web)
    await browser.signIn(email, password)
    expect(
      (await browser.post('/tai-khoan', { _form: 'profile', name: 'Tên thứ nhất', lang: 'vi', version: '1' }))
        .status,
    ).toBe(303)
    const second = await browser.post('/tai-khoan', {
      _form: 'profile',
      name: 'Tên thứ hai',
      lang: 'vi',
      version: '1',
    })
    expect(second.status).toBe(409)
    const page = await second.text()
    expect(page).toContain('value="Tên thứ hai"')
    expect(page).toContain('Bản hiện có: Tên thứ nhất')
  })
})
