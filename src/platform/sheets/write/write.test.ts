import { readXlsx, writeXlsx } from 'hucre/xlsx'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { collect, rowsOf, teacherForm, textsOf, workbookOf } from '../testing.ts'
import {
  annotateWorkbook,
  createRecordReader,
  findTables,
  matchColumns,
  openWorkbook,
  writeCsv,
  writeTemplate,
  writeWorkbook,
  type ExportSheet,
  type FieldSpec,
} from '../index.ts'
import { sheetNames } from './export.ts'

const sheet: ExportSheet = {
  name: 'Danh sách: 2025/2026',
  titles: ['DANH SÁCH', 'Ngày: 05/06/2025'],
  columns: [
    { header: 'Họ và tên', width: 30 },
    { header: 'Ngày sinh', kind: 'date' },
    { header: 'Số giờ', kind: 'number' },
    { header: 'Ghi chú' },
  ],
  rows: [
    ['Nguyễn Văn An', '1980-06-05', 12.5, '=HYPERLINK("http://x")'],
    ['Trần "B" <&>', '1979-12-31', '40', null],
    ['', null, true, '+84 912 345 678'],
  ],
}

describe('an exported workbook', () => {
  test('reads back as it was, in this reader and in another', async () => {
    const bytes = await collect(writeWorkbook([sheet, { ...sheet, name: 'Danh sách' }]))
    const workbook = await openWorkbook(bytes)
    expect(workbook.sheets.map((found) => found.name)).toEqual(['Danh sách 2025 2026', 'Danh sách'])
    const [table] = await findTables(workbook)
    expect(table?.columns.map((column) => column.label)).toEqual([
      'Họ và tên',
      'Ngày sinh',
      'Số giờ',
      'Ghi chú',
    ])
    const { rows } = table ? await rowsOf(table) : { rows: [] }
    expect(rows.map(textsOf)).toEqual([
      ['Nguyễn Văn An', '05/06/1980', '12.5', '=HYPERLINK("http://x")'],
      ['Trần "B" <&>', '31/12/1979', '40'],
      ['', '', 'TRUE', '+84 912 345 678'],
    ])
    expect(rows[0]?.cells[1]?.date).toBe('1980-06-05')
    expect(rows.flatMap((row) => row.cells).some((cell) => cell?.formula !== undefined)).toBe(false)
    const other = await readXlsx(bytes, { readStyles: true })
    expect(other.sheets[0]?.rows[3]).toEqual([
      'Nguyễn Văn An',
      new Date('1980-06-05T00:00:00Z'),
      12.5,
      '=HYPERLINK("http://x")',
    ])
    expect(other.sheets[0]?.freezePane).toMatchObject({ rows: 3 })
    expect(other.sheets[0]?.cells?.get('2,0')?.style?.font?.bold).toBe(true)
    expect(other.sheets[0]?.columns?.[0]?.width).toBe(30)
  })

  test('any text survives, but for what XML cannot carry', async () => {
    const texts = fc.array(fc.string({ unit: 'binary', maxLength: 30 }), { minLength: 1, maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(texts, async (all) => {
        const bytes = await collect(
          writeWorkbook([{ name: 'A', columns: [{ header: 'x' }], rows: all.map((text) => [text, 0]) }]),
        )
        const rows = await Array.fromAsync((await openWorkbook(bytes)).sheets[0]?.rows() ?? [])
        const carried = all.map((text) =>
          text
            .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
            .replace(/\r\n?/g, '\n'),
        )
        const read = new Map(rows.map((row) => [row.number, row.cells[0]?.text ?? '']))
        expect(carried.map((_, at) => read.get(at + 2) ?? '')).toEqual(carried)
      }),
      { numRuns: 60 },
    )
  })

  test('names of sheets are made acceptable and different', () => {
    expect(sheetNames(['a/b', 'A b', '', "'x'", 'y'.repeat(40), 'y'.repeat(41)])).toEqual([
      'a b',
      'A b (2)',
      'Sheet',
      'x',
      'y'.repeat(31),
      `${'y'.repeat(26)} (2)`,
    ])
  })

  test('CSV opens in Excel, holds no formula, and reads back', async () => {
    const bytes = await collect(writeCsv(sheet))
    const text = Buffer.from(bytes).toString()
    expect(text.startsWith('\ufeffHọ và tên,Ngày sinh,Số giờ,Ghi chú\r\n')).toBe(true)
    expect(text).toContain(`"'=HYPERLINK(""http://x"")"`)
    expect(text).toContain("'+84 912 345 678")
    const rows = await Array.fromAsync((await openWorkbook(bytes, { name: 'a.csv' })).sheets[0]?.rows() ?? [])
    expect(rows.map(textsOf)[2]?.slice(0, 3)).toEqual(['Trần "B" <&>', '1979-12-31', '40'])
  })
})

const fields: FieldSpec[] = [
  {
    key: 'name',
    labels: ['Họ và tên'],
    kind: 'name',
    required: true,
    example: 'Nguyễn Văn A',
    hint: 'Viết đủ dấu.',
  },
  {
    key: 'born',
    labels: ['Ngày, tháng, năm sinh'],
    kind: 'date-group',
    example: '05/06/1980',
    choices: [
      { value: 'm', labels: ['Nam'] },
      { value: 'f', labels: ['Nữ'] },
    ],
  },
  { key: 'id', labels: ['Số CCCD'], kind: 'national-id', example: '046080001234' },
  {
    key: 'degree',
    labels: ['Trình độ'],
    kind: 'choice-group',
    example: 'Đại học',
    choices: [
      { value: 'b', labels: ['Đại học'] },
      { value: 'm', labels: ['Thạc sĩ'] },
    ],
  },
  { key: 'unit', labels: ['Khoa'], kind: 'text' },
]

test('a template explains itself, offers lists, and what is filled in reads back without its example', async () => {
  const options = {
    title: 'Danh sách nhà giáo',
    instructions: ['Mỗi người một dòng.'],
    lists: { unit: ['Khoa Điện', 'Khoa May'] },
  }
  const bytes = await writeTemplate(fields, options)
  const workbook = await readXlsx(bytes, { readStyles: true })
  const [data, guide, lists] = workbook.sheets
  expect(workbook.sheets.map((found) => found.name)).toEqual(['Danh sách nhà giáo', 'Hướng dẫn', 'Danh mục'])
  expect(lists?.hidden).toBe(true)
  expect(lists?.rows).toEqual([
    ['Trình độ', 'Khoa'],
    ['Đại học', 'Khoa Điện'],
    ['Thạc sĩ', 'Khoa May'],
  ])
  expect(guide?.rows).toContainEqual(['Họ và tên', 'Có', 'Viết đủ dấu.', 'Nguyễn Văn A'])
  expect(data?.dataValidations?.map((rule) => [rule.type, rule.formula1, rule.range])).toEqual([
    ['list', "'Danh mục'!$A$2:$A$3", 'F5:F1004'],
    ['list', "'Danh mục'!$B$2:$B$3", 'G5:G1004'],
  ])
  expect(data?.cells?.get('2,1')?.comment?.text).toBe('Viết đủ dấu.')

  const filled = [
    ...(data?.rows ?? []).slice(0, 4),
    ['1', 'Lê Thị Bé', null, '7/8/1990', '046190001234', 'Thạc sĩ', 'Khoa May'],
  ]
  const [table] = await findTables(
    await openWorkbook(await writeXlsx({ sheets: [{ name: 'A', rows: filled }] })),
  )
  if (!table) throw new Error('no table')
  const { rows, skipped } = await rowsOf(table)
  expect(skipped).toEqual([[4, 'example']])
  const matching = matchColumns(table, fields)
  expect(matching).toMatchObject({ confident: true, missing: [], unused: [0] })
  expect(createRecordReader('A', fields, matching)(rows[0] ?? { number: 0, cells: [] })).toMatchObject({
    values: {
      name: 'Lê Thị Bé',
      born: { choice: 'f', date: '1990-08-07' },
      id: '046190001234',
      degree: 'm',
      unit: 'Khoa May',
    },
    problems: [],
  })
})

describe('a workbook sent back', () => {
  const place = { sheet: 'Sheet1', row: 17 }
  const problems = [
    { ...place, column: 2, message: 'Ngày 31/02/1980 không có trong lịch.' },
    { ...place, column: 1, message: 'Họ tên lạ.', level: 'warning' as const },
    { ...place, column: -1, message: 'Trùng với dòng 20.' },
  ]

  test('keeps what was there and carries the problems in its cells', async () => {
    const original = await workbookOf({
      sheets: [
        teacherForm([
          [1, 'Nguyễn Văn An', '31/02/1980', null, { xml: '<f>1+1</f><v>2</v>' }],
          [2, 'Trần Văn Bình', '1/2/1980'],
        ]),
        { name: 'Khác', rows: [['giữ nguyên']] },
      ],
      styles:
        '<styleSheet><fonts><font><name val="Arial"/></font></fonts><fills><fill/><fill/></fills><borders><border/></borders><cellXfs><xf/></cellXfs></styleSheet>',
    })
    const returned = await annotateWorkbook(original, problems)
    const workbook = await readXlsx(returned, { readStyles: true })
    const [first, second] = workbook.sheets
    expect(second?.rows).toEqual([['giữ nguyên']])
    expect(first?.merges).toHaveLength((await openWorkbook(original)).sheets[0]?.merges.length ?? 0)
    const cell = first?.cells?.get('16,2')
    expect(cell?.value).toBe('31/02/1980')
    expect(cell?.comment?.text).toBe('Ngày 31/02/1980 không có trong lịch.')
    expect(cell?.style?.fill).toMatchObject({ fgColor: { rgb: expect.stringContaining('FFC7CE') as string } })
    expect(first?.cells?.get('16,1')?.style?.fill).toMatchObject({
      fgColor: { rgb: expect.stringContaining('FFEB9C') as string },
    })
    expect(first?.cells?.get('16,4')?.formula).toBe('1+1')
    expect(first?.rows[10]?.[36]).toBe('Lỗi cần sửa')
    expect(first?.rows[16]?.[36]).toBe('Ngày 31/02/1980 không có trong lịch.\nHọ tên lạ.\nTrùng với dòng 20.')
    expect(first?.rows[17]?.[36] ?? null).toBeNull()
  })

  test('reads again as the same list, and the next round replaces the marks of the last', async () => {
    const original = await workbookOf({ sheets: [teacherForm([[1, 'Nguyễn Văn An', '31/02/1980']])] })
    const first = await annotateWorkbook(original, problems)
    const [before] = await findTables(await openWorkbook(original))
    const [after] = await findTables(await openWorkbook(first))
    expect(after && matchColumns(after, []).fingerprint).toBe(before && matchColumns(before, []).fingerprint)
    const second = await annotateWorkbook(first, [{ ...place, column: 1, message: 'Thiếu đệm.' }])
    const sheet = (await readXlsx(second, { readStyles: true })).sheets[0]
    expect(sheet?.cells?.get('16,2')?.comment).toBeUndefined()
    expect(sheet?.cells?.get('16,2')?.style?.fill).toBeUndefined()
    expect(sheet?.cells?.get('16,1')?.comment?.text).toBe('Thiếu đệm.')
    expect(sheet?.rows[16]?.[36]).toBe('Thiếu đệm.')
    const third = (await readXlsx(await annotateWorkbook(second, []), { readStyles: true })).sheets[0]
    expect(third?.rows[16]?.[36] ?? null).toBeNull()
    expect([...(third?.cells?.values() ?? [])].filter((cell) => cell.comment)).toEqual([])
  })

  test('CSV comes back as a workbook with its problems', async () => {
    const csv = Buffer.from('Họ tên,Ngày sinh\nAn,31/02/1980\nBình,1/2/1980\n')
    const returned = await annotateWorkbook(csv, [{ sheet: 'a', row: 2, column: 1, message: 'Sai ngày.' }], {
      name: 'a.csv',
    })
    const [sheet] = (await readXlsx(returned, { readStyles: true })).sheets
    expect(sheet?.rows[0]).toEqual(['Họ tên', 'Ngày sinh', 'Lỗi cần sửa'])
    expect(sheet?.rows[1]).toEqual(['An', '31/02/1980', 'Sai ngày.'])
    expect(sheet?.rows[2]?.slice(0, 2)).toEqual(['Bình', '1/2/1980'])
    expect(sheet?.cells?.get('1,1')?.comment?.text).toBe('Sai ngày.')
  })
})

test('of a list too big to be changed in place only the rows with problems come back', async () => {
  const header = Array.from({ length: 50 }, (_, at) => ({ header: `Cột ${at}` }))
  const rows = Array.from({ length: 5100 }, (_, row) => header.map((_, at) => `ô ${row}-${at}`))
  const bytes = await collect(writeWorkbook([{ name: 'Lớn', columns: header, rows }]))
  const returned = await annotateWorkbook(bytes, [{ sheet: 'Lớn', row: 5000, column: 7, message: 'Sai.' }])
  const [sheet] = (await readXlsx(returned, { readStyles: true })).sheets
  expect(sheet?.rows).toHaveLength(2)
  expect([sheet?.rows[0]?.[50], sheet?.rows[1]?.[7], sheet?.rows[1]?.[50]]).toEqual([
    'Lỗi cần sửa',
    'ô 4998-7',
    'Sai.',
  ])
  expect(sheet?.cells?.get('1,7')?.comment?.text).toBe('Sai.')
})
