import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  formatDate,
  formatDateTime,
  formatNumber,
  formatPercent,
  isDay,
  parseDate,
} from '#platform/text/index.ts'

test('days read as people write them', () => {
  expect(formatDate('2026-03-05')).toBe('05/03/2026')
  expect(formatDate('2026-03-05', 'en')).toBe('5 Mar 2026')
  expect(formatDate(new Date('2026-11-22T17:30:00Z'))).toBe('23/11/2026')
  expect(() => formatDate('2026-02-31')).toThrow(RangeError)
})

test('moments read in the time zone of Vietnam', () => {
  expect(formatDateTime(new Date('2026-11-22T17:05:00Z'))).toBe('23/11/2026 00:05')
  expect(formatDateTime('2026-11-22T14:45:00Z', 'en')).toBe('22 Nov 2026, 21:45')
})

test('numbers carry the marks of their language', () => {
  expect(formatNumber(1234.5)).toBe('1.234,5')
  expect(formatNumber(1234.5, 'en')).toBe('1,234.5')
  expect(formatNumber('12345678901234567890.25')).toBe('12.345.678.901.234.567.890,25')
  expect(formatNumber(7, 'vi', { exactly: 2 })).toBe('7,00')
  expect(() => formatNumber('1e3')).toThrow(RangeError)
})

test('shares read as percentages', () => {
  expect(formatPercent(0.4321)).toBe('43,2\u00a0%')
  expect(formatPercent(1)).toBe('100\u00a0%')
  expect(formatPercent('0.3335', 'en')).toBe('33.4%')
})

test('days are read day first, in any usual mark', () => {
  expect(parseDate(' 5/3/2026 ')).toBe('2026-03-05')
  expect(parseDate('05-03-2026')).toBe('2026-03-05')
  expect(parseDate('5.3.2026')).toBe('2026-03-05')
  expect(parseDate('2026-03-05')).toBe('2026-03-05')
})

test('what is no day of the calendar is refused', () => {
  for (const text of [
    '31/02/2026',
    '29/2/2025',
    '1/13/2026',
    '0/1/2026',
    '5/3-2026',
    '5/3/26',
    '',
    'mai',
    '1/1/0001',
  ]) {
    expect(parseDate(text)).toBeUndefined()
  }
})

test('a day that is shown can be read back', () => {
  const day = fc.date({ min: new Date('1000-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(day, (date) => {
      const iso = date.toISOString().slice(0, 10)
      expect(isDay(iso)).toBe(true)
      expect(parseDate(formatDate(iso))).toBe(iso)
    }),
  )
})
