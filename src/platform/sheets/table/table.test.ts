import { openXlsx, saveXlsx } from 'hucre/xlsx'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { rowsOf, teacherForm, textsOf, workbookOf, type FixtureCell, type FixtureSheet } from '../testing.ts'
import {
  createRecordReader,
  findTable,
  findTables,
  matchColumns,
  openWorkbook,
  type FieldSpec,
  type Table,
} from '../index.ts'

async function tableOf(sheet: Partial<FixtureSheet> & { rows: FixtureCell[][] }): Promise<Table> {
  const workbook = await openWorkbook(await workbookOf({ sheets: [{ name: 'A', ...sheet }] }))
  const [found] = workbook.sheets
  const table = found && (await findTable(found))
  if (!table) throw new Error('no table')
  return table
}

/** One row of the teachers' form: number, name, then texts by column index. */
function teacher(number: number, name: string, marks: Record<number, FixtureCell>): FixtureCell[] {
  return Array.from({ length: 36 }, (_, at) => (at === 0 ? number : at === 1 ? name : (marks[at] ?? null)))
}

const degrees = ['other', 'secondary', 'college', 'bachelor', 'master', 'phd']
const degreeLabels = ['Trình độ khác', 'Trung cấp', 'Cao đẳng', 'Đại học', 'Thạc sĩ', 'Tiến sĩ']
const fields: FieldSpec[] = [
  { key: 'name', labels: ['Họ và tên', 'Họ tên'], kind: 'name', required: true },
  {
    key: 'birth',
    labels: ['Ngày sinh', 'Ngày, tháng, năm sinh'],
    kind: 'date-group',
    choices: [
      { value: 'male', labels: ['Nam'] },
      { value: 'female', labels: ['Nữ'] },
    ],
  },
  {
    key: 'contract',
    labels: ['Cơ hữu', 'Hình thức hợp đồng'],
    kind: 'choice-group',
    choices: [
      { value: 'permanent', labels: ['Biên chế'] },
      { value: 'contract', labels: ['Hợp đồng'] },
      { value: 'visiting', labels: ['Thỉnh giảng'] },
    ],
  },
  {
    key: 'degree',
    labels: ['Trình độ chuyên môn', 'Trình độ'],
    kind: 'choice-group',
    pick: 'highest',
    choices: degrees.map((value, at) => ({ value, labels: [degreeLabels[at] ?? ''] })),
  },
  {
    key: 'it',
    labels: ['Trình độ tin học'],
    kind: 'choice-group',
    choices: [
      { value: 'basic', labels: ['Cơ bản'] },
      { value: 'advanced', labels: ['Nâng cao'] },
    ],
  },
  { key: 'minority', labels: ['Dân tộc ít người', 'Dân tộc thiểu số'], kind: 'flag' },
  { key: 'course', labels: ['Tên lớp bồi dưỡng', 'Tên lớp đào tạo, bồi dưỡng'], kind: 'text' },
]

const teachers = [
  teacher(1, 'Nguyễn Văn An', { 2: '5/6/1980', 11: 'x', 16: 'x', 26: 'x', 6: 'x' }),
  teacher(2, 'Trần Thị Bình', { 3: '12.03.85', 13: 'X', 15: 'Cơ khí', 16: 'x', 34: 'Sư phạm số' }),
  teacher(3, 'Lê Văn Cường', { 2: '31/02/1990', 11: 'x', 12: 'x' }),
  [null, 'Tổng cộng: 3 nhà giáo'],
  [],
  [...Array.from({ length: 24 }, () => null), 'Huế, ngày 5 tháng 6 năm 2025'],
  [null, 'Người lập biểu', ...Array.from({ length: 22 }, () => null), 'HIỆU TRƯỞNG'],
  [null, 'Phan Thị Lý'],
] satisfies FixtureCell[][]

describe('the teachers’ form as schools fill it', () => {
  test('header band, 36 columns with their groups, lines above', async () => {
    const table = await tableOf(teacherForm(teachers))
    expect(table.headerRows).toEqual([11, 16])
    expect(table.firstDataRow).toBe(17)
    expect(table.columns).toHaveLength(36)
    expect(table.columns[0]?.path).toEqual(['TT'])
    expect(table.columns[3]?.path).toEqual(['Ngày, tháng, năm sinh', 'Nữ'])
    expect(table.columns[14]?.label).toBe('Trình độ chuyên môn, chuyên ngành đào tạo › Tiến sỹ')
    expect(table.preface).toEqual({ 'Tên đơn vị': 'Trường Cao đẳng Ví Dụ', 'Cấp quản lý': 'Địa phương' })
    expect(table.titles).toEqual(['DANH SÁCH ĐỘI NGŨ NHÀ GIÁO'])
  })

  test('rows are data only', async () => {
    const { rows, skipped } = await rowsOf(await tableOf(teacherForm(teachers)))
    expect(rows.map((row) => row.number)).toEqual([17, 18, 19])
    expect(skipped).toEqual([
      [20, 'total'],
      [22, 'footer'],
      [23, 'footer'],
      [24, 'footer'],
    ])
  })

  test('fields find their columns and groups', async () => {
    const matching = matchColumns(await tableOf(teacherForm()), fields)
    const found = Object.fromEntries(
      matching.fields.map((match) => [
        match.key,
        match.columns.map((column) => [column.index, column.choice]),
      ]),
    )
    expect(found).toEqual({
      name: [[1, undefined]],
      birth: [
        [2, 'male'],
        [3, 'female'],
      ],
      contract: [
        [11, 'permanent'],
        [12, 'contract'],
        [13, 'visiting'],
      ],
      degree: [
        [14, 'phd'],
        [15, 'master'],
        [16, 'bachelor'],
        [17, 'college'],
        [18, 'secondary'],
        [19, 'other'],
      ],
      it: [
        [26, 'basic'],
        [27, 'advanced'],
      ],
      minority: [[6, undefined]],
      course: [[34, undefined]],
    })
    expect(matching.missing).toEqual([])
  })

  test('a mark in a group answers the question, a date in a column says two things', async () => {
    const table = await tableOf(teacherForm(teachers))
    const read = createRecordReader('Sheet1', fields, matchColumns(table, fields))
    const [an, binh, cuong] = (await rowsOf(table)).rows.map(read)
    expect(an).toMatchObject({
      row: 17,
      values: {
        name: 'Nguyễn Văn An',
        birth: { choice: 'male', date: '1980-06-05' },
        contract: 'permanent',
        degree: 'bachelor',
        it: 'basic',
        minority: true,
      },
      problems: [],
    })
    expect(binh?.values).toMatchObject({
      birth: { choice: 'female', date: '1985-03-12' },
      contract: 'visiting',
      degree: 'master',
    })
    expect(binh?.notes).toEqual({ degree: 'Cơ khí' })
    expect(binh?.problems.map((problem) => [problem.column, problem.code, problem.level])).toEqual([
      [3, 'two_digit_year', 'warning'],
    ])
    expect(cuong?.values).toEqual({ name: 'Lê Văn Cường', birth: { choice: 'male' } })
    expect(cuong?.problems.map((problem) => [problem.row, problem.column, problem.code])).toEqual([
      [19, 2, 'impossible_date'],
      [19, 11, 'several_marks'],
      [19, 12, 'several_marks'],
    ])
  })
})

describe('headers of other lists', () => {
  test('one row, CSV, nothing above', async () => {
    const workbook = await openWorkbook(Buffer.from('Mã,Họ tên,Ngày sinh\n01,An,5/6/1980\n'), {
      name: 'a.csv',
    })
    const [table] = await findTables(workbook)
    expect(table?.headerRows).toEqual([1, 1])
    expect(table?.columns.map((column) => column.label)).toEqual(['Mã', 'Họ tên', 'Ngày sinh'])
  })

  test('groups that are not merged, an index row, a repeated header, a section, the national heading', async () => {
    const table = await tableOf({
      rows: [
        ['UBND THÀNH PHỐ', null, null, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
        ['SỞ A', null, null, 'Độc lập - Tự do - Hạnh phúc'],
        [null, 'DANH SÁCH HỌC VIÊN', null, null, null],
        ['STT', 'Họ và tên', 'Kết quả', null, 'Ghi chú'],
        [null, null, 'Lý thuyết', 'Thực hành', null],
        ['(1)', '(2)', '(3)', '(4)', '(5)'],
        ['I', 'Khoa Điện'],
        [1, 'Tống Văn An', 8.5, 7],
        [2, 'Công Thị Bình', 6, 9],
        ['STT', 'Họ và tên', 'Kết quả', null, 'Ghi chú'],
        [3, 'Hiệu Trưởng', 6, 9],
        ['Cộng', null, 20.5, 25],
        ['Danh sách này gồm 3 người'],
      ],
    })
    expect(table.headerRows).toEqual([4, 6])
    expect(table.columns.map((column) => column.label)).toEqual([
      'STT',
      'Họ và tên',
      'Kết quả › Lý thuyết',
      'Kết quả › Thực hành',
      'Ghi chú',
    ])
    const { rows, skipped } = await rowsOf(table)
    expect(rows.map((row) => textsOf(row)[1])).toEqual(['Tống Văn An', 'Công Thị Bình', 'Hiệu Trưởng'])
    expect(skipped).toEqual([
      [7, 'section'],
      [10, 'repeated_header'],
      [12, 'total'],
      [13, 'total'],
    ])
  })

  test('a name merged over several rows counts for each', async () => {
    const table = await tableOf({
      rows: [
        ['TT', 'Tên cơ sở', 'Nghề', 'Mã'],
        [1, 'Trường A', 'Hàn', '5520123'],
        [null, null, 'Điện', '5520227'],
        [2, 'Trường B', 'May', '5540205'],
      ],
      merges: ['B2:B3'],
    })
    expect((await rowsOf(table)).rows.map((row) => textsOf(row)[1])).toEqual([
      'Trường A',
      'Trường A',
      'Trường B',
    ])
  })

  test('a sheet without a list has none', async () => {
    const workbook = await openWorkbook(
      await workbookOf({ sheets: [{ name: 'A', rows: [['Một dòng chữ'], ['Và một dòng nữa']] }] }),
    )
    expect(await findTables(workbook)).toEqual([])
  })

  test('the real forms, where they are at hand', async (context) => {
    const folder = '../shared/data/tests-only/forms'
    if (!existsSync(folder)) return context.skip('the forms are not on this machine')
    const expected: [string, [number, number], number][] = [
      ['bm1__bm1', [3, 4], 16],
      ['hssv__bieu-mau-hs-dang-ql', [2, 6], 27],
      ['quanligiaovien__bieu-mau-ds-ql-giao-vien', [11, 16], 36],
      ['quanlycanbo__bieu-mau-quan-ly-can-bo', [5, 7], 22],
      ['totnghiep__bieu-mau-tot-nghiep', [4, 7], 55],
      ['tuyensinh__form-export-data-tuyen-sinh', [2, 6], 37],
    ]
    for (const [name, band, columns] of expected) {
      const [table] = await findTables(await openWorkbook(`${folder}/${name}.xlsx`))
      expect([name, table?.headerRows, table?.columns.length]).toEqual([name, band, columns])
    }
    const filled = `${folder}/quanligiaovien__bieu-mau-ds-ql-giao-vien.xlsx`
    const form = await openXlsx(new Uint8Array(readFileSync(filled)))
    form.sheets[0]?.rows.push(
      ...teachers.map((row) => row.map((cell) => (typeof cell === 'object' ? null : cell))),
    )
    const [again] = await findTables(await openWorkbook(await saveXlsx(form)))
    if (!again) throw new Error('no table')
    const read = createRecordReader('Sheet1', fields, matchColumns(again, fields))
    const { rows } = await rowsOf(again)
    expect(rows.map((row) => read(row).values['birth'])).toEqual([
      { choice: 'male', date: '1980-06-05' },
      { choice: 'female', date: '1985-03-12' },
      { choice: 'male' },
    ])
    const [teacherTable] = await findTables(
      await openWorkbook(`${folder}/quanligiaovien__bieu-mau-ds-ql-giao-vien.xlsx`),
    )
    expect(teacherTable && matchColumns(teacherTable, fields).fields).toEqual(
      matchColumns(await tableOf(teacherForm()), fields).fields,
    )
  })
})

test('formulas without a value, errors and required cells are problems of their cell', async () => {
  const table = await tableOf({
    rows: [
      ['Họ và tên', 'Ngày sinh', 'Số CCCD'],
      [{ xml: '<f>A1</f>' }, { attributes: 't="e"', xml: '<f>B1</f><v>#N/A</v>' }, 46080001234],
      [null, '5/6/1980', 'abc'],
    ],
  })
  const specs: FieldSpec[] = [
    { key: 'name', labels: ['Họ và tên'], kind: 'name', required: true },
    { key: 'birth', labels: ['Ngày sinh'], kind: 'date' },
    { key: 'id', labels: ['Số CCCD'], kind: 'national-id' },
  ]
  const read = createRecordReader('A', specs, matchColumns(table, specs))
  const records = (await rowsOf(table)).rows.map(read)
  expect(records.map((record) => record.problems.map((problem) => [problem.column, problem.code]))).toEqual([
    [
      [0, 'formula_without_value'],
      [1, 'formula_error'],
      [2, 'leading_zero_restored'],
    ],
    [
      [0, 'required'],
      [2, 'not_a_national_id'],
    ],
  ])
  expect(records.map((record) => record.values)).toEqual([{ id: '046080001234' }, { birth: '1980-06-05' }])
})
