/**
 * A number as a fraction of whole numbers: sums, products and quotients lose nothing until the one rounding function.
 * The reason is in docs/decisions (exact marks).
 */
export type Exact = { readonly n: bigint; readonly d: bigint }

const written = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/

/** Is the text a decimal with a point, as `exact` reads it? */
export const isDecimal = (text: string): boolean => written.test(text)

/** Marks, weights and units are few texts read over and over. */
const known = new Map<string, Exact>()
const mostKnown = 4096

/**
 * Reads a decimal as PostgreSQL and JSON write it: `7.5`, `60`, `1e2`.
 * @throws RangeError when the text is no decimal
 */
export function exact(text: string): Exact {
  const found = known.get(text)
  if (found) return found
  const value = read(text)
  if (known.size < mostKnown) known.set(text, value)
  return value
}

function read(text: string): Exact {
  const match = written.exec(text)
  if (!match) throw new RangeError(`not a decimal: ${text}`)
  const [, sign = '', whole = '', part = '', power = '0'] = match
  const n = BigInt(`${sign}${whole}${part}`)
  const scale = part.length - Number(power)
  return scale >= 0 ? { n, d: 10n ** BigInt(scale) } : { n: n * 10n ** BigInt(-scale), d: 1n }
}

export const zero: Exact = { n: 0n, d: 1n }

export function plus(a: Exact, b: Exact): Exact {
  if (a.d === b.d) return { n: a.n + b.n, d: a.d }
  if (a.d % b.d === 0n) return { n: a.n + b.n * (a.d / b.d), d: a.d }
  if (b.d % a.d === 0n) return { n: a.n * (b.d / a.d) + b.n, d: b.d }
  return { n: a.n * b.d + b.n * a.d, d: a.d * b.d }
}

export const sum = (values: readonly Exact[]): Exact => values.reduce(plus, zero)

export const minus = (a: Exact, b: Exact): Exact => plus(a, { n: -b.n, d: b.d })

export const times = (a: Exact, b: Exact): Exact => ({ n: a.n * b.n, d: a.d * b.d })

/** @throws RangeError when divided by nothing */
export function over(a: Exact, b: Exact): Exact {
  if (b.n === 0n) throw new RangeError('divided by zero')
  return b.n < 0n ? { n: -a.n * b.d, d: -a.d * b.n } : { n: a.n * b.d, d: a.d * b.n }
}

/** Negative, zero or positive, as `a` is less than, equal to or more than `b`. */
export function compare(a: Exact, b: Exact): number {
  const difference = a.d === b.d ? a.n - b.n : a.n * b.d - b.n * a.d
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

export const isAtLeast = (a: Exact, b: Exact): boolean => compare(a, b) >= 0
export const isBelow = (a: Exact, b: Exact): boolean => compare(a, b) < 0

function floor(n: bigint, d: bigint): bigint {
  return n >= 0n || n % d === 0n ? n / d : n / d - 1n
}

/**
 * The one rounding of marks: to a multiple of `unit` (`0.1`, `0.01`, `0.5`), a half goes up.
 * 8.45 to 0.1 is 8.5, which binary floats miss.
 */
export function roundHalfUp(value: Exact, unit: string): Exact {
  const step = exact(unit)
  const { n, d } = over(value, step)
  return { n: floor(2n * n + d, 2n * d) * step.n, d: step.d }
}

/** The value rounded half up to the unit, with as many decimals as the unit has: `6.7`, `3.50`. */
export function roundedText(value: Exact, unit: string): string {
  const decimals = unit.split('.')[1]?.length ?? 0
  return fixed(roundHalfUp(value, unit), decimals)
}

/** For explanations: all digits when they end within four decimals (`7.48`), else the first three and `…` (`6.666…`). */
export function shownText(value: Exact): string {
  const scaled = value.n * 10_000n
  if (scaled % value.d !== 0n) return `${fixed(value, 3)}…`
  const text = fixed(value, 4).replace(/0+$/, '')
  return text.endsWith('.') ? `${text}0` : text
}

/** For counts and hours: as `shownText`, without `.0`. */
export const shortText = (value: Exact): string => shownText(value).replace(/\.0$/, '')

/** Every digit of a value that has an end within eight decimals: how a policy keeps a share. */
export const decimalText = (value: Exact): string => fixed(value, 8).replace(/\.?0+$/, '')

/** A share of one as a percentage without its sign: `80`, `79.99`, `33.333…`. */
export const percentText = (share: Exact): string => shortText(times(share, exact('100')))

/** Digits cut off after `decimals`; nothing is rounded here. */
function fixed(value: Exact, decimals: number): string {
  const isNegative = value.n < 0n
  const scaled = ((isNegative ? -value.n : value.n) * 10n ** BigInt(decimals)) / value.d
  const digits = scaled.toString().padStart(decimals + 1, '0')
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
  return isNegative && scaled > 0n ? `-${text}` : text
}
