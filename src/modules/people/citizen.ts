/** 12 digits: the citizen number (số định danh cá nhân, căn cước); 9 digits: the identity card before it. */
export type CitizenNumberKind = 'cccd' | 'cmnd'

/** A citizen number as it is kept: sealed, found by its keyed index, recognised by its last three digits. */
export type SealedCitizenNumber = {
  citizen_number_kind: CitizenNumberKind
  citizen_number_sealed: string
  citizen_number_index: string
  citizen_number_end: string
}

const lengths: Record<CitizenNumberKind, number> = { cccd: 12, cmnd: 9 }

/** The digits of a number as people write it (spaces, dots and dashes aside); undefined when it is neither kind. */
export function readCitizenNumber(text: string): string | undefined {
  const digits = text.replace(/[\s.-]/g, '')
  return /^(\d{9}|\d{12})$/.test(digits) ? digits : undefined
}

/** Seals 9 or 12 digits. */
export function sealCitizenNumber(
  keys: { seal: (text: string) => string; index: (text: string) => string },
  digits: string,
): SealedCitizenNumber {
  return {
    citizen_number_kind: digits.length === 12 ? 'cccd' : 'cmnd',
    citizen_number_sealed: keys.seal(digits),
    citizen_number_index: keys.index(digits),
    citizen_number_end: digits.slice(-3),
  }
}

/** As screens and files show it: stars and the last three digits; empty when there is none. */
export function maskCitizenNumber(person: {
  citizen_number_kind: string | null
  citizen_number_end: string | null
}): string {
  const { citizen_number_kind: kind, citizen_number_end: end } = person
  if (!kind || !end) return ''
  return end.padStart(lengths[kind as CitizenNumberKind], '*')
}
