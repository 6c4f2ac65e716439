import { expect, test } from 'vitest'
import { rowKind } from './table-row.ts'
import { lineOf, parseBlock, type GridRow } from './unit-grid.ts'

test.each([
  ['I', 'Các môn học chung', { kind: 'group', group: 'general' }],
  ['II', 'Các môn học, mô đun chuyên môn', { kind: 'group', group: 'specialised' }],
  ['II.1', 'Môn học, mô đun cơ sở', { kind: 'group', group: 'basic' }],
  ['II.2.', 'Môn học, mô đun chuyên môn', { kind: 'group', group: 'specialised' }],
  ['II.3', 'Môn học, mô đun tự chọn', { kind: 'group', group: 'elective' }],
  ['II.1', '', { kind: 'group', group: 'basic' }],
  ['III', 'Khác', { kind: 'group', group: null }],
  ['', 'Các môn học chung', { kind: 'group', group: 'general' }],
  ['II.2. Các môn học, mô đun chuyên môn', '', { kind: 'group', group: 'specialised' }],
  ['Tổng cộng', '', { kind: 'total' }],
  ['', 'Tổng cộng:', { kind: 'total' }],
  ['CỘNG', '', { kind: 'total' }],
  ['MH01', 'Giáo dục chính trị', { kind: 'unit' }],
  ['MĐ20', 'Tổng quan du lịch', { kind: 'unit' }],
  ['61013001', 'Pháp luật', { kind: 'unit' }],
  ['', 'Pháp luật', { kind: 'unit' }],
] as const)('%s | %s', (code, name, kind) => expect(rowKind(code, name)).toEqual(kind))

test('a block from a spreadsheet: tabs, lines, quotes, and the line break at its end', () => {
  expect(parseBlock('MH01\t"Giáo dục\nchính trị"\t4\r\nMH02\t"Luật ""mới"""\t2\r\n')).toEqual([
    ['MH01', 'Giáo dục chính trị', '4'],
    ['MH02', 'Luật "mới"', '2'],
  ])
})

test('a typed row as the rules see it: "2,5" and "2.5" are the same, words are no hours', () => {
  const row = {
    code: 'mđ01',
    name: 'Hàn',
    credits: '2,5',
    hours_total: '1.200',
    hours_theory: 'mười',
    kind: '',
    unit_group: 'basic',
  }
  const full: GridRow = {
    ...row,
    hours_practice: '',
    hours_test: '',
    term: '',
    delivery: 'in_person',
    is_condition: 'on',
    is_internship: '',
  }
  expect(lineOf('a', full)).toMatchObject({
    credits: '2.5',
    hours_total: 1200,
    hours_theory: 0,
    kind: 'module',
    is_condition: true,
    is_internship: false,
  })
})
