import { addDays } from '#platform/clock.ts'

/** Days are `yyyy-mm-dd`, clock times `hh:mm` on the wall; neither has a time zone. */

/** When a period (tiết) of a school begins and ends. */
export type Period = { number: number; from_time: string; to_time: string }

const clock = /^(\d{1,2})\s*(?:[:hg.]\s*(\d{2})?)?\s*(?:phút|p)?$/iu

/** Is this a time as the database and forms of ours write it, `07:05`? */
export const isClock = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text)

/** Minutes since midnight of `7:05`, `07h05`, `7h`; undefined when it is no time of a day. */
export function readTime(text: string): number | undefined {
  const found = clock.exec(text.trim())
  if (!found) return undefined
  const [hours, minutes] = [Number(found[1]), Number(found[2] ?? 0)]
  return hours < 24 && minutes < 60 ? hours * 60 + minutes : undefined
}

export function formatTime(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

export type Span = { from_time: string; to_time: string }

/**
 * Reads `7:00-9:15`, or periods as schools write them: `1-3`, `1,2,3`, `Tiết 1 đến 3`, `123`.
 * @returns the times, or why it cannot be read: a message key under `students.teaching.error`
 */
export function readSpan(text: string, periods: readonly Period[]): Span | { error: string } {
  const plain = text.trim().replaceAll(/[–—→]|đến|tới/gu, '-')
  const [first, second, more] = plain.split('-').map((part) => part.trim())
  if (/[:hg]/i.test(plain) && more === undefined) {
    const [from, to] = [readTime(first ?? ''), readTime(second ?? '')]
    if (from === undefined || to === undefined) return { error: 'time' }
    return to > from ? { from_time: formatTime(from), to_time: formatTime(to) } : { error: 'ends_before' }
  }
  return readPeriods(plain, periods)
}

function readPeriods(text: string, periods: readonly Period[]): Span | { error: string } {
  const bare = text.replace(/^tiết/iu, '').trim()
  if (!/^\d+(\s*[-,; ]\s*\d+)*$/.test(bare)) return { error: 'time' }
  if (periods.length === 0) return { error: 'no_periods' }
  const highest = Math.max(...periods.map((one) => one.number))
  // `123` is periods 1 to 3 where the school has no period 123.
  const parts = /^\d{2,}$/.test(bare) && Number(bare) > highest ? [...bare] : listed(bare)
  const ranges = parts
    .map((part) => part.split('-').map(Number))
    .map((ends) => ({ from: Math.min(...ends), to: Math.max(...ends) }))
    .toSorted((a, b) => a.from - b.from)
  const [from, to] = [ranges[0]!.from, Math.max(...ranges.map((one) => one.to))]
  const [begin, end] = [from, to].map((number) => periods.find((one) => one.number === number))
  if (!begin || !end) return { error: 'no_such_period' }
  if (hasGap(ranges)) return { error: 'period_gap' }
  return { from_time: begin.from_time.slice(0, 5), to_time: end.to_time.slice(0, 5) }
}

const listed = (text: string): string[] => text.replaceAll(/\s*-\s*/g, '-').split(/[,; ]+/)

/** One block is one span: of `1, 3` the period between would be booked too. */
function hasGap(ranges: readonly { from: number; to: number }[]): boolean {
  let last = ranges[0]!.to
  for (const one of ranges) {
    if (one.from > last + 1) return true
    last = Math.max(last, one.to)
  }
  return false
}

const oneDay = 86_400_000
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`)

export const daysBetween = (from: string, to: string): number => Math.round((at(to) - at(from)) / oneDay)

/** 1 is Monday, 7 Sunday. */
export function weekdayOf(day: string): number {
  return ((new Date(at(day)).getUTCDay() + 6) % 7) + 1
}

export const mondayOf = (day: string): string => addDays(day, 1 - weekdayOf(day))

/** `Thứ 2`, `T3`, `CN`, `2, 4`: weekdays as people write them, 1 is Monday; undefined when one cannot be read. */
export function readWeekdays(text: string): number[] | undefined {
  const parts = text
    .toLowerCase()
    .replaceAll(/thứ|chủ nhật/gu, (word) => (word === 'thứ' ? '' : 'cn'))
    .split(/[,;&+\s]+|và/u)
    .filter(Boolean)
  const days = parts.map((part) => named[part.replace(/^t(?=\d|[a-z])/u, '')] ?? named[part])
  if (days.length === 0 || days.some((day) => day === undefined)) return undefined
  return [...new Set(days as number[])].toSorted((a, b) => a - b)
}

const named: Record<string, number> = {
  2: 1,
  3: 2,
  4: 3,
  5: 4,
  6: 5,
  7: 6,
  8: 7,
  cn: 7,
  hai: 1,
  ba: 2,
  tư: 3,
  năm: 4,
  sáu: 5,
  bảy: 6,
}
