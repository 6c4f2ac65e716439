import { existsSync, readFileSync } from 'node:fs'
import { openXlsx, saveXlsx } from 'hucre/xlsx'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { systemActor, type Actor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import { verifyChain } from '#platform/audit/verify.ts'
import { importActions } from '#platform/imports/index.ts'
import { workbookOf, type FixtureCell } from '#platform/sheets/testing.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { places } from '#modules/places/module.ts'
import { changePart } from '../actions/change-part.ts'
import { institutionsImport } from '../imports.ts'
import { institutions } from '../module.ts'
import { codeFromName } from './code.ts'
import { readLicence, typeFromName } from './check.ts'

const form = '../shared/data/tests-only/forms/bm1__bm1.xlsx'
const actions = importActions(institutionsImport)
let site: TestApp
let officer: Actor
beforeAll(async () => {
  site = await testApp({ modules: [places, institutions] })
  officer = site.actor('department-officer')
})
beforeEach(async () => {
  await site.app.database.owner.query('truncate platform.import_batch cascade')
})

const query = async (text: string, values: unknown[] = []) =>
  (await site.app.database.owner.query(text, values)).rows
const headers: FixtureCell[][] = [
  ['THÔNG TIN ĐĂNG KÝ HOẠT ĐỘNG GIÁO DỤC NGHỀ NGHIỆP'],
  [],
  [
    'TT',
    'Tên cơ sở\n giáo dục nghề nghiệp',
    'Cơ quan chủ quản',
    'Loại hình',
    null,
    null,
    'Quyết định\nthành lập/đổi tên/sáp nhập/giải thể',
    'Giấy chứng nhận đăng ký hoạt động GDNN',
    null,
    null,
    null,
    'Tên ngành, nghề/quy mô được cấp trong GCN',
  ],
  [
    null,
    null,
    null,
    'Công lập',
    'Tư thục',
    'Vốn ĐTNN',
    null,
    'Số, ngày, tháng, năm cấp/\nĐịa điểm đào tạo',
    'Chưa được cấp',
    'Năm cấp ban đầu',
    'Năm cấp bổ sung',
    'Stt',
    'Tên ngành, nghề',
    'Mã cấp\nII',
    'Quy mô tuyển sinh\nTC',
    'Quy mô tuyển sinh\nSC',
  ],
]
const merges = ['A1:P1', 'A3:A4', 'B3:B4', 'C3:C4', 'D3:F3', 'G3:G4', 'H3:K3', 'L3:P3']

/** A new school with two occupations, a known one with one, as offices fill the form: blank cells below the first row. */
const rows: FixtureCell[][] = [
  [
    1,
    'Trường Trung cấp Ví Dụ',
    'UBND thành phố Huế',
    null,
    'x',
    null,
    '12/QĐ-UBND ngày 05/3/2010',
    '08/2020/GCNĐKHĐ ngày 10/6/2020; 12 Lê Lợi',
    null,
    2010,
    2020,
    1,
    'Điện công nghiệp',
    '552',
    60,
    30,
  ],
  [null, null, null, null, null, null, null, null, null, null, null, 2, 'Nghề làm nón', null, null, 25],
  [
    2,
    'TRƯỜNG TRUNG CẤP ÂU LẠC HUẾ',
    null,
    null,
    'x',
    null,
    null,
    '21/2021 ngày 1/2/2021',
    null,
    null,
    null,
    1,
    'Hàn',
    null,
    40,
    null,
  ],
]
const filled = async (body = rows) =>
  workbookOf({ sheets: [{ name: 'Sheet1', rows: [...headers, ...body], merges }] })

async function upload(bytes: Uint8Array, name = 'bm1.xlsx'): Promise<string> {
  const { id } = await act(site.app, actions.create, { file: new File([bytes as BlobPart], name) }, officer)
  expect((await query('select state, failure from platform.import_batch where id = $1', [id]))[0]).toEqual({
    state: 'ready',
    failure: null,
  })
  return id
}
const staged = (id: string) =>
  query(
    'select sheet_row, verdict, differences, problems, values from platform.import_row where batch_id = $1 order by row_number',
    [id],
  )
const commit = (id: string) => act(site.app, actions.commit, { id, leave_errors: 'true' }, officer)
const undo = (id: string) => act(site.app, actions.undo, { id }, officer)
const state = async (id: string) =>
  (await query('select state, failure from platform.import_batch where id = $1', [id]))[0]
const items = (code: string) =>
  query(
    `select li.occupation_name, li.occupation_code, li.level, li.quota, l.number, l.issued_on from institutions.licence_item li
    join institutions.institution i on i.id = li.institution_id left join institutions.licence l on l.id = li.licence_id
    where i.code = $1 order by li.quota`,
    [code],
  )
const count = async () =>
  (
    await query(`select (select count(*) from institutions.institution)::int as i, (select count(*) from institutions.licence)::int as l,
    (select count(*) from institutions.licence_item)::int as o, (select count(*) from institutions.standing)::int as s`)
  )[0]

describe('the form of institutions and licences', () => {
  test('the cells of a school count for the occupations below it; undo takes everything back', async () => {
    const before = await count()
    const id = await upload(await filled())
    expect((await staged(id)).map((row) => row.verdict)).toEqual(['new', 'new', 'change'])
    await commit(id)
    expect(
      (
        await query(
          `select type, ownership, governing_body, founding_decision from institutions.institution where code = 'tc-vi-du'`,
        )
      )[0],
    ).toEqual({
      type: 'intermediate_school',
      ownership: 'private',
      governing_body: 'UBND thành phố Huế',
      founding_decision: '12/QĐ-UBND ngày 05/3/2010',
    })
    const licence = { number: '08/2020/GCNĐKHĐ', issued_on: '2020-06-10' }
    expect(await items('tc-vi-du')).toMatchObject([
      { occupation_name: 'Nghề làm nón', level: 'so_cap', quota: 25, occupation_code: null, ...licence },
      { occupation_name: 'Điện công nghiệp', level: 'so_cap', quota: 30, occupation_code: null, ...licence },
      {
        occupation_name: 'Điện công nghiệp',
        level: 'trung_cap',
        quota: 60,
        occupation_code: expect.stringMatching(/^5\d{6}$/),
        ...licence,
      },
    ])
    expect(await items('tc-au-lac-hue')).toMatchObject([
      { occupation_name: 'Hàn', level: 'trung_cap', quota: 40, number: '21/2021' },
    ])
    const page = await (await site.as({ kind: 'public' }).get('/co-so/tc-vi-du')).text()
    expect(page).toContain('Nghề làm nón')
    expect(page).toContain('Nhập từ tệp bm1.xlsx')
    await undo(id)
    expect(await state(id)).toEqual({ state: 'undone', failure: null })
    expect(await count()).toEqual(before)
    expect((await verifyChain(site.app.database.owner)).brokenAt).toBeUndefined()
  })

  test('the same file again changes nothing; another intake is a change, and a confirmed one asks first', async () => {
    await commit(await upload(await filled()))
    expect((await staged(await upload(await filled()))).map((row) => row.verdict)).toEqual([
      'same',
      'same',
      'same',
    ])
    const changed = rows.map((row) => row.map((cell) => (cell === 25 ? 35 : cell)))
    const [, row] = await staged(await upload(await filled(changed)))
    expect(row).toMatchObject({
      verdict: 'doubt',
      differences: { quota_sc: { before: 25, after: 35, by_hand: true } },
    })
  })

  test('a batch that a later act built on is not taken back', async () => {
    const body: FixtureCell[][] = [
      [
        1,
        'Trường Trung cấp Thử Hai',
        null,
        'x',
        null,
        null,
        null,
        '1/2024',
        null,
        null,
        null,
        1,
        'Hàn',
        null,
        20,
        null,
      ],
    ]
    const id = await upload(await filled(body))
    await commit(id)
    const { version } = (
      await query(`select version from institutions.institution where code = 'tc-thu-hai'`)
    )[0]
    await act(
      site.app,
      changePart,
      { code: 'tc-thu-hai', part: 'contact', phone: '0234 3000 000', source: 'x', version },
      systemActor('test'),
    )
    await expect(undo(id)).resolves.toBeDefined()
    expect(await state(id)).toMatchObject({ state: 'committed' })
    expect(await query(`select 1 from institutions.institution where code = 'tc-thu-hai'`)).toHaveLength(1)
  })

  test('each mistake is marked in its row, and the rows below a broken school wait for it', async () => {
    const blank: FixtureCell[] = Array.from({ length: 11 }, () => null)
    const body: FixtureCell[][] = [
      [...blank, 1, 'Nghề không chủ', null, 20, null],
      [
        1,
        'Trường Trung cấp Thử Ba',
        null,
        'x',
        'x',
        null,
        null,
        null,
        null,
        null,
        null,
        1,
        'May',
        null,
        20,
        null,
      ],
      [...blank, 2, 'Thêu', null, 20, null],
      [
        2,
        'Trường Trung cấp Thử Bốn',
        null,
        'x',
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        1,
        'May',
        null,
        null,
        null,
      ],
      [
        3,
        'Hợp tác xã Thử Năm',
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        1,
        'Đan lát',
        null,
        null,
        15,
      ],
      [...blank, 2, 'Đan lát', null, null, 15],
    ]
    const found = await staged(await upload(await filled(body)))
    expect(
      found.map((row) => [row.verdict, row.problems.map((problem: { code: string }) => problem.code)]),
    ).toMatchObject([
      ['error', ['institutions.import.no_head']],
      ['error', ['several_marks', 'several_marks']],
      ['error', ['institutions.import.head_error']],
      ['error', ['institutions.import.no_level']],
      ['new', ['institutions.import.type_guessed']],
      ['error', ['duplicate_in_file']],
    ])
  })

  test('a school has no right to it', async () => {
    const school = site.actor('school-manager', {
      kind: 'institution',
      id: (await query('select id from institutions.institution limit 1'))[0].id,
    })
    await expect(
      act(site.app, actions.create, { file: new File([(await filled()) as BlobPart], 'bm1.xlsx') }, school),
    ).rejects.toMatchObject({ refusal: 'forbidden' })
  })

  test('the real form, where it is at hand, goes in as it is', async (context) => {
    if (!existsSync(form)) return context.skip('the form is not on this machine')
    const book = await openXlsx(new Uint8Array(readFileSync(form)))
    book.sheets[0]?.rows.push(
      ...rows.map((row) => row.map((cell) => (typeof cell === 'object' ? null : cell))),
    )
    const found = await staged(await upload(await saveXlsx(book)))
    const plain = await staged(await upload(await filled()))
    expect(found.map((row) => row.values)).toEqual(plain.map((row) => row.values))
    expect(found[0].values).toMatchObject({
      name: 'Trường Trung cấp Ví Dụ',
      ownership: 'private',
      licence_number: '08/2020/GCNĐKHĐ',
      quota_tc: 60,
    })
  })
})

test('the kind of institution is read from its name', () => {
  expect(typeFromName('Trường Cao đẳng Huế')).toBe('college')
  expect(typeFromName('TRƯỜNG TRUNG CẤP NGHỀ SỐ 1')).toBe('intermediate_school')
  expect(typeFromName('Trung tâm GDNN – GDTX huyện Phú Vang')).toBe('vet_continuing_centre')
  expect(typeFromName('Trung tâm Giáo dục nghề nghiệp Tâm Việt')).toBe('vet_centre')
  expect(typeFromName('Công ty TNHH Dệt May')).toBeUndefined()
})

test('a licence in one cell falls into number and day', () => {
  expect(readLicence('08/2020/GCNĐKHĐ ngày 10/6/2020; 12 Lê Lợi')).toEqual({
    licence_number: '08/2020/GCNĐKHĐ',
    issued_on: '2020-06-10',
  })
  expect(readLicence('Số: 5/GCN, cấp ngày 01-02-2019')).toEqual({
    licence_number: '5/GCN',
    issued_on: '2019-02-01',
  })
  expect(readLicence('5/GCN')).toEqual({ licence_number: '5/GCN' })
  expect(readLicence('5/GCN ngày 31/2/2020')).toEqual({ licence_number: '5/GCN' })
})

test('a name makes a short address', () => {
  expect(codeFromName('Trường Trung cấp Kinh tế – Du lịch Đông Á')).toBe('tc-kinh-te-du-lich-dong-a')
  expect(codeFromName('★')).toBe('co-so')
})
