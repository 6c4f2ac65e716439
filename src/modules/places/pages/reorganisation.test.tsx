import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { systemActor } from '#platform/access.ts'
import { verifyChain } from '#platform/audit/verify.ts'
import { openWorkbook, writeTemplate, writeWorkbook } from '#platform/sheets/index.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import hue from '#data/hue_admin_units.json' with { type: 'json' }
import { unitThenAndNow } from '../index.ts'
import { places } from '../module.ts'
import { districtKey } from '../reference.ts'
import { readReorganisation, reorganisationFields, typeWords } from '../reorganisation-file.ts'
import type { UnitType } from '../unit.ts'

let site: TestApp
let officer: ReturnType<TestApp['actor']>
beforeAll(async () => {
  site = await testApp({ modules: [places] })
  officer = site.actor('department-officer')
})

const query = async <Row extends object>(text: string): Promise<Row[]> =>
  (await site.app.database.owner.query(text)).rows as Row[]
const csv = (rows: string[][]) =>
  new File([rows.map((row) => row.join(';')).join('\r\n')], 'sap-xep.csv', { type: 'text/csv' })
const header = ['Mã cũ', 'Tên cũ', 'Mã mới', 'Tên mới', 'Loại', 'Ngày hiệu lực', 'Một phần?', 'Căn cứ']

async function send(file: File, title = 'Đợt thử'): Promise<string> {
  const answer = await site.as(officer).post('/dia-ban/sap-xep', { _form: 'read', title, file })
  expect(answer.status).toBe(303)
  return answer.headers.get('location')!
}

const open = async (path: string) => (await site.as(officer).get(path)).text()

async function confirm(path: string): Promise<Response> {
  const seen = /name="seen" value="([^"]+)"/.exec(await open(path))?.[1] ?? ''
  return site.as(officer).post(path, { _form: 'confirm', seen })
}

const undo = (path: string) => site.as(officer).post(path, { _form: 'undo' })

type Link = {
  old: string
  new: string
  name: string
  type: string
  parent: string
  kind: string
  is_part: boolean
}
const mapping = () =>
  query<Link>(`select f.code as old, t.code as new, t.name, t.type, t.parent_code as parent, s.kind, s.is_part
  from places.succession s join places.unit f on f.id = s.from_unit join places.unit t on t.id = s.to_unit
  where s.on_date = '2025-07-01' order by f.code`)

describe('the real reorganisation of 1/7/2025, as an import on the old units', () => {
  let shipped: Link[]
  beforeAll(async () => {
    shipped = await mapping()
    await query(`delete from places.succession where on_date = '2025-07-01'`)
    await query(`delete from places.unit where from_date = '2025-07-01'`)
    await query(`update places.unit set to_date = null where to_date = '2025-06-30'`)
  })

  /** The list as an office would write it: each old commune with its new one, then the districts abolished. */
  function realRows(): string[][] {
    const word = (type: string) => typeWords[type as UnitType]
    const communes = hue.units.flatMap((unit) =>
      unit.formerUnits.map((old) => [
        old.oldWardCode,
        old.oldWardName,
        unit.code,
        unit.name,
        word(unit.type),
        '01/07/2025',
        '',
        'Danh mục thử',
      ]),
    )
    const districts = new Set(
      hue.units.flatMap((unit) => unit.formerUnits.map((old) => old.oldDistrictName2025H1)),
    )
    return [
      header,
      ...communes,
      ...[...districts].map((name) => [
        districtKey(name),
        name,
        '',
        '',
        '',
        '01/07/2025',
        '',
        'Danh mục thử',
      ]),
    ]
  }

  test('is previewed whole, changes nothing before it is confirmed, and then equals the shipped mapping', async () => {
    const path = await send(csv(realRows()), 'Sắp xếp 2025')
    const preview = await open(path)
    expect(preview).toContain('142 đơn vị kết thúc trước ngày 01/07/2025')
    expect(preview).toContain('40 đơn vị mới bắt đầu từ ngày 01/07/2025')
    expect(preview).toContain('Nhập: 132 · Chia một phần: 0 · Đổi tên: 0 · Giữ nguyên: 1')
    expect(await mapping()).toEqual([])
    expect((await confirm(path)).status).toBe(303)
    expect(shipped).toHaveLength(133)
    expect(await mapping()).toEqual(shipped)
    expect(
      await query(
        `select kind, count(*) from places.unit where to_date = '2025-06-30' group by kind order by kind`,
      ),
    ).toEqual([
      { kind: 'commune', count: 133 },
      { kind: 'district', count: 9 },
    ])
  })

  test('is in the audit as one act with each unit before and after, and the chain holds', async () => {
    const [entry] = await query<{ seq: number; changes_count: number }>(
      `select seq, changes_count from platform.audit_entry where action = 'places.reorganise'`,
    )
    expect(entry?.changes_count).toBe(1 + 142 + 40)
    const [change] = await query<{ before: object; after: object }>(
      `select before, after from platform.audit_change where entry_seq = ${entry!.seq} and before->>'name' = 'Phường Tây Lộc'`,
    )
    expect(change).toMatchObject({ before: { to_date: null }, after: { to_date: '2025-06-30' } })
    expect(await verifyChain(site.app.database.owner)).toMatchObject({
      brokenAt: undefined,
      reason: undefined,
    })
  })

  test('an old code is then followed to the new unit', async () => {
    const { now } = await site.app.database.read(systemActor('test'), (db) =>
      unitThenAndNow(db, '19750', '2025-05-01', '2026-11-22'),
    )
    expect(now.map((unit) => unit.name)).toEqual(['Phường Phú Xuân'])
  })

  test('a later rename builds on it, so that the first cannot be undone before the second', async () => {
    const [first] = await query<{ id: string }>(
      `select id from places.reorganisation where title = 'Sắp xếp 2025'`,
    )
    const rename = await send(
      csv([
        header,
        [
          '19753',
          'Phường Phú Xuân',
          '19753',
          'Phường Kinh Thành',
          'Phường',
          '01/10/2026',
          '',
          'Nghị quyết thử',
        ],
      ]),
      'Đổi tên',
    )
    expect(await open(rename)).toContain('Đổi tên: 1')
    await confirm(rename)
    const { now } = await site.app.database.read(systemActor('test'), (db) =>
      unitThenAndNow(db, '19750', '2025-05-01', '2026-11-22'),
    )
    expect(now.map((unit) => [unit.name, unit.from_date])).toEqual([['Phường Kinh Thành', '2026-10-01']])
    const refused = await undo(`/dia-ban/sap-xep/${first!.id}`)
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('1 thay đổi về sau dựa trên đợt này')

    expect((await undo(rename)).status).toBe(303)
    expect((await undo(`/dia-ban/sap-xep/${first!.id}`)).status).toBe(303)
    expect(await mapping()).toEqual([])
    expect(await query(`select 1 from places.unit where kind <> 'province' and to_date is not null`)).toEqual(
      [],
    )
    expect(await open(rename)).toContain('Đã hoàn tác')
  })
})

describe('a list that is wrong', () => {
  const bad = csv([
    header,
    ['19999', 'Phường Lạ', '19753', 'Phường Mới', 'Phường', '01/12/2026', '', 'Nghị quyết thử'],
    ['19750', 'Phường Tây Lộc', '19753', 'Phường Mới', 'Phường', 'hôm qua', '', 'Nghị quyết thử'],
  ])

  test('shows every problem in its row and cannot be confirmed, not even by hand', async () => {
    const path = await send(bad)
    const page = await open(path)
    expect(page).toContain('Không có đơn vị nào mang mã 19999 vào ngày 30/11/2026.')
    expect(page).toContain('Không hiểu nội dung ô: hôm qua')
    expect(page).toContain('Dòng 3')
    expect(page).not.toContain('name="seen"')
    const forced = await site.as(officer).post(path, { _form: 'confirm', seen: 'x' })
    expect(forced.status).toBe(422)
    expect(await query(`select 1 from places.unit where from_date = '2026-12-01'`)).toEqual([])
    expect((await site.as(officer).post(path, { _form: 'discard' })).headers.get('location')).toBe(
      '/dia-ban/sap-xep',
    )
    expect((await site.as(officer).get(path)).status).toBe(404)
  })

  test.each([
    ['no file', undefined, 'Hãy chọn một tệp.'],
    [
      'a picture',
      new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 2, 3])], 'a.png'),
      'Tệp không phải bảng tính',
    ],
    [
      'other columns',
      new File(['a;b\r\n1;2\r\n3;4'], 'a.csv'),
      'Không tìm thấy các cột cần có: Mã cũ, Ngày hiệu lực, Căn cứ',
    ],
    ['broken JSON', new File(['{"rows": ['], 'a.json'), 'Tệp không phải JSON đúng chuẩn.'],
  ])('as a file is refused with the reason, and the typed title stays: %s', async (_name, file, words) => {
    const answer = await site
      .as(officer)
      .post('/dia-ban/sap-xep', { _form: 'read', title: 'Tên đã gõ', ...(file ? { file } : {}) })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain(words)
    expect(page).toContain('value="Tên đã gõ"')
  })
})

describe('confirming', () => {
  const rows = (code: string) => [
    header,
    [code, '', code, `Phường Thử ${code}`, 'Phường', '01/12/2026', '', 'Nghị quyết thử'],
  ]
  let code: string
  beforeEach(async () => {
    code = (
      await query<{ code: string }>(
        `select code from places.unit where kind = 'commune' and to_date is null order by code desc limit 1`,
      )
    )[0]!.code
  })

  test('asks again when the units changed since the preview', async () => {
    const path = await send(csv(rows(code)))
    await query(`update places.unit set parent_code = '46' where code = '${code}'`)
    const seen = /name="seen" value="([^"]+)"/.exec(await open(path))![1]!
    await query(`update places.unit set parent_code = 'huyen-huyen-phu-vang' where code = '${code}'`)
    const answer = await site.as(officer).post(path, { _form: 'confirm', seen })
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('Địa bàn đã thay đổi sau khi bạn xem trước')
    expect(await query(`select 1 from places.unit where from_date = '2026-12-01'`)).toEqual([])
  })

  test('two drafts of the same change: only one can be applied', async () => {
    const [one, two] = [await send(csv(rows(code))), await send(csv(rows(code)))]
    const seen = /name="seen" value="([^"]+)"/.exec(await open(two))![1]!
    expect((await confirm(one)).status).toBe(303)
    expect((await site.as(officer).post(two, { _form: 'confirm', seen })).status).toBe(422)
    expect(await query(`select name from places.unit where from_date = '2026-12-01'`)).toHaveLength(1)
    expect((await undo(one)).status).toBe(303)
  })
})

test('JSON of the same columns is read like a sheet', async () => {
  const rows = [
    {
      old_code: 19750,
      old_name: 'Phường Tây Lộc',
      new_code: '19753',
      new_name: 'Phường Mới',
      type: 'phuong',
      effective_on: '1/12/2026',
      is_part: false,
      basis: 'Nghị quyết thử',
    },
    { old_code: '19753', type: 'lạ' },
  ]
  const read = await readReorganisation(Buffer.from(JSON.stringify({ rows })), 'a.json')
  expect(read.rows[0]).toMatchObject({ row: 1, old_code: '19750', effective_on: '2026-12-01', problems: [] })
  expect(read.rows[1]!.problems.map((problem) => problem.field).toSorted()).toEqual(['effective_on', 'type'])
})

test('the template is a workbook that is read back, without its example row', async () => {
  const answer = await site.as(officer).get('/mau/sap-xep-dia-ban.xlsx')
  expect(answer.status).toBe(200)
  const workbook = await openWorkbook(new Uint8Array(await answer.arrayBuffer()))
  expect(workbook.sheets.length).toBeGreaterThan(0)
  const bytes = await writeTemplate(reorganisationFields, { title: 'x', instructions: [] })
  await expect(readReorganisation(bytes, 'mau.xlsx')).rejects.toMatchObject({
    fields: { file: 'places.file.no_rows' },
  })
})

test('a workbook with a title above and codes kept as numbers is read', async () => {
  const stream = writeWorkbook([
    {
      name: 'Danh sách',
      titles: ['DANH SÁCH SẮP XẾP ĐƠN VỊ HÀNH CHÍNH'],
      columns: header.map((label) => ({ header: label })),
      rows: [
        [19750, 'Phường Tây Lộc', 19753, 'Phường Mới', 'phường', '1/12/2026', 'x', 'Nghị quyết thử'],
        [19750, 'Phường Tây Lộc', 19754, 'Phường Khác', 'Xã', '1/12/2026', 'x', 'Nghị quyết thử'],
      ],
    },
  ])
  const read = await readReorganisation(new Uint8Array(await new Response(stream).arrayBuffer()), 'a.xlsx')
  expect(read.rows).toMatchObject([
    {
      old_code: '19750',
      new_code: '19753',
      type: 'phuong',
      effective_on: '2026-12-01',
      is_part: true,
      problems: [],
    },
    { old_code: '19750', new_code: '19754', type: 'xa', is_part: true, problems: [] },
  ])
})

test('records of other parts are counted, and keep a reorganisation from being undone', async () => {
  const [old] = await query<{ id: string; code: string; name: string }>(
    `select id, code, name from places.unit where kind = 'commune' and to_date is null limit 1`,
  )
  await query(`create table public.record_elsewhere (unit_id uuid references places.unit); grant select on public.record_elsewhere to ngheso_app;
    insert into public.record_elsewhere values ('${old!.id}'), ('${old!.id}')`)
  const path = await send(
    csv([header, [old!.code, '', old!.code, 'Phường Thử', 'Phường', '01/12/2026', '', 'Nghị quyết thử']]),
  )
  expect(await open(path)).toMatch(/>2<\/span><span class="stat-label">hồ sơ khác đang ghi đơn vị cũ/)
  expect((await confirm(path)).status).toBe(303)
  await query(`insert into public.record_elsewhere select id from places.unit where from_date = '2026-12-01'`)
  const refused = await undo(path)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('1 hồ sơ đang ghi các đơn vị mới')
  await query('delete from public.record_elsewhere')
  expect((await undo(path)).status).toBe(303)
})

test('only those who keep the units come here', async () => {
  for (const path of ['/dia-ban/sap-xep', '/dia-ban/ranh-gioi']) {
    expect(
      (
        await site
          .as(site.actor('school-manager', { kind: 'institution', id: crypto.randomUUID() }))
          .get(path)
      ).status,
    ).toBe(403)
    expect((await site.as({ kind: 'public' }).get(path)).status).toBe(303)
  }
  const answer = await site.as(site.actor('teacher')).post('/dia-ban/sap-xep', {
    _form: 'read',
    title: 'Không được',
    file: csv([header, ['1', '', '', '', '', '01/12/2026', '', 'x']]),
  })
  expect(answer.status).toBe(403)
})
