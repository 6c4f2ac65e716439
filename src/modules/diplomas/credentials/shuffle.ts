import { createHmac } from 'node:crypto'
import { statusListLength } from '#platform/credentials/index.ts'

/** Half of the bits of a number that holds every place of a list: 2 × 9 bits for 2^17 places. */
const half = 9
const mask = (1 << half) - 1

/**
 * Where the n-th taken place of a list lies: an order drawn by the seed, each place once. A place that followed the one before
 * would tell in what order diplomas were issued. (A Feistel network of four rounds; numbers beyond the list go round again.)
 */
export function placeOf(seed: string, n: number): number {
  let place = n
  do {
    let [left, right] = [place >> half, place & mask]
    for (let round = 0; round < 4; round += 1) {
      const mixed = createHmac('sha256', seed).update(`${round} ${right}`).digest().readUInt16BE(0) & mask
      ;[left, right] = [right, left ^ mixed]
    }
    place = (left << half) | right
  } while (place >= statusListLength)
  return place
}
