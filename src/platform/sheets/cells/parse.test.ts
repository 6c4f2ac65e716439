import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  detectOldEncoding,
  parseChoice,
  parseCode,
  parseDay,
  parseFlag,
  parseName,
  parseNationalId,
  parseNumber,
  parsePhone,
  parseText,
  parseYear,
} from '../index.ts'

const value = (parsed: { ok: boolean; value?: unknown; code?: string }) =>
  parsed.ok ? parsed.value : parsed.code

describe('days', () => {
  test.each([
    ['5/6/1980', '1980-06-05'],
    ['05/06/1980', '1980-06-05'],
    ['05.06.1980', '1980-06-05'],
    ['5-6-1980', '1980-06-05'],
    ['05 / 06 / 1980', '1980-06-05'],
    ["'05/06/1980", '1980-06-05'],
    ['1980-06-05', '1980-06-05'],
    ['1980-06-05T00:00:00', '1980-06-05'],
    ['05/06/1980 00:00:00', '1980-06-05'],
    ['ngày 5 tháng 6 năm 1980', '1980-06-05'],
    ['Ngày 05 tháng 06 năm 1980', '1980-06-05'],
    ['5 thg 6 1980', '1980-06-05'],
    ['5 tháng 6, 1980', '1980-06-05'],
    ['5-Jun-1980', '1980-06-05'],
    ['29377', '1980-06-05'],
    ['29377.0', '1980-06-05'],
    ['05061980', '1980-06-05'],
    ['5061980', '1980-06-05'],
    ['19800605', '1980-06-05'],
    ['5/6/80', '1980-06-05'],
    ['5/6/05', '2005-06-05'],
    ['29/2/2024', '2024-02-29'],
    ['29/2/2023', 'impossible_date'],
    ['31/04/1990', 'impossible_date'],
    ['12/25/1980', 'impossible_date'],
    ['5/6/0980', 'impossible_date'],
    ['0/6/1980', 'incomplete_date'],
    ['00/00/1980', 'incomplete_date'],
    ['1980', 'incomplete_date'],
    ['năm 1980', 'incomplete_date'],
    ['6/1980', 'incomplete_date'],
    ['…/…/1980', 'incomplete_date'],
    ['chưa rõ', 'not_a_date'],
    ['', 'not_a_date'],
    ['5/6', 'not_a_date'],
    ['123456', 'not_a_date'],
  ])('%s → %s', (text, expected) => {
    expect(value(parseDay(text))).toBe(expected)
  })

  test('a partial date takes its first day only when asked, and says so', () => {
    expect(parseDay('1980', { partial: 'first-day' })).toEqual({
      ok: true,
      value: '1980-01-01',
      warning: 'first_day_taken',
    })
    expect(parseDay('6/1980', { partial: 'first-day' })).toEqual({
      ok: true,
      value: '1980-06-01',
      warning: 'first_day_taken',
    })
    expect(parseDay('31/02/1980', { partial: 'first-day' })).toMatchObject({ ok: false })
  })

  test('a year is read alone or out of a date', () => {
    expect(value(parseYear('1995'))).toBe(1995)
    expect(value(parseYear({ text: '1995', number: 1995 }))).toBe(1995)
    expect(value(parseYear('01/09/1995'))).toBe(1995)
    expect(value(parseYear('95'))).toBe('not_a_year')
  })

  test('every day written day first reads back as itself', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(days, fc.constantFrom('/', '-', '.'), (date, mark) => {
        const iso = date.toISOString().slice(0, 10)
        const written = [date.getUTCDate(), date.getUTCMonth() + 1, date.getUTCFullYear()].join(mark)
        expect(parseDay(written)).toEqual({ ok: true, value: iso })
      }),
    )
  })
})

test.each([
  ['1.234,5', 1234.5],
  ['1.234', 1234],
  ['1.234.567', 1234567],
  ['1,234.5', 1234.5],
  ['1234', 1234],
  ['12,5', 12.5],
  ['12.5', 12.5],
  ['0.500', 0.5],
  ['0,75', 0.75],
  ['-3', -3],
  [' 1 234 ', 1234],
  ['1.23.4', 'not_a_number'],
  ['mười', 'not_a_number'],
  ['', 'not_a_number'],
])('number %s → %s', (text, expected) => {
  expect(value(parseNumber(text))).toBe(expected)
})

test('marks say yes or no, anything else is a problem', () => {
  for (const text of ['x', 'X', '✓', '1', 'có', 'Có', 'v', '(x)', '√'])
    expect(value(parseFlag(text))).toBe(true)
  for (const text of ['0', 'không', '-', 'K']) expect(value(parseFlag(text))).toBe(false)
  expect(value(parseFlag('Cơ khí'))).toBe('not_a_flag')
})

test('citizen numbers get their lost zeros back and say so', () => {
  expect(parseNationalId('046080001234')).toEqual({ ok: true, value: '046080001234' })
  expect(parseNationalId('046 080 001 234')).toEqual({ ok: true, value: '046080001234' })
  expect(parseNationalId({ text: '46080001234', number: 46080001234 })).toEqual({
    ok: true,
    value: '046080001234',
    warning: 'leading_zero_restored',
  })
  expect(parseNationalId('1080001234')).toMatchObject({
    value: '001080001234',
    warning: 'leading_zero_restored',
  })
  expect(parseNationalId('191234567')).toEqual({ ok: true, value: '191234567', warning: 'old_national_id' })
  expect(parseNationalId({ text: '4.6E+10', number: 46080001234 })).toMatchObject({ value: '046080001234' })
  expect(value(parseNationalId('99080001234'))).toBe('not_a_national_id')
  expect(value(parseNationalId('4.6E+10'))).toBe('not_a_national_id')
  expect(value(parseNationalId('0460800012345'))).toBe('not_a_national_id')
})

test('telephone numbers take their national form', () => {
  expect(value(parsePhone('0912 345 678'))).toBe('0912345678')
  expect(value(parsePhone('+84 912.345.678'))).toBe('0912345678')
  expect(value(parsePhone('(0234) 3822 123'))).toBe('02343822123')
  expect(parsePhone({ text: '912345678', number: 912345678 })).toEqual({
    ok: true,
    value: '0912345678',
    warning: 'leading_zero_restored',
  })
  expect(value(parsePhone('12345'))).toBe('not_a_phone')
})

test('codes stay text: no thousands mark, no lost zero that is still shown', () => {
  expect(value(parseCode({ text: '6,480,201', number: 6480201 }))).toBe('6480201')
  expect(value(parseCode({ text: '00123', number: 123 }))).toBe('00123')
  expect(value(parseCode(' GV-001 '))).toBe('GV-001')
})

test('choices are found without marks or case, with a small slip, never by guess', () => {
  const choices = [
    { value: 'phd', labels: ['Tiến sĩ', 'Tiến sỹ', 'TS'] },
    { value: 'master', labels: ['Thạc sĩ', 'ThS'] },
    { value: 'bachelor', labels: ['Đại học', 'Cử nhân'] },
  ]
  expect(value(parseChoice('TIẾN SỸ', choices))).toBe('phd')
  expect(value(parseChoice('thac si', choices))).toBe('master')
  expect(value(parseChoice('Thạc sĩi', choices))).toBe('master')
  expect(parseChoice('Kỹ sư', choices)).toMatchObject({
    code: 'not_a_choice',
    params: { text: 'Kỹ sư', allowed: 'Tiến sĩ, Thạc sĩ, Đại học' },
  })
})

describe('old font encodings', () => {
  test.each([
    ['NguyÔn V¨n An', 'Nguyễn Văn An', 'tcvn3'],
    ['TrÇn ThÞ Ph­¬ng', 'Trần Thị Phương', 'tcvn3'],
    ['§ç §øc Hoµ', 'Đỗ Đức Hoà', 'tcvn3'],
    ['Nguyeãn Vaên Bình', 'Nguyễn Văn Bình', 'vni'],
    ['Traàn Thò Thuûy', 'Trần Thị Thủy', 'vni'],
  ])('%s is %s', (text, expected, encoding) => {
    expect(detectOldEncoding(text)).toEqual({ text: expected, encoding })
    expect(parseName(text)).toEqual({ ok: true, value: expected, warning: 'old_font_converted' })
  })

  test('words of other languages may stand among them', () => {
    expect(detectOldEncoding('PhÇn mÒm AutoCAD 2D')?.text).toBe('Phần mềm AutoCAD 2D')
    expect(detectOldEncoding('Laäp trình vaø PLC')?.text).toBe('Lập trình và PLC')
  })

  test('Unicode and foreign words stay as they are', () => {
    const kept = ['Nguyễn Văn An', 'Hoà', 'Lê Thị Bé', 'Café', 'Müller', 'Trần Ý Nhi', 'An']
    for (const text of [...kept, 'AutoCAD là gì', 'Gérard Müller', 'à la carte', 'L’œuvre de José Ramón']) {
      expect(detectOldEncoding(text)).toBeUndefined()
    }
  })
})

test('names keep their case and lose stray spaces', () => {
  expect(parseName('  NGUYỄN  Văn\u00a0An ')).toEqual({ ok: true, value: 'NGUYỄN Văn An' })
  expect(value(parseText('x'.repeat(5000)))).toBe('too_long')
})

test('a name is letters, not a formula, a number or marks', () => {
  expect(parseName("K'Brôi")).toEqual({ ok: true, value: "K'Brôi" })
  expect(parseName('')).toEqual({ ok: true, value: '' })
  for (const text of ['=HYPERLINK("http://x")', "'=1+1", 'Nguyễn Văn 2', '–'])
    expect(value(parseName(text))).toBe('not_a_name')
})

test('no parser ever throws, and a warning never comes without a value', () => {
  const cells = fc.record(
    { text: fc.string({ unit: 'binary', maxLength: 40 }), number: fc.double() },
    { requiredKeys: ['text'] },
  )
  const parsers = [
    parseDay,
    parseYear,
    parseNumber,
    parseFlag,
    parseText,
    parseName,
    parseCode,
    parseNationalId,
    parsePhone,
  ]
  fc.assert(
    fc.property(fc.oneof(cells, fc.string({ unit: fc.constantFrom(...'0123456789/.-, +xE') })), (input) => {
      for (const parse of parsers) {
        const parsed = parse(input)
        expect(parsed.ok ? parsed.value : parsed.code).toBeDefined()
      }
      parseChoice(input, [{ value: 'a', labels: ['Đại học'] }])
    }),
    { numRuns: 1000 },
  )
})
