/** A repeatable stream of numbers for example data and drawn samples: the same seed gives the same values. */
export type Random = {
  /** From 0 (inclusive) to 1 (exclusive). */
  next: () => number
  /** A whole number from `low` to `high`, both inclusive. */
  whole: (low: number, high: number) => number
  pick: <T>(values: readonly T[]) => T
  /** True with the given probability. */
  chance: (probability: number) => boolean
}

/** mulberry32: small, fast, good enough for examples; never for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    whole,
    pick: (values) => values[whole(0, values.length - 1)]!,
    chance: (probability) => next() < probability,
  }
}
