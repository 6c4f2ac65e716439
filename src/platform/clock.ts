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

/** The calendar day in Vietnam as `yyyy-mm-dd`. */
export function today(clock: Clock): string {
  return dayFormat.format(clock.now())
}
