import { expect, test } from 'vitest'
import { buildCatalog } from '#platform/i18n/index.ts'
import { markOf, markText, readMark } from './mark.ts'
import { mayAskRemark } from './request.ts'
import {
  columnName,
  columnText,
  plainRemark,
  reasonText,
  remarkReason,
  sittingReason,
} from './stored-words.ts'
import { marksWords } from './words.ts'

test.each([
  ['7,5', { state: 'scored', value: '7.5' }],
  ['7.5', { state: 'scored', value: '7.5' }],
  [' 7,50 ', { state: 'scored', value: '7.5' }],
  ['0', { state: 'scored', value: '0' }],
  ['10', { state: 'scored', value: '10' }],
  ['10,0', { state: 'scored', value: '10' }],
  ['08', { state: 'scored', value: '8' }],
  ['7,25', { state: 'scored', value: '7.25' }],
  ['v', { state: 'absent', value: null }],
  ['V', { state: 'absent', value: null }],
  ['p', { state: 'excused', value: null }],
  ['x', { state: 'violated', value: null }],
  ['', null],
])('%j is understood', (typed, mark) => {
  expect(readMark(typed)).toEqual({ mark })
})

test.each([
  ['11', 'too_high'],
  ['10,1', 'too_high'],
  ['-1', 'unreadable'],
  ['7,,5', 'unreadable'],
  ['bảy', 'unreadable'],
  ['1e1', 'unreadable'],
  ['7,125', 'too_fine'],
])('%j is refused with its reason', (typed, reason) => {
  expect(readMark(typed)).toEqual({ error: `students.marks.error.${reason}` })
})

test('what is written of a cell reads back as the same mark', () => {
  for (const typed of ['7,5', '10', 'v', 'p', 'x', '']) {
    const read = readMark(typed)
    const mark = 'mark' in read ? read.mark : undefined
    expect(readMark(markText(mark))).toEqual({ mark })
  }
})

test.each([
  ['2026-11-01', true],
  ['2026-11-16', true],
  ['2026-11-17', false],
  ['2026-10-31', false],
])('a remark of what was posted on 1/11 with 15 days may be asked on %s: %s', (today, may) => {
  expect(mayAskRemark('2026-11-01', today, 15)).toBe(may)
})

test.each(['', '7.5', '0', '10', 'v', 'p', 'x'])('%j is stored and read back as it is', (text) => {
  expect(markText(markOf(text))).toBe(text)
  expect(markOf(text)).toEqual((readMark(text) as { mark: unknown }).mark)
})

test('what the system wrote itself is read in the language of the page, what people typed as they typed it', () => {
  const [vi, en] = (['vi', 'en'] as const).map((lang) => buildCatalog([marksWords])(lang))
  const written = [sittingReason(2), remarkReason('Câu 4 đúng'), plainRemark, 'Cộng sót']
  expect(written.map((one) => reasonText(vi!, one))).toEqual(written)
  expect(written.map((one) => reasonText(en!, one))).toEqual([
    'Retake or improvement: sitting 2',
    'Marked again: Câu 4 đúng',
    'Asks that the paper be marked again',
    'Cộng sót',
  ])
  const names = [columnName('exam', 2), columnName('regular', 1), columnName('periodic', 1), 'Miệng']
  expect(names.map((one) => columnText(vi!, one))).toEqual(names)
  expect(names.map((one) => columnText(en!, one))).toEqual([
    'Exam 2',
    'Regular test 1',
    'Periodic test 1',
    'Miệng',
  ])
})
