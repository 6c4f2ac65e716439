import { fold } from '#platform/text/index.ts'

/** Text that is composed and spaced already, as nearly all is. */
const tidy = /^[!-~\u00c0-\u024f\u1ea0-\u1ef9]+(?: [!-~\u00c0-\u024f\u1ea0-\u1ef9]+)*$/

/** Text on one line: composed letters, white space collapsed. */
export function bareText(text: string): string {
  if (tidy.test(text)) return text
  return text
    .normalize('NFC')
    .replace(/[\s\u200b\ufeff]+/g, ' ')
    .trim()
}

/** Wording reduced to what must agree: no marks, case or punctuation. `Họ & tên (GV)` → `ho ten gv`. */
export function bareWords(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** How alike two wordings are, 0..1; 1 when nothing but marks, case, punctuation and spaces differs. */
export function similarity(a: string, b: string): number {
  const left = bareWords(a)
  const right = bareWords(b)
  if (left === '' || right === '') return 0
  if (left === right) return 1
  if (left.replaceAll(' ', '') === right.replaceAll(' ', '')) return 0.98
  return Math.max(overWords(tellingWords(left), tellingWords(right)), 0.9 * overPairs(left, right))
}

const fillers = new Set(['va', 'cua', 'cac', 'neu', 'co', 'and', 'of', 'the'])

/** The words without those that change nothing: Họ và tên, Họ tên. */
function tellingWords(text: string): string[] {
  const words = text.split(' ')
  const telling = words.filter((word) => !fillers.has(word))
  return telling.length > 0 ? telling : words
}

/** Shared words over all words, with a bonus when the shorter wording is wholly inside the longer one. */
function overWords(left: string[], right: string[]): number {
  const rest = [...right]
  let shared = 0
  for (const word of left) {
    const found = rest.indexOf(word)
    if (found < 0) continue
    rest.splice(found, 1)
    shared++
  }
  const dice = (2 * shared) / (left.length + right.length)
  const shorter = Math.min(left.length, right.length)
  const contained = shared === shorter && shorter >= 2 && isRun(left, right)
  return contained ? Math.max(dice, 0.72 + 0.2 * dice) : dice * 0.95
}

function isRun(a: string[], b: string[]): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  return ` ${long.join(' ')} `.includes(` ${short.join(' ')} `)
}

/** Shared letter pairs over all pairs: survives a typing slip. */
function overPairs(left: string, right: string): number {
  const pairsOf = (text: string) =>
    Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2))
  const rest = new Map<string, number>()
  const all = pairsOf(left)
  for (const pair of all) rest.set(pair, (rest.get(pair) ?? 0) + 1)
  let shared = 0
  const others = pairsOf(right)
  for (const pair of others) {
    const count = rest.get(pair) ?? 0
    if (count === 0) continue
    rest.set(pair, count - 1)
    shared++
  }
  return (2 * shared) / Math.max(1, all.length + others.length)
}
