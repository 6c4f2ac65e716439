import { isName, tidyName } from '#platform/text/index.ts'
import { detectOldEncoding } from './old-font.ts'
import type { Cell, Choice, ParseResult } from '../types.ts'
import { bareText, bareWords, similarity } from './wording.ts'
import { plainNumber } from '../xlsx/styles.ts'

export { parseDay, parseYear, type DateOptions } from './parse-date.ts'

/** Longest text a cell may bring into a record. */
const longestText = 4000

const cellOf = (input: Cell | string): Cell => (typeof input === 'string' ? { text: input } : input)

/** Free text, composed and with white space collapsed; old font encodings become Unicode. Error: `too_long`. */
export function parseText(input: Cell | string): ParseResult<string> {
  const cell = cellOf(input)
  const text = bareText(cell.text).replace(/^'(?=[=+@-])/, '')
  if (text.length > longestText) return { ok: false, code: 'too_long', params: { limit: longestText } }
  const old = detectOldEncoding(text)
  if (old) return { ok: true, value: old.text, warning: 'old_font_converted' }
  return cell.converted ? { ok: true, value: text, warning: 'old_font_converted' } : { ok: true, value: text }
}

/** A person's name: as `parseText`, upper and lower case as written. Errors: `too_long`, `not_a_name`. */
export function parseName(input: Cell | string): ParseResult<string> {
  const parsed = parseText(input)
  if (parsed.ok && parsed.value.length > 200) return { ok: false, code: 'too_long', params: { limit: 200 } }
  // Letters of the old fonts are signs until they are converted, so the value is asked, not the cell.
  if (parsed.ok && parsed.value !== '' && !isName(tidyName(parsed.value)))
    return { ok: false, code: 'not_a_name', params: { text: parsed.value } }
  return parsed
}

/** A code as text: a number loses its format, never its zeros. Error: `too_long`. */
export function parseCode(input: Cell | string): ParseResult<string> {
  const cell = cellOf(input)
  if (cell.number !== undefined && !/^0\d*$/.test(cell.text))
    return { ok: true, value: plainNumber(cell.number) }
  const text = bareText(cell.text).replace(/^'/, '')
  return text.length > 200
    ? { ok: false, code: 'too_long', params: { limit: 200 } }
    : { ok: true, value: text }
}

/**
 * A number as written in Vietnam (1.234,5) or plainly (1234.5). `1.234` is one thousand two hundred thirty-four,
 * `1.5` one and a half. Error: `not_a_number`.
 */
export function parseNumber(input: Cell | string): ParseResult<number> {
  const cell = cellOf(input)
  if (cell.number !== undefined && !cell.date) return { ok: true, value: cell.number }
  const text = cell.text.replace(/[\s\u00a0\u202f]/g, '').replace(/^'/, '')
  const plain = toPlain(text)
  const value = plain === undefined ? Number.NaN : Number(plain)
  if (Number.isFinite(value)) return { ok: true, value }
  return { ok: false, code: 'not_a_number', params: { text: bareText(cell.text) } }
}

function toPlain(text: string): string | undefined {
  if (/^[+-]?[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/.test(text)) return text.replaceAll('.', '').replace(',', '.')
  if (/^[+-]?[1-9]\d{0,2}(,\d{3}){2,}(\.\d+)?$/.test(text)) return text.replaceAll(',', '')
  if (/^[+-]?[1-9]\d{0,2}(,\d{3})+\.\d+$/.test(text)) return text.replaceAll(',', '')
  if (/^[+-]?\d+(,\d+)?$/.test(text)) return text.replace(',', '.')
  return /^[+-]?\d+(\.\d+)?(e[+-]?\d{1,2})?$/i.test(text) ? text : undefined
}

/** Marks that mean yes: letters, ticks, and what Wingdings ticks become in another font. */
const yes = /^(x+|✓|✔|☑|☒|√|v|ü|þ|ý|1|\*|•|có|co|yes|y|true|đúng)$/i
const no = /^(0|không|khong|ko|k|no|n|false|sai|-+|–|—|☐)$/i

/** Whether a cell holds a mark that says yes (`true`) or no (`false`); nothing when it holds something else. */
export function readMark(input: Cell | string): boolean | undefined {
  const text = bareText(cellOf(input).text).replace(/^\((.*)\)$/, '$1')
  if (yes.test(text)) return true
  return no.test(text) ? false : undefined
}

/** Error: `not_a_flag`. */
export function parseFlag(input: Cell | string): ParseResult<boolean> {
  const value = readMark(input)
  if (value !== undefined) return { ok: true, value }
  return { ok: false, code: 'not_a_flag', params: { text: bareText(cellOf(input).text) } }
}

/** What was answered before, by list of choices: a column repeats the same few texts all the way down. */
const answered = new WeakMap<readonly Choice[], Map<string, ParseResult<string>>>()

/** The choice whose wording the cell has, marks and case aside; a near miss counts when only one choice is near. */
export function parseChoice(input: Cell | string, choices: readonly Choice[]): ParseResult<string> {
  const text = bareText(cellOf(input).text)
  const before = answered.get(choices) ?? new Map<string, ParseResult<string>>()
  const known = before.get(text)
  if (known) return known
  const found = findChoice(text, choices)
  if (before.size < 1000) answered.set(choices, before.set(text, found))
  return found
}

function findChoice(text: string, choices: readonly Choice[]): ParseResult<string> {
  const bare = bareWords(text)
  const exact = choices.find(
    (choice) => choice.value === text || choice.labels.some((label) => bareWords(label) === bare),
  )
  if (exact) return { ok: true, value: exact.value }
  const near = choices
    .map((choice) => ({
      choice,
      score: Math.max(0, ...choice.labels.map((label) => similarity(label, text))),
    }))
    .filter(({ score }) => score >= 0.8)
    .toSorted((a, b) => b.score - a.score)
  const [first, second] = near
  if (first && (!second || first.score - second.score > 0.1)) return { ok: true, value: first.choice.value }
  const allowed = choices.map((choice) => choice.labels[0] ?? choice.value).join(', ')
  return { ok: false, code: 'not_a_choice', params: { text, allowed } }
}

/**
 * A citizen number of 12 digits. Zeros lost in a spreadsheet are put back (`leading_zero_restored`) where the result
 * begins with a province code, 001–096; 9 digits are an identity card of the old kind (`old_national_id`).
 * Error: `not_a_national_id`.
 */
export function parseNationalId(input: Cell | string): ParseResult<string> {
  const digits = digitsOf(cellOf(input))
  const failed = {
    ok: false as const,
    code: 'not_a_national_id' as const,
    params: { text: bareText(cellOf(input).text) },
  }
  if (!/^\d{8,12}$/.test(digits)) return failed
  if (digits.length === 12) return { ok: true, value: digits }
  if (digits.length === 9) return { ok: true, value: digits, warning: 'old_national_id' }
  if (digits.length === 8) return { ok: true, value: `0${digits}`, warning: 'leading_zero_restored' }
  const restored = digits.padStart(12, '0')
  const province = Number(restored.slice(0, 3))
  return province >= 1 && province <= 96
    ? { ok: true, value: restored, warning: 'leading_zero_restored' }
    : failed
}

/** A Vietnamese telephone number in its national form, `0912345678`; a lost zero is put back. Error: `not_a_phone`. */
export function parsePhone(input: Cell | string): ParseResult<string> {
  const cell = cellOf(input)
  const digits = digitsOf(cell)
    .replace(/^(\+|00)84\(?0?\)?/, '0')
    .replace(/^84(?=\d{9}$)/, '0')
  if (/^0\d{9,10}$/.test(digits)) return { ok: true, value: digits }
  if (/^[2-9]\d{8,9}$/.test(digits))
    return { ok: true, value: `0${digits}`, warning: 'leading_zero_restored' }
  return { ok: false, code: 'not_a_phone', params: { text: bareText(cell.text) } }
}

/** The digits of a number or of a text that has only spaces, dots, dashes and brackets between them. */
function digitsOf(cell: Cell): string {
  const shown = bareText(cell.text)
  const plain = cell.number !== undefined && !/^0\d+$/.test(shown) ? plainNumber(cell.number) : shown
  return plain.replace(/[\s.'’()-]/g, '')
}
