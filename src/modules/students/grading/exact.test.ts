import { describe, expect, test } from 'vitest'
import {
  compare,
  exact,
  isDecimal,
  minus,
  over,
  percentText,
  plus,
  roundedText,
  shownText,
  times,
} from './exact.ts'

describe('reading', () => {
  test.each(['7.5', '07.50', '75e-1', '0.75e1'])('%s is seven and a half', (text) =>
    expect(compare(exact(text), exact('7.5'))).toBe(0),
  )
  test.each(['', '7,5', '.5', '5.', 'NaN', '1e9999', '0x10', '--1'])('%j is no decimal', (text) => {
    expect(isDecimal(text)).toBe(false)
    expect(() => exact(text)).toThrow(RangeError)
  })
})

describe('rounding half up', () => {
  // The middle column is what binary floats make of it with toFixed where it differs.
  test.each([
    ['8.45', '0.1', '8.5'],
    ['8.35', '0.1', '8.4'],
    ['1.005', '0.01', '1.01'],
    ['8.449999999999999999999', '0.1', '8.4'],
    ['4.95', '0.1', '5.0'],
    ['4.949', '0.1', '4.9'],
    ['3.495', '0.01', '3.50'],
    ['3.4949', '0.01', '3.49'],
    ['7.25', '0.5', '7.5'],
    ['7.75', '0.5', '8.0'],
    ['7.5', '1', '8'],
    ['-0.05', '0.1', '0.0'],
    ['-0.06', '0.1', '-0.1'],
  ])('%s to %s is %s', (value, unit, expected) => expect(roundedText(exact(value), unit)).toBe(expected))

  test('binary floats would give 8.4 for 8.45', () => expect((8.45).toFixed(1)).toBe('8.4'))
})

describe('nothing is lost before it', () => {
  test('a third three times is one', () => {
    const third = over(exact('1'), exact('3'))
    expect(compare(plus(plus(third, third), third), exact('1'))).toBe(0)
  })
  test('a tenth and two tenths are three tenths', () =>
    expect(compare(plus(exact('0.1'), exact('0.2')), exact('0.3'))).toBe(0))
  test('divided by a negative and by nothing', () => {
    expect(shownText(over(exact('1'), minus(exact('0'), exact('4'))))).toBe('-0.25')
    expect(() => over(exact('1'), exact('0'))).toThrow(RangeError)
  })
})

test('what explanations show', () => {
  expect(shownText(over(exact('20'), exact('3')))).toBe('6.666…')
  expect(shownText(exact('7.48'))).toBe('7.48')
  expect(shownText(exact('7'))).toBe('7.0')
  expect(percentText(exact('0.8'))).toBe('80')
  expect(percentText(times(exact('0.7999'), exact('1')))).toBe('79.99')
})
