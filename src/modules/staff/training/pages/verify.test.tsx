import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '#platform/access.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { institutions } from '#modules/institutions/module.ts'
import { people } from '#modules/people/module.ts'
import { places } from '#modules/places/module.ts'
import { staff } from '../../module.ts'
import { fixture, type Fixture } from '../testing.ts'

let site: TestApp
let make: Fixture
let home: string
let person: string
const holder = (): Actor => site.actor('teacher', { kind: 'self', id: person }, person)
const officer = (): Actor => site.actor('department-officer')
const stored = async () =>
  (await site.app.database.owner.query('select * from staff.outside_certificate order by id desc limit 1'))
    .rows[0]

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const fields = {
  _form: 'send',
  course_name: 'Sư phạm số cho giáo dục nghề nghiệp',
  category: 'digital_competence_pedagogy',
  issuer: 'Trường Đại học Sư phạm Kỹ thuật',
  issuer_legal_id: '0301446863',
  serial: 'A12',
  hours: '40',
  from_date: '1/6/2025',
  completed_on: '30/6/2025',
  content: 'LMS; kiểm tra trực tuyến',
}
const scan = (bytes: Uint8Array<ArrayBuffer> = new Uint8Array(png), name = 'chung-chi.png') =>
  new File([bytes], name)
const send = (file = scan()) => site.as(holder()).post('/boi-duong/minh-chung', { ...fields, file })

beforeAll(async () => {
  site = await testApp({ modules: [places, institutions, people, staff] })
  make = fixture(site.app.database.owner)
  home = await make.institution('truong-xac-minh')
  person = await make.person('Lê Thị Minh Chứng', home)
  await make.post(person, home)
})

test('a certificate goes in with its scan, waits, is verified, and then counts', async () => {
  expect((await send()).status).toBe(303)
  const row = await stored()
  expect(row).toMatchObject({
    state: 'pending',
    hours: '40.0',
    issuer_legal_id: '0301446863',
    completed_on: '2025-06-30',
    file_kind: 'png',
    institution_id: home,
  })
  expect(await (await site.as(holder()).get('/boi-duong/cua-toi')).text()).toContain('đang chờ Sở xác minh')
  const page = await (await site.as(officer()).get('/boi-duong/xac-minh')).text()
  expect(page).toContain('Lê Thị Minh Chứng')
  expect(page).toContain(`<img src="/boi-duong/minh-chung/${row.id}/tep"`)
  const decided = await site.as(officer()).post('/boi-duong/xac-minh', {
    _form: 'decide',
    id: row.id,
    version: '1',
    decision: 'verified',
    category: row.category,
    hours: '40',
  })
  expect(decided.status).toBe(303)
  expect(await (await site.as(holder()).get('/boi-duong/cua-toi')).text()).toContain(
    'Đã đạt khóa “Sư phạm số cho giáo dục nghề nghiệp” ngày 30/06/2025.',
  )
})

test('not accepting asks for a reason, which the sender reads', async () => {
  await send()
  const row = await stored()
  const form = {
    _form: 'decide',
    id: row.id,
    version: '1',
    decision: 'rejected',
    category: row.category,
    hours: '40',
  }
  const bare = await site.as(officer()).post('/boi-duong/xac-minh', form)
  expect(bare.status).toBe(422)
  expect(await bare.text()).toContain('Hãy cho biết vì sao')
  expect(
    (
      await site
        .as(officer())
        .post('/boi-duong/xac-minh', { ...form, reason: 'Ảnh mờ, không đọc được số giờ' })
    ).status,
  ).toBe(303)
  expect(await (await site.as(holder()).get('/boi-duong/cua-toi')).text()).toContain(
    'Ảnh mờ, không đọc được số giờ',
  )
  expect(
    (await site.as(officer()).post('/boi-duong/xac-minh', { ...form, decision: 'verified' })).status,
  ).toBe(409)
})

test('the scan opens for its holder and for whoever verifies, each look logged; for others it is not there', async () => {
  await send()
  const path = `/boi-duong/minh-chung/${(await stored()).id}/tep`
  const shown = await site.as(holder()).get(path)
  expect(shown.headers.get('content-type')).toBe('image/png')
  expect(shown.headers.get('content-disposition')).toMatch(/^inline/)
  expect(Buffer.from(await shown.arrayBuffer())).toEqual(png)
  expect((await site.as(officer()).get(path)).status).toBe(200)
  const looks = await site.app.database.owner.query('select actor_name from platform.look where page = $1', [
    path,
  ])
  expect(looks.rowCount).toBe(2)
  const stranger = site.actor('teacher', { kind: 'institution', id: home })
  for (const actor of [
    stranger,
    site.actor('school-manager', { kind: 'institution', id: await make.institution('truong-la') }),
  ]) {
    expect((await site.as(actor).get(path)).status).toBe(404)
  }
  expect((await site.as(officer()).get('/boi-duong/minh-chung/khong-co/tep')).status).toBe(404)
})

test('a file that is not what it says, or none at all, is refused and nothing is kept', async () => {
  const before = await stored()
  const lie = await send(scan(new TextEncoder().encode('<html><script>alert(1)</script></html>'), 'anh.png'))
  expect(lie.status).toBe(422)
  expect(await lie.text()).toContain('value="Sư phạm số cho giáo dục nghề nghiệp"')
  const none = await site.as(holder()).post('/boi-duong/minh-chung', fields)
  expect(none.status).toBe(422)
  expect(await none.text()).toContain('Hãy chọn bản chụp chứng chỉ.')
  expect((await stored()).id).toBe(before.id)
})

test('only the department verifies, and nobody their own', async () => {
  await send()
  const row = await stored()
  const form = {
    _form: 'decide',
    id: row.id,
    version: '1',
    decision: 'verified',
    category: row.category,
    hours: '40',
  }
  expect(
    (
      await site
        .as(site.actor('school-manager', { kind: 'institution', id: home }))
        .post('/boi-duong/xac-minh', form)
    ).status,
  ).toBe(403)
  const own = site.actor('department-officer', undefined, person)
  const refused = await site.as(own).post('/boi-duong/xac-minh', form)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('Không ai tự xác minh chứng chỉ của mình')
})

test('a refused decision keeps to its certificate and to the version it was made from', async () => {
  await send()
  const row = await stored()
  const path = `/boi-duong/xac-minh?id=${row.id}`
  const opened = await (await site.as(officer()).get(path)).text()
  expect(opened).toContain(`action="${path}"`)
  const form = {
    _form: 'decide',
    id: row.id,
    version: '1',
    decision: 'rejected',
    category: row.category,
    hours: '40',
  }
  // Somebody else changes it meanwhile; without a reason the form comes back, still made from the first version.
  await site.app.database.owner.query('update staff.outside_certificate set version = 2 where id = $1', [
    row.id,
  ])
  const refused = await site.as(officer()).post(path, form)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('name="version" value="1"')
  const again = await site.as(officer()).post(path, { ...form, reason: 'Ảnh mờ' })
  expect(again.status).toBe(409)
  expect((await stored()).state).toBe('pending')
})
