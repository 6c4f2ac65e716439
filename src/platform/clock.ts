/** The time zone every legal date is read in. */
export const timeZone = 'Asia/Ho_Chi_Minh'

const dayFormat = new Intl.DateTimeFormat('sv-SE', { timeZone })

/** What time it is; tests pass their own. */
export type Clock = { now: () => Date }

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still at `iso`. */
export function stoppedClock(iso: string): Clock {
  return { now: () => new Date(iso) }
}

/** The day so many days after another one (before it: less than none), both `yyyy-mm-dd`. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** The day so many months after another one; the last of the month where that month is shorter. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

/** The calendar day in Vietnam of a moment, as `yyyy-mm-dd`. */
export function dayOf(at: Date): string {
  return dayFormat.format(at)
}

/** The calendar day in Vietnam as `yyyy-mm-dd`. */
export function today(clock: Clock): string {
  return dayOf(clock.now())
}
