import { expect, test } from 'vitest'
import { tt04 } from '../grading/testing.ts'
import { cellText, readCell } from './exam-cell.ts'

test.each([
  ['7,25', { state: 'scored', value: '7.25' }],
  ['8,0', { state: 'scored', value: '8' }],
  ['v', { state: 'absent', value: null }],
  ['P', { state: 'excused', value: null }],
  ['x', { state: 'violated', value: null }],
  [' ', null],
])('%j on the sheet of an exam', (typed, cell) => {
  expect(readCell(tt04, typed, false)).toEqual(cell)
})

test.each([
  ['7,3', 'step'],
  ['10,25', 'range'],
  ['1e0', 'unread'],
  ['bảy', 'unread'],
])('%j is refused: %s', (typed, error) => {
  expect(readCell(tt04, typed, false)).toEqual({ error: `students.graduation.exam.error.${error}` })
})

test('a thesis has the mean of its panel, to a hundredth', () =>
  expect(readCell(tt04, '7,33', true)).toEqual({ state: 'scored', value: '7.33' }))

test('a stored mark stands as it is typed', () =>
  expect([
    cellText({ state: 'scored', value: '7.25' }),
    cellText({ state: 'excused', value: null }),
    cellText(undefined),
  ]).toEqual(['7,25', 'p', '']))
