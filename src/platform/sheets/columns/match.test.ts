import { describe, expect, test } from 'vitest'
import { workbookOf } from '../testing.ts'
import {
  bestTable,
  fingerprint,
  findTables,
  matchColumns,
  openWorkbook,
  toColumnChoice,
  type FieldSpec,
} from '../index.ts'

describe('matching', () => {
  const columns = (...labels: string[]) => ({
    columns: labels.map((label, index) => ({ index, path: label.split(' › '), label })),
  })
  const specs: FieldSpec[] = [
    { key: 'name', labels: ['Họ và tên'], kind: 'name', required: true },
    { key: 'id', labels: ['Số CCCD', 'Số định danh cá nhân', 'CMND/CCCD'], kind: 'national-id' },
    { key: 'phone', labels: ['Số điện thoại', 'Điện thoại', 'SĐT'], kind: 'phone' },
    { key: 'birth', labels: ['Ngày sinh', 'Ngày tháng năm sinh'], kind: 'date' },
    {
      key: 'degree',
      labels: ['Trình độ'],
      kind: 'choice',
      choices: [
        { value: 'a', labels: ['Đại học'] },
        { value: 'b', labels: ['Thạc sĩ'] },
      ],
    },
  ]
  const indexes = (table: ReturnType<typeof columns>, remembered = {}, overrides = {}) =>
    Object.fromEntries(
      matchColumns(table, specs, { remembered, overrides }).fields.map((match) => [
        match.key,
        match.columns.map((column) => column.index).join(),
      ]),
    )

  test('wordings close to ours are found, marks, case and punctuation aside', () => {
    expect(
      indexes(columns('STT', 'HO VA TEN', 'so cccd', 'Điện thoại (di động)', 'Ngày, tháng, năm sinh')),
    ).toEqual({ name: '1', id: '2', phone: '3', birth: '4' })
    expect(indexes(columns('Họ tên học viên', 'Số CMND/CCCD/Hộ chiếu', 'SĐT', 'Ngày sinh'))).toMatchObject({
      name: '0',
      phone: '2',
      birth: '3',
    })
    expect(indexes(columns('Họ và tên', 'Trình độ › Đại học', 'Trình độ › Thạc sỹ'))).toMatchObject({
      degree: '1,2',
    })
    expect(indexes(columns('Họ và tên', 'Trình độ'))).toMatchObject({ degree: '1' })
  })

  test('one column answers one field; what is missing or unused is told', () => {
    const matching = matchColumns(columns('Ngày sinh', 'Ngày cấp', 'Nơi cấp'), specs)
    expect(matching.fields.map((match) => match.key)).toEqual(['birth'])
    expect(matching).toMatchObject({ missing: ['name'], unused: [1, 2], confident: false })
  })

  test('a remembered mapping comes back, a choice made now wins', () => {
    const table = columns('A', 'B', 'C')
    const first = matchColumns(table, specs, { overrides: { name: 0, degree: { a: 1, b: 2 }, id: null } })
    expect(first.fields.map((match) => match.by)).toEqual(['chosen', 'chosen'])
    const remembered = toColumnChoice(first)
    expect(indexes(table, remembered)).toEqual({ name: '0', degree: '1,2' })
    expect(indexes(table, remembered, { name: 2, degree: null })).toEqual({ name: '2' })
    expect(indexes(columns('A'), remembered)).toEqual({ name: '0' })
  })

  test('a fingerprint holds through marks and case, not through another order', () => {
    const own = fingerprint(columns('Họ và tên', 'Trình độ › Đại học'))
    expect(fingerprint(columns('HỌ VÀ TÊN ', 'Trinh do › ĐẠI HỌC'))).toBe(own)
    expect(fingerprint(columns('Trình độ › Đại học', 'Họ và tên'))).not.toBe(own)
  })

  test('of several sheets the one that answers most is taken', async () => {
    const sheets = [
      {
        name: 'Hướng dẫn',
        rows: [
          ['Cột', 'Cách ghi'],
          ['Họ và tên', 'Viết đủ dấu'],
        ],
      },
      {
        name: 'Danh sách',
        rows: [
          ['STT', 'Họ và tên', 'Ngày sinh'],
          [1, 'An', '5/6/1980'],
        ],
      },
    ]
    const tables = await findTables(await openWorkbook(await workbookOf({ sheets })))
    expect(bestTable(tables, specs)?.table.sheet.name).toBe('Danh sách')
  })
})
