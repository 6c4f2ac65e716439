import type { Keying } from './store/page.ts'

/** After so many hours without a letter somebody else of the keeper may take a page back. */
const idleHours = 24

export const isIdle = (at: Date, now: Date): boolean => now.getTime() - at.getTime() >= idleHours * 3_600_000

/** Which keying of a page is this account's: the one it began, else the next that nobody has taken. */
export function roundFor(keyings: readonly Keying[], account: string): 1 | 2 | undefined {
  const taken = keyings.filter((one) => one.left_at === null)
  const own = taken.find((one) => one.account === account)
  if (own) return own.round === 3 || own.is_done ? undefined : (own.round as 1 | 2)
  return ([1, 2] as const).find((round) => !taken.some((one) => one.round === round))
}

/** What this account typed on the page, let go or not. */
export const ownKeying = (keyings: readonly Keying[], account: string): Keying | undefined =>
  keyings.find((one) => one.account === account && one.round < 3)
