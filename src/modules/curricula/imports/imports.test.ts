import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import { importActions } from '#platform/imports/index.ts'
import { workbookOf } from '#platform/sheets/testing.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { programmeImport } from '../imports.ts'
import { docx, heading, table, xlsx, type Line } from '../testing/table-file.ts'

const actions = importActions(programmeImport)
let site: TestApp
let school: string
let manager: Actor
beforeAll(async () => {
  site = await testApp()
  school = (await query(`select id from institutions.institution where code = 'cd-du-lich-hue'`))[0].id
  manager = site.actor('school-manager', { kind: 'institution', id: school })
})

const query = async (text: string, values: unknown[] = []) =>
  (await site.app.database.owner.query(text, values)).rows

async function upload(bytes: Uint8Array, name: string): Promise<string> {
  const file = new File([bytes as BlobPart], name)
  const { id } = await act(site.app, actions.create, { institution: school, file }, manager)
  expect((await query('select state, failure from platform.import_batch where id = $1', [id]))[0]).toEqual({
    state: 'ready',
    failure: null,
  })
  return id
}
const verdicts = async (batch: string) =>
  Object.fromEntries(
    (
      await query('select values, verdict from platform.import_row where batch_id = $1 order by row_number', [
        batch,
      ])
    ).map((row) => [row.values.code ?? row.values.name, row.verdict]),
  )
const problems = async (batch: string) =>
  (
    await query('select values, problems from platform.import_row where batch_id = $1 order by row_number', [
      batch,
    ])
  ).flatMap((row) =>
    row.problems.map((one: { field: string; code: string }) => [row.values.code, one.field, one.code]),
  )
const units = (name: string) =>
  query(
    `select u.code, u.name, u.unit_group, u.credits::float8 as credits, u.hours_total, u.is_condition from curricula.course_unit u
     join curricula.programme_version v on v.id = u.version_id join curricula.programme p on p.id = v.programme_id
     where p.name = $1 and v.state = 'draft' order by u.position`,
    [name],
  )

describe('a programme table from Word', () => {
  test('makes programme and draft, with groups by their headings; totals are checked, not written', async () => {
    const batch = await upload(await docx(heading('Hàn từ Word'), table), 'chuong-trinh.docx')
    expect(await verdicts(batch)).toEqual({
      I: 'same',
      MH01: 'new',
      MH02: 'new',
      II: 'same',
      'II.1': 'same',
      MH07: 'new',
      'II.2': 'same',
      MĐ10: 'new',
      'Tổng cộng': 'same',
    })
    expect(await problems(batch)).toEqual([['MĐ10', 'hours_total', 'curricula.import.hours_sum']])
    await act(site.app, actions.commit, { id: batch }, manager)
    expect(await units('Hàn từ Word')).toEqual([
      {
        code: 'MH01',
        name: 'Pháp luật',
        unit_group: 'general',
        credits: 1,
        hours_total: 15,
        is_condition: false,
      },
      {
        code: 'MH02',
        name: 'Giáo dục thể chất',
        unit_group: 'general',
        credits: 2,
        hours_total: 30,
        is_condition: true,
      },
      {
        code: 'MH07',
        name: 'Vẽ kỹ thuật',
        unit_group: 'basic',
        credits: 3,
        hours_total: 60,
        is_condition: false,
      },
      {
        code: 'MĐ10',
        name: 'Hàn hồ quang',
        unit_group: 'specialised',
        credits: 4,
        hours_total: 95,
        is_condition: false,
      },
    ])
  })

  test('a wrong total is marked in its cell', async () => {
    const rows = table.with(8, ['Tổng cộng', null, 10, 201, 84, 100, 11])
    const batch = await upload(await docx(heading('Hàn sai tổng'), rows), 'sai.docx')
    expect(await problems(batch)).toContainEqual(['Tổng cộng', 'hours_total', 'curricula.import.total_wrong'])
  })
})

describe('a programme table from Excel', () => {
  test('meets the draft there is: the same rows stay, others change or come, and all can be taken back', async () => {
    const first = await upload(await xlsx(heading('Hàn Excel'), table), 'a.xlsx')
    await act(site.app, actions.commit, { id: first }, manager)
    const before = await units('Hàn Excel')
    const rows = [
      ...table.slice(0, 8).with(5, ['MH07', 'Vẽ kỹ thuật', 3, 65, 30, 30, 5]),
      ['MĐ11', 'Hàn MIG', 2, 50, 10, 38, 2] satisfies Line,
    ]
    const second = await upload(await xlsx(heading('Hàn Excel'), rows), 'b.xlsx')
    expect(await verdicts(second)).toMatchObject({ MH01: 'same', MH07: 'change', MĐ10: 'same', MĐ11: 'new' })
    await act(site.app, actions.commit, { id: second }, manager)
    expect((await units('Hàn Excel')).map((unit) => [unit.code, unit.hours_total])).toEqual([
      ['MH01', 15],
      ['MH02', 30],
      ['MH07', 65],
      ['MĐ10', 95],
      ['MĐ11', 50],
    ])
    await act(site.app, actions.undo, { id: second }, manager)
    expect(await units('Hàn Excel')).toEqual(before)
  })

  test('a heading of electives with fewer credits than its rows tells how many are chosen; totals count those', async () => {
    const rows: Line[] = [
      ...table.slice(0, 7),
      ['MĐ10', 'Hàn hồ quang', 4, 90, 30, 55, 5],
      ['II.3', 'Môn học, mô đun tự chọn', 2, 45, 15, 28, 2],
      ['MĐ11', 'Hàn MIG', 2, 45, 15, 28, 2],
      ['MĐ12', 'Hàn TIG', 2, 50, 10, 38, 2],
    ]
    const total: Line = ['Tổng cộng', null, 12, 240, 99, 128, 13]
    const name = 'Hàn tự chọn'
    const chosen = async () =>
      (
        await query(
          `select v.elective_credits::float8 as credits from curricula.programme_version v
           join curricula.programme p on p.id = v.programme_id where p.name = $1`,
          [name],
        )
      )[0]?.credits
    const batch = await upload(await xlsx(heading(name), [...rows, total]), 'a.xlsx')
    expect(await verdicts(batch)).toMatchObject({ 'II.3': 'change', 'Tổng cộng': 'same' })
    expect(await problems(batch)).toEqual([['II.3', 'credits', 'curricula.import.electives_chosen']])
    await act(site.app, actions.commit, { id: batch }, manager)
    expect(await chosen()).toBe(2)
    const more = rows.with(8, ['II.3', 'Môn học, mô đun tự chọn', 3, null, null, null, null])
    const second = await upload(await xlsx(heading(name), [...more, total]), 'b.xlsx')
    expect(await problems(second)).toContainEqual(['Tổng cộng', 'credits', 'curricula.import.total_wrong'])
    await act(site.app, actions.commit, { id: second }, manager)
    expect(await chosen()).toBe(3)
    await act(site.app, actions.undo, { id: second }, manager)
    expect(await chosen()).toBe(2)
  })

  test('taken back it leaves nothing of what it made', async () => {
    const batch = await upload(await xlsx(heading('Hàn lấy lại'), table), 'a.xlsx')
    await act(site.app, actions.commit, { id: batch }, manager)
    expect(await units('Hàn lấy lại')).toHaveLength(4)
    await act(site.app, actions.undo, { id: batch }, manager)
    expect(await query(`select 1 from curricula.programme where name = 'Hàn lấy lại'`)).toEqual([])
  })

  test('taken back is refused once somebody went on with the draft', async () => {
    const batch = await upload(await xlsx(heading('Hàn làm tiếp'), table), 'a.xlsx')
    await act(site.app, actions.commit, { id: batch }, manager)
    const [version] = await query(
      `select v.id from curricula.programme_version v join curricula.programme p on p.id = v.programme_id where p.name = 'Hàn làm tiếp'`,
    )
    const sent = await site.as(manager).post(`/chuong-trinh/phien-ban/${version.id}/chuan-dau-ra`, {
      _form: 'save',
      id: version.id,
      version: '1',
      text: 'Kỹ năng\n- Hàn được',
    })
    expect(sent.status).toBe(303)
    await act(site.app, actions.undo, { id: batch }, manager).catch(() => undefined)
    expect(await units('Hàn làm tiếp')).toHaveLength(4)
  })

  test('what the form would refuse, the file is refused for: no code of the occupation, one of another level', async () => {
    const lines = (...more: string[]) => [
      'Tên ngành, nghề: Hàn không mã',
      'Trình độ đào tạo: Trung cấp',
      ...more,
    ]
    const refused = async (...more: string[]) =>
      (await problems(await upload(await xlsx(lines(...more), table.slice(1, 2)), 'h.xlsx')))[0]![2]
    expect(await refused()).toBe('curricula.error.occupation_needed')
    expect(await refused('Mã ngành, nghề: 55201')).toBe('curricula.error.occupation_code')
    expect(await refused('Mã ngành, nghề: 5990999')).toBe('curricula.error.occupation_unknown')
  })

  test('a draft submitted while the file waits takes nothing, and says so', async () => {
    const first = await upload(await xlsx(heading('Hàn đã trình'), table), 'a.xlsx')
    await act(site.app, actions.commit, { id: first }, manager)
    const rows = [['MĐ50', 'Mới', 2, 50, 10, 38, 2]] as Line[]
    const late = await upload(await xlsx(heading('Hàn đã trình'), rows), 'b.xlsx')
    await query(
      `update curricula.programme_version v set state = 'under_review' from curricula.programme p
       where p.id = v.programme_id and p.name = 'Hàn đã trình'`,
    )
    await act(site.app, actions.commit, { id: late }, manager)
    expect(await query('select state, failure from platform.import_batch where id = $1', [late])).toEqual([
      { state: 'failed', failure: expect.objectContaining({ key: 'curricula.import.waiting' }) },
    ])
  })

  test('a table without the columns of hours leaves the hours that are stored; one tenth of a credit is read', async () => {
    const first = await upload(await xlsx(heading('Hàn giữ giờ'), table), 'a.xlsx')
    await act(site.app, actions.commit, { id: first }, manager)
    const few = await upload(
      await workbookOf({
        sheets: [
          {
            name: 'CTĐT',
            rows: [
              ...heading('Hàn giữ giờ').map((line) => [line]),
              ['Mã MH/MĐ', 'Tên môn học, mô đun', 'Số tín chỉ', 'Tổng số giờ'],
              ['MĐ10', 'Hàn hồ quang tay', 1.1, 95],
            ],
          },
        ],
      }),
      'b.xlsx',
    )
    expect(await problems(few)).toEqual([])
    await act(site.app, actions.commit, { id: few }, manager)
    expect(
      await query(
        `select u.name, u.credits::float8 as credits, u.hours_theory, u.hours_practice from curricula.course_unit u
         join curricula.programme_version v on v.id = u.version_id join curricula.programme p on p.id = v.programme_id
         where p.name = 'Hàn giữ giờ' and u.code = 'MĐ10'`,
      ),
    ).toEqual([{ name: 'Hàn hồ quang tay', credits: 1.1, hours_theory: 30, hours_practice: 55 }])
  })

  test('is not taken back once an outcome rests on a subject it added', async () => {
    const first = await upload(await xlsx(heading('Hàn liên kết'), table), 'a.xlsx')
    await act(site.app, actions.commit, { id: first }, manager)
    const rows = [['MĐ60', 'Thêm sau', 2, 50, 10, 38, 2]] as Line[]
    const second = await upload(await xlsx(heading('Hàn liên kết'), rows), 'b.xlsx')
    await act(site.app, actions.commit, { id: second }, manager)
    await query(
      `with o as (insert into curricula.learning_outcome (version_id, institution_id, position, code, kind, statement)
         select v.id, v.institution_id, 1, 'CĐR-01', 'skill', 'Hàn được' from curricula.programme_version v
         join curricula.programme p on p.id = v.programme_id where p.name = 'Hàn liên kết' returning id, version_id, institution_id)
       insert into curricula.outcome_unit (outcome_id, unit_id, version_id, institution_id)
       select o.id, u.id, o.version_id, o.institution_id from o join curricula.course_unit u on u.version_id = o.version_id and u.code = 'MĐ60'`,
    )
    await act(site.app, actions.undo, { id: second }, manager)
    expect(await query('select state, failure from platform.import_batch where id = $1', [second])).toEqual([
      { state: 'committed', failure: expect.objectContaining({ key: 'curricula.import.touched' }) },
    ])
  })

  test('another name for an occupation that has a programme is asked about', async () => {
    const [mine] = await query(`select code from institutions.occupation where code = '5520227'`)
    await query(
      `insert into curricula.programme (institution_id, code, name, level, occupation_code) values ($1, 'DCN', 'Điện công nghiệp', 'trung_cap', $2)`,
      [school, mine.code],
    )
    const lines = (name: string) => [
      `Tên ngành, nghề: ${name}`,
      'Mã ngành, nghề: 5520227',
      'Trình độ đào tạo: Trung cấp',
    ]
    const other = await upload(
      await xlsx(lines('Điện công nghiệp chất lượng cao'), table.slice(1, 2)),
      'e.xlsx',
    )
    expect(await problems(other)).toEqual([['MH01', 'code', 'curricula.import.same_occupation']])
    const same = await upload(await xlsx(lines('ĐIỆN CÔNG NGHIỆP'), table.slice(1, 2)), 'f.xlsx')
    expect(await verdicts(same)).toEqual({ MH01: 'new' })
  })

  test('a file that names no programme, a code twice, half an hour: each row says so', async () => {
    const none = await upload(await xlsx(['', '', ''], table.slice(1, 2)), 'c.xlsx')
    expect(await problems(none)).toEqual([['MH01', 'code', 'curricula.import.no_heading']])
    const rows: Line[] = [
      ['MĐ01', 'Một', 2, 50, 10, 38, 2],
      ['mđ01', 'Hai', 2, 50, 10, 38, 2],
      ['MĐ02', 'Ba', 2, 50.5, 10, 38.5, 2],
    ]
    const wrong = await upload(await xlsx(heading('Hàn lỗi'), rows), 'd.xlsx')
    expect(await problems(wrong)).toEqual([
      ['mđ01', 'code', 'duplicate_in_file'],
      ['MĐ02', 'hours_total', 'curricula.error.hours'],
      ['MĐ02', 'hours_practice', 'curricula.error.hours'],
    ])
  })
})

test('what is imported is what was written, whatever the numbers', async () => {
  const line = fc
    .record({
      theory: fc.integer({ min: 0, max: 90 }),
      practice: fc.integer({ min: 0, max: 300 }),
      test: fc.integer({ min: 0, max: 9 }),
      credits: fc.integer({ min: 0, max: 80 }),
    })
    .map(({ theory, practice, test, credits }) => [
      credits / 10,
      theory + practice + test,
      theory,
      practice,
      test,
    ])
  let file = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 1, maxLength: 12 }),
      fc.boolean(),
      async (numbers, isWord) => {
        const name = `Hàn tính chất ${++file}`
        const rows = numbers.map((values, at): Line => [`MĐ${at + 10}`, `Mô đun số ${at + 1}`, ...values])
        const own = heading(name)
        const bytes = isWord ? await docx(own, rows) : await xlsx(own, rows)
        const batch = await upload(bytes, isWord ? 'a.docx' : 'a.xlsx')
        await act(site.app, actions.commit, { id: batch }, manager)
        const stored = await query(
          `select u.code, u.name, u.credits::float8 as credits, u.hours_total, u.hours_theory, u.hours_practice, u.hours_test
         from curricula.course_unit u join curricula.programme_version v on v.id = u.version_id
         join curricula.programme p on p.id = v.programme_id where p.name = $1 order by u.position`,
          [name],
        )
        expect(stored.map((row) => Object.values(row))).toEqual(rows)
      },
    ),
    { numRuns: 12 },
  )
})
