import { foldSpelling } from './fold.ts'

/** A Vietnamese name in its order of writing: Nguyễn (family) Thị Minh (middle) Khai (given). */
export type NameParts = { family: string; middle: string; given: string }

const collator = new Intl.Collator('vi', { sensitivity: 'accent' })

/** Splits "Họ đệm Tên". The last word is the given name; a name of one word has only that. */
export function splitName(name: string): NameParts {
  const words = tidyName(name).split(' ')
  const given = words.pop() ?? ''
  const family = words.shift() ?? ''
  return { family, middle: words.join(' '), given }
}

/** A name as it is kept: composed letters, one space between words. Upper and lower case stay as written. */
export function tidyName(name: string): string {
  return name.normalize('NFC').replace(/\s+/g, ' ').trim()
}

/**
 * Whether a text may be the name of a person: letters of any script with their marks, spaces, full stops, hyphens and
 * apostrophes in whatever way they are typed (H’Hen Niê, K'Brôi, Nguyễn-Dupont). Takes tidy names.
 */
export function isName(name: string): boolean {
  return /^['’‘`´]?\p{L}[\p{L}\p{M}\p{Join_Control} .·'’‘`´‐‑-]*$/u.test(name)
}

/** Orders names as class lists do: by given name, then family name, then middle name, in the Vietnamese alphabet. */
export function compareNames(a: string, b: string): number {
  const [left, right] = [partsInOrder(a), partsInOrder(b)]
  for (const index of [0, 1, 2] as const) {
    const order = collator.compare(left[index], right[index])
    if (order !== 0) return order
  }
  return 0
}

/**
 * A text whose plain byte order (`collate "C"`) is the order of `compareNames`: store it beside the name, index it,
 * and page by it. Names that differ only in case or in where the tone stands share a key, so page by (key, id).
 */
export function nameSortKey(name: string): string {
  return partsInOrder(name)
    .map((part) => `${letterKey(part)} ${toneKey(part)}`)
    .join(' ')
}

function partsInOrder(name: string): [string, string, string] {
  const { given, family, middle } = splitName(foldSpelling(name))
  return [plain(given), plain(family), plain(middle)]
}

/** Only letters, digits and spaces count in the order. */
function plain(part: string): string {
  return part.normalize('NFD').replace(/[^\p{L}\p{N}\p{M} ]/gu, '')
}

// A letter after its sisters: "{" and "|" follow "z" in bytes, so ă sorts behind every word that begins with a.
const sisters: Record<string, string> = {
  'a\u0306': 'a{',
  'a\u0302': 'a|',
  đ: 'd{',
  'e\u0302': 'e{',
  'o\u0302': 'o{',
  'o\u031b': 'o|',
  'u\u031b': 'u{',
}

function letterKey(part: string): string {
  return part
    .replace(/a[\u0306\u0302]|e\u0302|o[\u0302\u031b]|u\u031b|đ/g, (letter) => sisters[letter] ?? letter)
    .replace(/\p{M}/gu, '')
    .replaceAll(' ', '-')
}

// Dictionary order: ngang, huyền, hỏi, ngã, sắc, nặng.
const toneOrder = ['\u0300', '\u0309', '\u0303', '\u0301', '\u0323']

/** One digit a syllable. */
function toneKey(part: string): string {
  return part
    .split(' ')
    .map((syllable) => 1 + toneOrder.findIndex((tone) => syllable.includes(tone)))
    .join('')
}
