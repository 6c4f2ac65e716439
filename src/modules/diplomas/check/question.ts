import { fold, parseDate } from '#platform/text/index.ts'

/** A number and who it should belong to. The name is folded; of the birth the day, or the year alone. */
export type Question = {
  serial: string
  name: string | undefined
  birth: { date: string; year?: never } | { year: number; date?: never } | undefined
}

export type Typed = { serial?: string | undefined; name?: string | undefined; birth?: string | undefined }

export type AskedOr =
  | { question: Question; faults?: never }
  | { faults: Record<string, string>; question?: never }

/** Longest number, name and date that are looked at. */
export const longest = { serial: 60, name: 120, birth: 20 } as const

/** The number as it is compared: capitals and digits, whatever stands between them. */
export const serialKey = (serial: string): string =>
  serial
    .normalize('NFC')
    .toUpperCase()
    .replaceAll(/[^0-9A-ZĐ]/g, '')

/**
 * Reads what was typed. `faults` names each field that cannot be asked for, by message key; then nothing is looked up.
 * Marks, capitals, spaces and the way letters are composed do not matter.
 */
export function readQuestion(typed: Typed): AskedOr {
  const serial = (typed.serial ?? '').normalize('NFC').slice(0, longest.serial)
  const name = fold((typed.name ?? '').slice(0, longest.name))
  const birthText = (typed.birth ?? '').trim().slice(0, longest.birth)
  const birth = readBirth(birthText)
  const faults: Record<string, string> = {}
  if (serialKey(serial) === '') faults.serial = 'diplomas.check.error.serial'
  if (birthText !== '' && !birth) faults.birth = 'diplomas.check.error.birth'
  else if (!birth && !/[\p{L}\p{N}]/u.test(name)) faults.name = 'diplomas.check.error.second'
  if (Object.keys(faults).length > 0) return { faults }
  return { question: { serial, name: name || undefined, birth } }
}

function readBirth(text: string): Question['birth'] {
  if (/^\d{4}$/.test(text) && Number(text) > 1900) return { year: Number(text) }
  // Phones offer digits only: 05031999 is a day too.
  const joined = /^(\d{2})(\d{2})(\d{4})$/.exec(text)
  const date = parseDate(joined ? `${joined[1]}/${joined[2]}/${joined[3]}` : text)
  return date ? { date } : undefined
}
