import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold, foldSpelling } from '#platform/text/index.ts'

const vietnamese = fc.string({
  unit: fc.constantFrom(...'aàảãáạăằẵâấbcdđeêễghiknoôơởuưữyỷ AĐẾƠ'.split('')),
  maxLength: 30,
})

test('marks, case, đ and spacing do not matter', () => {
  expect(fold('  Cao  đẳng\u00a0HUẾ ')).toBe('cao dang hue')
  expect(fold('Đặng Thùy Trâm')).toBe('dang thuy tram')
})

test('the two ways of placing a tone meet', () => {
  for (const [old, fresh] of [
    ['hòa', 'hoà'],
    ['ủy ban', 'uỷ ban'],
    ['Thúy', 'Thuý'],
    ['khỏe', 'khoẻ'],
  ] as const) {
    expect(fold(old)).toBe(fold(fresh))
    expect(foldSpelling(old)).toBe(foldSpelling(fresh))
  }
})

test('spelling keeps letters and tones apart', () => {
  const words = ['hoa', 'hòa', 'họa', 'hóa', 'hơa', 'đa', 'da', 'dâ', 'dă']
  expect(new Set(words.map(foldSpelling)).size).toBe(words.length)
})

test('invisible characters are ignored', () => {
  expect(fold('\ufeffHọ\u200b tên')).toBe('ho ten')
})

test('composed and decomposed text meet, and folding twice changes nothing', () => {
  fc.assert(
    fc.property(vietnamese, (text) => {
      const folded = fold(text)
      expect(fold(text.normalize('NFD'))).toBe(folded)
      expect(fold(folded)).toBe(folded)
      expect(folded).toMatch(/^[a-z ]*$/)
      expect(foldSpelling(text.normalize('NFD'))).toBe(foldSpelling(text))
    }),
  )
})

test('any text folds without error and twice to the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(fold(fold(text))).toBe(fold(text))
      expect(foldSpelling(foldSpelling(text))).toBe(foldSpelling(text))
    }),
    { numRuns: 2000, examples: [['a \u0301'], ['\u0301 a']] },
  )
})
