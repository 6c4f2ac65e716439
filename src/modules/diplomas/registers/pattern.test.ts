import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kindCodes } from '../diploma.ts'
import { collides, findPatternFault, numberKey, renderPattern } from './pattern.ts'

const parts = { seq: 7, year: 2026, school: 'cd-hue', kind: 'college_diploma' } as const

test.each([
  ['{seq}/{yyyy}', '7/2026'],
  ['{seq:4}/{yy}', '0007/26'],
  ['{kind}-{school}-{yyyy}-{seq:5}', 'CD-CD-HUE-2026-00007'],
  ['Số {seq:3} năm {yyyy}', 'Số 007 năm 2026'],
])('%s writes the seventh number as %s', (pattern, number) => {
  expect(renderPattern(pattern, parts)).toBe(number)
})

describe('a pattern is refused', () => {
  test.each([
    ['{yyyy}', 'no_seq'],
    ['{seq:5}', 'no_year'],
    ['{seq}-{year}', 'unknown_part'],
    ['{seq-{yyyy}', 'unknown_part'],
    ['{seq}{yyyy:2}', 'width'],
    ['{seq}/{yyyy}<b>', 'signs'],
    ['{seq}/{yyyy} số', 'signs'],
  ])('%s: %s', (pattern, why) => {
    expect(findPatternFault(pattern)).toBe(`diplomas.registers.error.${why}`)
  })
  test.each(['{seq}/{yyyy}', '{kind}.{yy}.{seq:6}', 'TC {seq:5}-{yyyy}/Đ'])('%s is taken', (pattern) => {
    expect(findPatternFault(pattern)).toBeUndefined()
  })
  test('when another kind of the school would be given the same numbers', () => {
    const shared = (kind: 'college_diploma' | 'intermediate_diploma') => ({ pattern: 'A{yyyy}{seq}', kind })
    expect(collides(shared('college_diploma'), shared('intermediate_diploma'), 'x')).toBe(true)
    expect(
      collides(shared('college_diploma'), { pattern: 'a.{yyyy}-{seq}', kind: 'intermediate_diploma' }, 'x'),
    ).toBe(true)
    const own = (kind: 'college_diploma' | 'intermediate_diploma') => ({
      pattern: '{kind}{yyyy}{seq}',
      kind,
    })
    expect(collides(own('college_diploma'), own('intermediate_diploma'), 'x')).toBe(false)
  })
})

test('a pattern that is taken never writes two lines of a school and kind alike, even without punctuation', () => {
  const piece = fc.constantFrom(
    '{seq}',
    '{seq:3}',
    '{seq:5}',
    '{yyyy}',
    '{yy}',
    '{kind}',
    '{school}',
    '-',
    '/',
    '1',
    'A',
    '0',
  )
  const pattern = fc
    .array(piece, { minLength: 2, maxLength: 7 })
    .map((pieces) => pieces.join(''))
    .filter((text) => findPatternFault(text) === undefined)
  const line = fc.record({
    seq: fc.integer({ min: 1, max: 200_000 }),
    year: fc.integer({ min: 2000, max: 2099 }),
  })
  fc.assert(
    fc.property(pattern, line, line, fc.constantFrom(...kindCodes), (text, one, other, kind) => {
      const key = (of: typeof one) => numberKey(renderPattern(text, { ...of, school: 'cd-hue', kind }))
      expect(key(one) === key(other)).toBe(one.seq === other.seq && one.year === other.year)
    }),
  )
})
