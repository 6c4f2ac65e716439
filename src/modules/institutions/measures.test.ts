import { beforeAll, expect, test } from 'vitest'
import { systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import { measureFigure, measureMembers } from '#platform/measures/index.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { places } from '#modules/places/module.ts'
import { changePart } from './actions/change-part.ts'
import { decideInfrastructure } from './actions/decide-infrastructure.ts'
import { declareInfrastructure } from './actions/declare-infrastructure.ts'
import { setStanding } from './actions/set-standing.ts'
import { digitalInfrastructure, mapPublished } from './measures.ts'
import { institutions } from './module.ts'

let site: TestApp
const system = systemActor('test')
const good = {
  bandwidth_mbps: 300,
  computers_for_learners: 120,
  wifi_percent: 80,
  online_rooms: 2,
  has_lms: 'true',
  has_management_system: 'true',
  has_e_signature: 'true',
}

async function declare(code: string, profile: object, decision?: 'accept' | 'return') {
  const { id } = await act(site.app, declareInfrastructure, { code, ...profile }, system)
  const row = await site.app.database.owner.query(
    'select declared_at from institutions.infrastructure where id = $1',
    [id],
  )
  if (decision)
    await act(
      site.app,
      decideInfrastructure,
      { id, decision, reason: 'thiếu giấy tờ', seen: row.rows[0].declared_at.toISOString() },
      system,
    )
}

beforeAll(async () => {
  site = await testApp({ modules: [places, institutions] })
  await declare('cd-hue', good, 'accept')
  await declare('hueic', { ...good, has_lms: 'false', wifi_percent: null }, 'accept')
  await declare('cd-y-te-hue', good, 'return')
  await declare('cd-du-lich-hue', good)
  // a centre is not in the population, whatever it has
  await declare('gdnn-gdtx-phu-vang', good, 'accept')
})

const read = <T>(
  work: (db: Parameters<Parameters<TestApp['app']['database']['read']>[1]>[0]) => Promise<T>,
) => site.app.database.read(system, work)

test('T06: the figure equals a count made another way, over confirmed declarations of active colleges and schools', async () => {
  const rows = (
    await site.app.database.owner.query(`select i.code, i.type, x.* from institutions.institution i
    left join institutions.infrastructure x on x.institution_id = i.id and x.state = 'confirmed'`)
  ).rows
  const standing = (
    await site.app.database.owner
      .query(`select i.code from institutions.standing s join institutions.institution i on i.id = s.institution_id
    where s.status = 'active' and s.to_date is null`)
  ).rows.map((row) => row.code)
  const population = rows.filter(
    (row) => ['college', 'intermediate_school'].includes(row.type) && standing.includes(row.code),
  )
  const meeting = population.filter(
    (row) =>
      row.bandwidth_mbps >= 100 &&
      row.wifi_percent >= 50 &&
      row.computers_for_learners >= 50 &&
      row.online_rooms >= 1 &&
      row.has_lms &&
      row.has_management_system &&
      row.has_e_signature,
  )
  const figure = await read((db) => measureFigure(db, digitalInfrastructure, '2026-11-22'))
  expect(figure).toEqual({ numerator: meeting.length, denominator: population.length })
  expect(figure).toEqual({ numerator: 1, denominator: 7 })
})

test('T06: each row says why, in words that name what is missing', async () => {
  const members = await read((db) =>
    measureMembers(db, digitalInfrastructure, '2026-11-22', {}, { limit: 50 }),
  )
  const t = site.app.catalog('vi')
  const why = new Map(members.map((row) => [row.href, t.dynamic(row.reason, row.reason_params ?? {})]))
  expect(why.get('/co-so/hueic#ha-tang')).toBe(
    'Bản khai ngày 22/11/2026 còn thiếu: wifi; LMS; phần kết nối chưa đo',
  )
  expect(why.get('/co-so/cd-y-te-hue#ha-tang')).toBe('Chưa có bản khai hạ tầng nào được xác nhận')
  expect(why.get('/co-so/cd-du-lich-hue#ha-tang')).toBe('Chưa có bản khai hạ tầng nào được xác nhận')
  expect(members.filter((row) => row.counts).map((row) => row.label)).toEqual(['Trường Cao đẳng Huế'])
})

test('T06: as of a day before the confirmation nobody counts; before 2024 the college of today is not there', async () => {
  expect(await read((db) => measureFigure(db, digitalInfrastructure, '2026-11-21'))).toMatchObject({
    numerator: 0,
  })
  const before = await read((db) =>
    measureMembers(db, digitalInfrastructure, '2023-06-30', {}, { limit: 50 }),
  )
  const labels = before.map((row) => row.label)
  expect(labels).toContain('Trường Cao đẳng Giao thông Huế')
  expect(labels).not.toContain('Trường Cao đẳng Huế')
})

test('T11: counts what has a verified point and address, an occupation and a contact, and names what lacks', async () => {
  const unit = (
    await site.app.database.owner.query(`select id from places.unit where code = '19753' and to_date is null`)
  ).rows[0].id
  const source = 'biên bản mẫu'
  const campus = {
    code: 'cd-hue',
    part: 'campus',
    kind: 'main',
    address: '1 Đường Mẫu',
    unit_id: unit,
    lat: '16,47',
    lon: '107,58',
    geo_precision: 'surveyed',
    source,
    version: 0,
  }
  await act(site.app, changePart, campus, system)
  await act(
    site.app,
    changePart,
    {
      code: 'cd-hue',
      part: 'licence_item',
      licence_number: '1/2024',
      occupation_name: 'Nghề mẫu',
      level: 'so_cap',
      source,
      version: 0,
    },
    system,
  )
  expect(await read((db) => measureFigure(db, mapPublished, '2026-11-22'))).toEqual({
    numerator: 0,
    denominator: 7,
  })
  const version = (
    await site.app.database.owner.query(`select version from institutions.institution where code = 'cd-hue'`)
  ).rows[0].version
  await act(
    site.app,
    changePart,
    { code: 'cd-hue', part: 'contact', phone: '0234 3 123 456', source, version },
    system,
  )
  expect(await read((db) => measureFigure(db, mapPublished, '2026-11-22'))).toEqual({
    numerator: 1,
    denominator: 7,
  })
  const members = await read((db) => measureMembers(db, mapPublished, '2026-11-22', {}, { limit: 50 }))
  const t = site.app.catalog('vi')
  const hueic = members.find((row) => row.href === '/co-so/hueic')!
  expect(t.dynamic(hueic.reason, hueic.reason_params ?? {})).toBe(
    'Còn thiếu: tọa độ đã xác minh; địa chỉ đã xác minh theo phường, xã mới; ngành nghề; liên hệ;',
  )
})

test('T11: confirming it all again later, or writing it anew, leaves what the day before read', async () => {
  const clock = site.app.clock as { now: () => Date }
  const before = clock.now
  clock.now = () => new Date('2026-12-15T03:00:00Z')
  const owner = site.app.database.owner
  const one = async (text: string) => (await owner.query(text)).rows[0]
  const { id, version } = await one(`select id, version from institutions.institution where code = 'cd-hue'`)
  const source = 'xác minh lại'
  const about = { code: 'cd-hue', source }
  await act(site.app, changePart, { ...about, part: 'contact', phone: '0234 3 654 321', version }, system)
  const site_ = await one(
    `select id, unit_id, version from institutions.campus where institution_id = '${id}' and kind = 'main'`,
  )
  const place = {
    kind: 'main',
    address: '2 Đường Mẫu',
    unit_id: site_.unit_id,
    lat: '16,48',
    lon: '107,58',
    geo_precision: 'surveyed',
  }
  await act(
    site.app,
    changePart,
    { ...about, part: 'campus', subject_id: site_.id, ...place, version: site_.version },
    system,
  )
  const item = await one(
    `select id, version from institutions.licence_item where institution_id = '${id}' and occupation_name = 'Nghề mẫu'`,
  )
  const licensed = { licence_number: '1/2024', occupation_name: 'Nghề mẫu', level: 'so_cap', quota: '30' }
  await act(
    site.app,
    changePart,
    { ...about, part: 'licence_item', subject_id: item.id, ...licensed, version: item.version },
    system,
  )
  clock.now = before
  for (const [day, numerator] of [
    ['2026-11-21', 0],
    ['2026-11-22', 1],
    ['2026-12-15', 1],
  ] as const)
    expect([day, (await read((db) => measureFigure(db, mapPublished, day)))?.numerator]).toEqual([
      day,
      numerator,
    ])
})

test('a school that is found to be active joins the population from that day', async () => {
  const version = (
    await site.app.database.owner.query(
      `select version from institutions.institution where code = 'tc-kinh-te-du-lich-duy-tan'`,
    )
  ).rows[0].version
  await act(
    site.app,
    setStanding,
    {
      code: 'tc-kinh-te-du-lich-duy-tan',
      status: 'active',
      on_date: '1/11/2026',
      source: 'xác minh tại chỗ',
      version,
    },
    system,
  )
  expect(await read((db) => measureFigure(db, digitalInfrastructure, '2026-11-22'))).toMatchObject({
    denominator: 8,
  })
  expect(await read((db) => measureFigure(db, digitalInfrastructure, '2026-10-31'))).toMatchObject({
    denominator: 7,
  })
})
