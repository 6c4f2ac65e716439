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

/** The calendar day in Vietnam as `yyyy-mm-dd`. */
export function today(clock: Clock): string {
  return dayFormat.format(clock.now())
}
