import type { App } from '#platform/app.ts'
import { guardRate, refuseClosed, type Limit } from '#platform/rate.ts'
import { serialKey } from './question.ts'

/**
 * Wrong answers from one network address. Many people share the address of a school, so it is wide: whoever tries ten
 * thousand is refused, a room full of people who mistype now and then is not.
 */
const perAddress: Limit = { most: 300, within: 600 }
/** With a key of the API, by account: personnel offices check long lists. */
const perAccount: Limit = { most: 1000, within: 600 }
/** Wrong facts about one number, from wherever they come: a birth date cannot be found by trying. */
const perSerial: Limit = { most: 10, within: 3600 }

const words = 'diplomas.check.error.too_many'

/** Who asks: a network address, or the account of an API key. */
export type Sender = { address: string | undefined } | { account: string }

/** An IPv6 sender owns the lower half of its addresses, so they count as one. */
function senderKey(sender: Sender): { key: string; limit: Limit } {
  if ('account' in sender) return { key: `check account ${sender.account}`, limit: perAccount }
  const address = sender.address ?? ''
  const network =
    address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address
  return { key: `check ${network}`, limit: perAddress }
}

const serialGuard = (serial: string) => ({ key: `check serial ${serialKey(serial)}`, limit: perSerial })

/** @throws AppError too_many while the sender or the number is closed; a right answer is then refused as well. */
export function refuseGuessing(app: App, sender: Sender, serials: readonly string[]): Promise<void> {
  return refuseClosed(app, [senderKey(sender), ...serials.map(serialGuard)], words)
}

/** Counts a wrong answer. @throws AppError too_many once too many were wrong */
export async function countWrong(app: App, sender: Sender, serial: string): Promise<void> {
  const from = senderKey(sender)
  const number = serialGuard(serial)
  await guardRate(app, from.key, from.limit, words)
  await guardRate(app, number.key, number.limit, words)
}
