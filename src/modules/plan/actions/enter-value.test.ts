import { beforeAll, describe, expect, test } from 'vitest'
import { publicActor, type Actor } from '#platform/access.ts'
import { indicatorFigures } from '../index.ts'
import { planSite, type PlanSite } from '../testing/fixture.ts'

const pdf = new File(['%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'], 'bien-ban.pdf', {
  type: 'application/pdf',
})
let site: PlanSite
let officer: Actor

beforeAll(async () => {
  site = await planSite()
  officer = site.actor('department-officer')
})

const form = {
  _form: 'enter',
  as_of: '30/06/2026',
  numerator: '1.200',
  denominator: '2.000',
  confirmed_by: 'Nguyễn Văn A, Trưởng phòng',
  valid_until: '31/12/2026',
  evidence: pdf,
}
const figure = async (code: string, asOf = '2026-11-22') =>
  (await indicatorFigures(site.app, asOf)).find((one) => one.code === code)!

describe('a value entered by hand', () => {
  test('stands on the board with its mark and proof, from its day until it is no longer valid', async () => {
    const sent = await site.as(officer).post('/chi-tieu/T07/nhap-so', form)
    expect(sent.status).toBe(303)
    expect(await figure('T07')).toMatchObject({
      source: 'entered',
      numerator: 1200,
      denominator: 2000,
      value: 60,
    })
    expect(await figure('T07', '2026-06-29')).toMatchObject({ source: 'none', value: null })
    expect(await figure('T07', '2027-01-01')).toMatchObject({ source: 'none', value: null })
    const board = await (await site.as(officer).get('/chi-tieu')).text()
    expect(board).toContain('Số nhập tay')
    expect(board).toContain('Nguyễn Văn A, Trưởng phòng')
    const address = /\/chi-tieu\/T07\/minh-chung\/[0-9a-f-]{36}/.exec(board)![0]
    const file = await site.as(officer).get(address)
    expect(file.status).toBe(200)
    expect(file.headers.get('content-type')).toBe('application/pdf')
    expect(await file.text()).toContain('%PDF-1.7')
    expect((await site.as(publicActor).get(address)).status).toBe(303)
  })

  test('is replaced by a later one, and both stay on record', async () => {
    await site.as(officer).post('/chi-tieu/T09/nhap-so', { ...form, numerator: '1', denominator: '4' })
    await site
      .as(officer)
      .post('/chi-tieu/T09/nhap-so', { ...form, as_of: '1/7/2026', numerator: '2', denominator: '4' })
    expect(await figure('T09')).toMatchObject({ value: 50 })
    const page = await (await site.as(officer).get('/chi-tieu/T09')).text()
    expect(page).toContain('1/4 (25')
    expect(page).toContain('2/4 (50')
  })

  test('asks to be renewed before it ends', async () => {
    const home = async () => (await site.as(officer).get('/')).text()
    expect(await home()).not.toContain('Số nhập tay của T12')
    await site.as(officer).post('/chi-tieu/T12/nhap-so', { ...form, valid_until: '30/11/2026' })
    expect(await home()).toContain('Số nhập tay của T12 sắp hoặc đã hết giá trị')
    await site
      .as(officer)
      .post('/chi-tieu/T12/nhap-so', { ...form, as_of: '1/11/2026', valid_until: '30/11/2027' })
    expect(await home()).not.toContain('Số nhập tay của T12')
  })

  test('of a milestone is reached or not', async () => {
    expect(
      (await site.as(officer).post('/chi-tieu/T05/nhap-so', { ...form, numerator: '', denominator: '' }))
        .status,
    ).toBe(422)
    const { numerator: _n, denominator: _d, ...rest } = form
    expect(
      (await site.as(officer).post('/chi-tieu/T05/nhap-so', { ...rest, is_reached: 'yes' })).status,
    ).toBe(303)
    expect(await figure('T05')).toMatchObject({ value: 100, status: 'achieved' })
  })
})

describe('entering is refused', () => {
  test('when something is wrong, with what was typed still there', async () => {
    const wrong = await site.as(officer).post('/chi-tieu/T10/nhap-so', {
      ...form,
      numerator: '9',
      denominator: '4',
      valid_until: '1/1/2020',
      confirmed_by: 'Trần Thị Bình',
    })
    expect(wrong.status).toBe(422)
    const page = await wrong.text()
    expect(page).toContain('Ngày hết giá trị phải từ ngày của số liệu trở đi.')
    expect(page).toContain('Trần Thị Bình')
    const more = await site
      .as(officer)
      .post('/chi-tieu/T10/nhap-so', { ...form, numerator: '9', denominator: '4' })
    expect(await more.text()).toContain('Số đạt không thể lớn hơn tổng số.')
    expect(await figure('T10')).toMatchObject({ value: null })
  })

  test('without proof, or with a file that is not what its name says', async () => {
    const { evidence: _, ...bare } = form
    expect(await (await site.as(officer).post('/chi-tieu/T07/nhap-so', bare)).text()).toContain(
      'Hãy kèm tệp minh chứng.',
    )
    const lie = new File(['<script>1</script>'], 'bien-ban.pdf')
    expect(
      await (await site.as(officer).post('/chi-tieu/T07/nhap-so', { ...form, evidence: lie })).text(),
    ).toContain('Tệp này không nhận được')
  })

  test('for an indicator that is counted from the records', async () => {
    expect((await site.as(officer).get('/chi-tieu/T01/nhap-so')).status).toBe(409)
    expect((await site.as(officer).post('/chi-tieu/T01/nhap-so', form)).status).toBe(409)
  })

  test('to a school', async () => {
    const manager = site.actor('school-manager', {
      kind: 'institution',
      id: '00000000-0000-4000-8000-000000000001',
    })
    expect((await site.as(manager).get('/chi-tieu/T07/nhap-so')).status).toBe(403)
    expect((await site.as(manager).post('/chi-tieu/T07/nhap-so', form)).status).toBe(403)
  })
})
