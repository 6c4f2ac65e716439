import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expandRange, readSerialList, tidySerial, toRanges } from './range.ts'

describe('a range of serials', () => {
  test('is every number from the first to the last, as wide as printed', () => {
    expect(expandRange(' tc 0098', 'TC 0101').serials).toEqual(['TC 0098', 'TC 0099', 'TC 0100', 'TC 0101'])
    expect(expandRange('B1/26', 'B3/26').fault?.key).toBe('diplomas.blanks.error.other_series')
    expect(expandRange('2026-B07', '2026-B07').serials).toEqual(['2026-B07'])
  })
  test.each([
    ['không số', 'A2', 'first_serial', 'no_digits'],
    ['A1', 'A', 'last_serial', 'no_digits'],
    ['A001', 'B002', 'last_serial', 'other_series'],
    ['A001', 'A01', 'last_serial', 'width'],
    ['A009', 'A010B', 'last_serial', 'other_series'],
    ['A010', 'A009', 'last_serial', 'backwards'],
    ['A000001', 'A100001', 'last_serial', 'too_many'],
    ['1234567890123', '1234567890124', 'first_serial', 'no_digits'],
  ])('%s to %s: %s %s', (first, last, field, name) => {
    expect(expandRange(first, last).fault).toEqual({ field, key: `diplomas.blanks.error.${name}` })
  })
  test('of one hundred thousand is the longest', () => {
    expect(expandRange('A000001', 'A100000').serials).toHaveLength(100_000)
  })
})

describe('a list of serials', () => {
  test('takes commas, lines and ranges, each serial once', () => {
    const read = readSerialList('tc05, TC01 – TC03;\nTC02 đến TC04, TC08 - TC09,')
    expect(read.serials).toEqual(['TC01', 'TC02', 'TC03', 'TC04', 'TC05', 'TC08', 'TC09'])
  })
  test.each(['TC01 – TCX', 'hỏng', 'TC01 - TC02 - TC03'])(
    'says which piece it could not read: %s',
    (piece) => {
      expect(readSerialList(`TC09, ${piece}`).wrong).toBe(piece)
    },
  )
})

test('ranges say the same serials again, and no two of them could be one', () => {
  const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(numbers, fc.constantFrom('A-', 'TC ', ''), (list, head) => {
      const serials = list.map((one) => tidySerial(head + String(one).padStart(3, '0'))).toSorted()
      const ranges = toRanges(serials)
      expect(ranges.flatMap((range) => expandRange(range.first, range.last).serials)).toEqual(serials)
      expect(ranges.reduce((sum, range) => sum + range.count, 0)).toBe(serials.length)
      const breaks = serials.filter(
        (one, at) => at > 0 && Number(one.slice(-3)) !== Number(serials[at - 1]!.slice(-3)) + 1,
      )
      expect(ranges).toHaveLength(breaks.length + 1)
    }),
  )
})
