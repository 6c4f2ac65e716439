import { timeZone } from '../clock.ts'

export type Locale = 'vi' | 'en'

const tags: Record<Locale, string> = { vi: 'vi-VN', en: 'en-GB' }
const isoDay = /^(\d{4})-(\d{2})-(\d{2})$/

const dayStyle: Record<Locale, Intl.DateTimeFormatOptions> = {
  vi: { day: '2-digit', month: '2-digit', year: 'numeric' },
  en: { day: 'numeric', month: 'short', year: 'numeric' },
}
const dayFormats = both((locale) => new Intl.DateTimeFormat(tags[locale], { ...dayStyle[locale], timeZone }))
const clockFormat = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone,
})
const numberFormats = new Map<string, Intl.NumberFormat>()

/** How many digits stand after the decimal mark: exactly, or at most (default 2, fewer when they are zeros). */
export type Digits = { exactly?: number; atMost?: number }

/**
 * A calendar day: vi `22/11/2026`, en `22 Nov 2026`.
 * @param value `yyyy-mm-dd` (read as that day, no time zone) or a moment (read in Vietnam's time zone)
 * @throws RangeError when it is neither
 */
export function formatDate(value: string | Date, locale: Locale = 'vi'): string {
  return dayFormats[locale].format(moment(value))
}

/** A moment in Vietnam's time zone: vi `22/11/2026 21:45`, en `22 Nov 2026, 21:45`. */
export function formatDateTime(value: string | Date, locale: Locale = 'vi'): string {
  const at = moment(value)
  return `${dayFormats[locale].format(at)}${locale === 'en' ? ',' : ''} ${clockFormat.format(at)}`
}

/** A number: vi `1.234,5`, en `1,234.5`. A decimal given as text (as PostgreSQL does) is never turned into a float. */
export function formatNumber(
  value: number | bigint | string,
  locale: Locale = 'vi',
  digits: Digits = {},
): string {
  return numberFormat(locale, 'decimal', digits).format(numeric(value))
}

/** A share of one as a percentage: 0.4321 reads vi `43,2 %` (no-break space), en `43.2%`. At most one decimal. */
export function formatPercent(
  share: number | string,
  locale: Locale = 'vi',
  digits: Digits = { atMost: 1 },
): string {
  const text = numberFormat(locale, 'percent', digits).format(numeric(share))
  return locale === 'vi' ? text.replace('%', '\u00a0%') : text
}

/**
 * Reads a day as people write it: `5/3/2026`, `05-03-2026`, `5.3.2026` (day first), or `2026-03-05`.
 * @returns `yyyy-mm-dd`, or undefined when the text is no such day of the calendar
 */
export function parseDate(text: string): string | undefined {
  const trimmed = text.trim()
  const spoken = /^(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4})$/.exec(trimmed)
  const [, year, month, day] = spoken ? ['', spoken[4], spoken[3], spoken[1]] : (isoDay.exec(trimmed) ?? [])
  if (!year || !month || !day) return undefined
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(iso) ? iso : undefined
}

/** Whether `yyyy-mm-dd` is a day of the calendar (no 31 February), from year 1000 on. */
export function isDay(iso: string): boolean {
  if (!isoDay.test(iso) || iso < '1000') return false
  const at = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso)
}

function moment(value: string | Date): Date {
  if (value instanceof Date) return value
  // Noon in Vietnam, so that no reading in the zone can fall on a neighbouring day.
  if (isoDay.test(value)) return isDay(value) ? new Date(`${value}T12:00:00+07:00`) : new Date(Number.NaN)
  return new Date(value)
}

function numeric(value: number | bigint | string): number | bigint | Intl.StringNumericLiteral {
  if (typeof value !== 'string') return value
  if (!/^-?\d+(\.\d+)?$/.test(value)) throw new RangeError(`not a decimal: ${value}`)
  return value as Intl.StringNumericLiteral
}

function numberFormat(locale: Locale, style: 'decimal' | 'percent', digits: Digits): Intl.NumberFormat {
  const least = digits.exactly ?? 0
  const most = digits.exactly ?? digits.atMost ?? 2
  const key = `${locale} ${style} ${least} ${most}`
  const kept = numberFormats.get(key)
  if (kept) return kept
  const options = { style, minimumFractionDigits: least, maximumFractionDigits: most } as const
  const made = new Intl.NumberFormat(tags[locale], { ...options, roundingMode: 'halfExpand' })
  numberFormats.set(key, made)
  return made
}

function both<T>(make: (locale: Locale) => T): Record<Locale, T> {
  return { vi: make('vi'), en: make('en') }
}
