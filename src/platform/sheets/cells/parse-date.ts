import type { Cell, IsoDate, ParseResult } from '../types.ts'
import { serialToIso } from '../xlsx/styles.ts'
import { bareText, bareWords } from './wording.ts'

/** Two-digit years up to this one are of this century. */
const lastYearOfThisCentury = 30

const englishMonths = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

export interface DateOptions {
  /** What to do with a year alone or a month and year. */
  partial?: 'refuse' | 'first-day'
}

/**
 * A day as offices write it: 5/6/1980, 05.06.80, 5-6-1980, ngày 5 tháng 6 năm 1980, 1980-06-05, 05061980, or an Excel
 * serial, also as text. Always day before month: 12/25/1980 is refused, never turned round.
 *
 * Errors: `not_a_date`, `impossible_date` (31/02), `incomplete_date` (a year or month alone).
 */
export function parseDay(input: Cell | string, options: DateOptions = {}): ParseResult<IsoDate> {
  const cell = typeof input === 'string' ? { text: input } : input
  if (cell.date) return { ok: true, value: cell.date }
  const text = bareText(cell.text)
    .replace(/^'/, '')
    .replace(/[T ]\d{1,2}:\d\d(:\d\d)?(\.\d+)?Z?( ?[ap]m)?$/i, '')
  if (/^\d{4,8}(\.0+)?$/.test(text)) return fromDigits(text.replace(/\..*$/, ''), options)
  const parts = splitParts(text)
  if (!parts) return { ok: false, code: 'not_a_date', params: { text } }
  return fromParts(parts, text, options)
}

interface Parts {
  day?: number
  month?: number
  year: number
  shortYear?: boolean
}

function splitParts(text: string): Parts | undefined {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text)
  if (iso) return { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) }
  const words = bareWords(text.replace(/[./,_…-]+/g, ' '))
  const spoken = words
    .replace(/\b(ngay|thang|thg|nam|sinh)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const named = spoken.replace(/\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b/, (name) =>
    String(englishMonths.indexOf(name.slice(0, 3)) + 1),
  )
  const numbers = /^(?:(\d{1,2}) )?(?:(\d{1,2}) )?(\d{4}|\d{2})$/.exec(named.replace(/\bx+\b/g, '0'))
  if (!numbers) return undefined
  const [, first, second, last = ''] = numbers
  if (last.length === 2 && second === undefined) return undefined
  const year =
    last.length === 4 ? Number(last) : Number(last) + (Number(last) <= lastYearOfThisCentury ? 2000 : 1900)
  const parts: Parts = last.length === 4 ? { year } : { year, shortYear: true }
  if (second !== undefined) return { ...parts, day: Number(first), month: Number(second) }
  return first === undefined ? parts : { ...parts, month: Number(first) }
}

function fromParts(parts: Parts, text: string, options: DateOptions): ParseResult<IsoDate> {
  const month = parts.month || undefined
  const day = parts.day || undefined
  if (parts.year < 1900 || parts.year > 2200) return { ok: false, code: 'impossible_date', params: { text } }
  if (month === undefined && day !== undefined)
    return { ok: false, code: 'impossible_date', params: { text } }
  const value = `${parts.year}-${pad(month ?? 1)}-${pad(day ?? 1)}`
  if (!isDay(parts.year, month ?? 1, day ?? 1))
    return { ok: false, code: 'impossible_date', params: { text } }
  if (day !== undefined)
    return parts.shortYear ? { ok: true, value, warning: 'two_digit_year' } : { ok: true, value }
  if (options.partial !== 'first-day') return { ok: false, code: 'incomplete_date', params: { text } }
  return { ok: true, value, warning: 'first_day_taken' }
}

/** Digits alone: 1980 is a year, five digits an Excel serial, 19800605 and 05061980 a day (a lost zero is put back). */
function fromDigits(digits: string, options: DateOptions): ParseResult<IsoDate> {
  if (digits.length === 4) return fromParts({ year: Number(digits) }, digits, options)
  const failed = { ok: false as const, code: 'not_a_date' as const, params: { text: digits } }
  if (digits.length === 5) {
    const value = serialToIso(Number(digits))
    return value ? { ok: true, value } : failed
  }
  if (digits.length === 6) return failed
  const full = digits.padStart(8, '0')
  const cut = (from: number, to: number) => Number(full.slice(from, to))
  if (/^(19|20)/.test(full) && isDay(cut(0, 4), cut(4, 6), cut(6, 8))) {
    return { ok: true, value: `${full.slice(0, 4)}-${full.slice(4, 6)}-${full.slice(6)}` }
  }
  if (!/^(19|20)/.test(full.slice(4)) || !isDay(cut(4, 8), cut(2, 4), cut(0, 2))) return failed
  const dmy = `${full.slice(4)}-${full.slice(2, 4)}-${full.slice(0, 2)}`
  return digits.length === 7
    ? { ok: true, value: dmy, warning: 'leading_zero_restored' }
    : { ok: true, value: dmy }
}

/** Whether a day is in the calendar. */
function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false
  return day <= 28 || day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

const pad = (part: number) => String(part).padStart(2, '0')

/** A year, written alone or as part of a date. Error: `not_a_year`. */
export function parseYear(input: Cell | string): ParseResult<number> {
  const cell = typeof input === 'string' ? { text: input } : input
  const day = parseDay(cell, { partial: 'first-day' })
  if (day.ok) return { ok: true, value: Number(day.value.slice(0, 4)) }
  return { ok: false, code: 'not_a_year', params: { text: bareText(cell.text) } }
}
