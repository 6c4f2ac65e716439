import { beforeAll, describe, expect, test } from 'vitest'
import { publicActor, type Actor } from '#platform/access.ts'
import { institutionDuties } from '../duties.ts'
import { marksOf, openRegister, type Register } from '../testing/forms.ts'

let register: Register
let school: Actor
let officer: Actor

beforeAll(async () => {
  register = await openRegister()
  ;({ school, officer } = register)
})

const profile = '/co-so/cd-hue/sua'
const profileNow = {
  ownership: 'public',
  name_en: 'Hue College',
  governing_body: 'UBND thành phố Huế',
  website: 'cdhue.edu.vn',
  founding_decision: '147/QĐ-LĐTBXH ngày 05/02/2024',
}

describe('what becomes confirmed', () => {
  test('by an accepted request is only what the department was shown', async () => {
    const asked = { ...profileNow, website: 'www.cdhue.edu.vn' }
    expect((await register.send(school, profile, 'propose', asked)).status).toBe(303)
    const queue = await register.shown(officer, '/de-xuat')
    expect(queue).toContain('www.cdhue.edu.vn')
    expect(queue).not.toContain('Cơ quan chủ quản')
    expect((await register.send(officer, '/de-xuat', 'proposal', { decision: 'accept' })).status).toBe(303)
    const [{ facts }] = await register.query(
      `select facts from institutions.institution where code = 'cd-hue'`,
    )
    expect(facts.website).toMatchObject({ verified: true, confirmedOn: '2026-11-22' })
    for (const field of ['type', 'governing_body', 'ownership', 'founding_decision'])
      expect([field, facts[field].verified]).toEqual([field, false])
    const [name] = await register.query(
      `select source, is_verified from institutions.institution_name where name = 'Trường Cao đẳng Huế'`,
    )
    expect(name).toMatchObject({ is_verified: false, source: 'QĐ 147/QĐ-LĐTBXH ngày 05/02/2024' })
  })

  test('of a campus is all of it, so the queue shows all of it', async () => {
    const [{ id }] = await register.query(
      `select c.id from institutions.campus c join institutions.institution i on i.id = c.institution_id where i.code = 'hueic' and c.kind = 'main'`,
    )
    const path = `/co-so/hueic/sua?phan=campus&id=${id}`
    const now = {
      kind: 'main',
      address: '70 Nguyễn Huệ',
      lat: '16,45560',
      lon: '107,58380',
      geo_precision: 'ward_centroid',
    }
    const [{ unit_id }] = await register.query(`select unit_id from institutions.campus where id = $1`, [id])
    const renamed = { ...now, unit_id, name: 'Trụ sở Nguyễn Huệ' }
    expect((await register.send(register.other, path, 'propose', renamed)).status).toBe(303)
    const queue = await register.shown(officer, '/de-xuat')
    expect(queue).toMatch(/Tên địa điểm Trụ sở chính Trụ sở Nguyễn Huệ/)
    expect(queue).toContain('Vĩ độ 16.45560')
    expect((await register.send(officer, '/de-xuat', 'proposal', { decision: 'accept' })).status).toBe(303)
  })

  test('by the department saving the profile is everything in it, the kind of institution too', async () => {
    const admin = register.site.actor('system-administrator')
    expect((await register.site.as(admin).get('/co-so/tc-au-lac-hue/sua')).status).toBe(200)
    const values = {
      type: 'college',
      ownership: 'private',
      website: 'aulachue.edu.vn',
      source: 'quyết định mẫu',
    }
    expect((await register.send(officer, '/co-so/tc-au-lac-hue/sua', 'change', values)).status).toBe(303)
    const page = await register.shown(publicActor, '/co-so/tc-au-lac-hue')
    expect(page).toContain('Loại hình Trường cao đẳng Xác nhận ngày 22/11/2026 · quyết định mẫu')
    expect(page).toContain('Trường Trung cấp Âu Lạc Huế Xác nhận ngày 22/11/2026')
  })
})

test('an occupation that only names a licence leaves its day and issuer as they are', async () => {
  const path = '/co-so/hueic/nganh-nghe'
  const item = { licence_number: '9/2024', level: 'so_cap', source: 'giấy mẫu' }
  const first = { ...item, occupation_name: 'Hàn', issued_on: '5/3/2024', issuer: 'Bộ' }
  expect((await register.send(officer, path, 'change', first)).status).toBe(303)
  expect((await register.send(officer, path, 'change', { ...item, occupation_name: 'Nguội' })).status).toBe(
    303,
  )
  const licence = () =>
    register.query(`select issued_on, issuer from institutions.licence where number = '9/2024'`)
  expect(await licence()).toEqual([{ issued_on: '2024-03-05', issuer: 'Bộ' }])
  const [{ id }] = await register.query(
    `select id from institutions.licence_item where occupation_name = 'Hàn'`,
  )
  const emptied = { ...first, issued_on: '', issuer: 'Sở' }
  expect((await register.send(officer, `${path}?id=${id}`, 'change', emptied)).status).toBe(303)
  expect(await licence()).toEqual([{ issued_on: null, issuer: 'Sở' }])
})

test('what came back is mended where it belongs, with what was asked filled in again', async () => {
  const path = '/co-so/cd-hue/sua?phan=campus&id=moi'
  for (const name of ['Nơi thứ nhất', 'Nơi thứ hai']) {
    const site = { kind: 'training_site', name, address: '1 Đường Mẫu', source: 'mẫu' }
    expect((await register.send(officer, path, 'change', site)).status).toBe(303)
  }
  const sites = await register.query(
    `select id, name from institutions.campus where name like 'Nơi thứ%' order by name desc`,
  )
  const [first, second] = sites.map((one) => `/co-so/cd-hue/sua?phan=campus&id=${one.id}`)
  const asked = { kind: 'training_site', name: 'Nơi thứ nhất', address: '22 Đường Mẫu' }
  expect((await register.send(school, first!, 'propose', asked)).status).toBe(303)
  const back = { decision: 'return', reason: 'Thiếu phường' }
  expect((await register.send(officer, '/de-xuat', 'proposal', back)).status).toBe(303)
  const duties = await register.site.app.database.read(school, (db) =>
    institutionDuties(db, { actor: school, t: register.site.app.catalog('vi'), today: '2026-11-22' }),
  )
  expect(duties.map((duty) => duty.href)).toEqual([first])
  const form = await register.html(school, first!)
  expect(form).toContain('Thiếu phường')
  expect(form).toContain('value="22 Đường Mẫu"')
  expect(await register.html(school, second!)).not.toContain('Thiếu phường')
})

describe('a merger', () => {
  const path = '/co-so/tc-van-hoa-nghe-thuat'
  const merger = { kind: 'merge', to: 'cd-hue', on_date: '1/10/2026', decision_no: '9/QĐ', source: 'mẫu' }
  const record = (values: Record<string, string>) =>
    register.site.as(officer).post(`${path}/sap-nhap`, { _form: 'record', ...merger, ...values })

  test('goes into an institution that is still open', async () => {
    const answer = await record({ to: 'cd-giao-thong-hue' })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Hãy chọn một cơ sở đang hoạt động trong danh sách')
  })

  test('recorded by mistake is corrected through the standing, and no page points on', async () => {
    expect((await record({})).status).toBe(303)
    expect(await register.html(officer, path)).toContain(`href="${path}/tinh-trang"`)
    const values = { status: 'active', source: 'ghi nhầm' }
    expect((await register.send(officer, `${path}/tinh-trang`, 'save', values)).status).toBe(303)
    const page = await register.shown(publicActor, path)
    expect(page).toContain('Đang hoạt động')
    expect(page).not.toContain('Sáp nhập vào')
    expect(await register.shown(publicActor, '/co-so/cd-hue')).not.toContain('Trường Trung cấp Văn hoá')
  })

  test('a name that is the present one is no new name', async () => {
    const same = { kind: 'rename', to: '', name: 'Trường Trung cấp Văn hoá – Nghệ thuật' }
    const answer = await record(same)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Tên này là tên đang dùng')
  })
})

test('a recognition is corrected or ended by its form; of two who change it, the second sees both versions', async () => {
  const path = '/co-so/cd-du-lich-hue/cong-nhan'
  const values = {
    kind: 'high_quality_college',
    decision_no: '1/QĐ',
    decision_date: '10/1/2025',
    valid_from: '10/1/2025',
    source: 'quyết định mẫu',
  }
  expect((await register.send(officer, path, 'add', { ...values, decision_date: '1/1/2027' })).status).toBe(
    422,
  )
  expect((await register.send(officer, path, 'add', values)).status).toBe(303)
  expect(await register.shown(publicActor, '/co-so?clc=1')).toContain('Trường Cao đẳng Du lịch Huế')
  const [{ id }] = await register.query(`select id from institutions.recognition where decision_no = '1/QĐ'`)
  const form = await register.html(officer, `${path}?id=${id}`)
  expect(form).toContain('value="10/01/2025"')
  const change = (valid_to: string) =>
    register.site
      .as(officer)
      .post(`${path}?id=${id}`, { _form: 'change', ...marksOf(form), ...values, valid_to })
  expect((await change('1/9/2026')).status).toBe(303)
  expect(await register.shown(publicActor, '/co-so?clc=1')).toContain('Không có cơ sở nào khớp')
  const second = await change('2/9/2026')
  expect(second.status).toBe(409)
  expect(await second.text()).toContain('Bản hiện có: 01/09/2026')
})
