import type { KindCode } from '../diploma.ts'

/** How `{kind}` reads in a number. */
const kindLetters: Record<KindCode, string> = {
  college_diploma: 'CD',
  intermediate_diploma: 'TC',
  vocational_high_school_diploma: 'THN',
  elementary_certificate: 'SC',
  training_certificate: 'DT',
  pd_certificate: 'BD',
}

export type NumberParts = { seq: number; year: number; school: string; kind: KindCode }

const part = /\{(seq|yyyy|yy|school|kind)(?::(\d))?\}/g

/** The number a pattern makes: `{seq:5}` is the number with at least five digits. */
export function renderPattern(pattern: string, { seq, year, school, kind }: NumberParts): string {
  return pattern.replaceAll(part, (_whole, name: string, width: string | undefined) => {
    switch (name) {
      case 'seq':
        return String(seq).padStart(Number(width ?? 1), '0')
      case 'yyyy':
        return String(year)
      case 'yy':
        return String(year % 100).padStart(2, '0')
      case 'school':
        return school.toUpperCase()
      default:
        return kindLetters[kind]
    }
  })
}

/** How a number is compared and looked up: capitals, no spaces or punctuation. Like `serial_key` in the database. */
export const numberKey = (text: string): string => text.replaceAll(/[^0-9A-Za-zĐđ]/g, '').toUpperCase()

/**
 * Why a pattern may not be used, as a message key. The running number starts anew each year, so that a pattern needs both it and
 * the year; then every number is another, for its length and its year say how many digits the running number has.
 */
export function findPatternFault(pattern: string): string | undefined {
  const rest = pattern.replaceAll(part, '')
  if (/[{}]/.test(rest)) return 'diplomas.registers.error.unknown_part'
  if (!/\{seq(?::\d)?\}/.test(pattern)) return 'diplomas.registers.error.no_seq'
  if (/\{(?!seq)\w+:\d\}/.test(pattern)) return 'diplomas.registers.error.width'
  if (!/\{yyyy\}|\{yy\}/.test(pattern)) return 'diplomas.registers.error.no_year'
  if (!/^[0-9A-Za-zĐđ ./_-]*$/.test(rest)) return 'diplomas.registers.error.signs'
  return undefined
}

/** Would the two kinds of one school be given the same numbers? */
export function collides(one: Pattern, other: Pattern, school: string): boolean {
  const sample = ({ pattern, kind }: Pattern) =>
    numberKey(renderPattern(pattern, { seq: 1, year: 2026, school, kind }))
  return sample(one) === sample(other)
}
export type Pattern = { pattern: string; kind: KindCode }
