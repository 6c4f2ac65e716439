import { certificateFacts, readPem, type CertificateFacts } from '#platform/signing/index.ts'

export const providers = ['kept', 'pkcs11', 'remote'] as const
export type Provider = (typeof providers)[number]

/** A key diplomas are signed with, as the table keeps it; `secret` is sealed. Days are `yyyy-mm-dd`. */
export type SigningKey = {
  id: string
  institution_id: string
  provider: Provider
  public_part: string
  name: string
  reference: string | null
  secret: string | null
  from_date: string
  to_date: string | null
  revoked_on: string | null
  is_demo: boolean
  version: number
}

/** `waiting`: not yet in force; `ending`: a month or less is left. */
export type KeyStanding = 'waiting' | 'in_force' | 'ending' | 'expired' | 'ended'

/** Days before the end from which a new certificate should be asked for. */
const warningDays = 30

export function standingOf(
  key: Pick<SigningKey, 'from_date' | 'to_date' | 'revoked_on'>,
  day: string,
): KeyStanding {
  if (key.revoked_on !== null && key.revoked_on <= day) return 'ended'
  if (key.to_date !== null && key.to_date < day) return 'expired'
  if (key.from_date > day) return 'waiting'
  return key.to_date !== null && key.to_date <= addDays(day, warningDays) ? 'ending' : 'in_force'
}

export const isUsable = (standing: KeyStanding): boolean => standing === 'in_force' || standing === 'ending'

/** What the signer's certificate of a key says. */
export const factsOf = (key: Pick<SigningKey, 'public_part'>): CertificateFacts =>
  certificateFacts(readPem(key.public_part)[0]!)

/** The name a key has in its institution's list: by its certificate's number, so that none stands there twice. */
export const nameOfKey = (facts: CertificateFacts): string => `pdf-${facts.serial.toLowerCase()}`

/** Where a key lies on a token: `token=<label>;id=<hexadecimal>`. */
export const writeTokenPlace = (token: string, id: string): string => `token=${token};id=${id}`

/** @returns undefined when the text is no such place */
export function readTokenPlace(reference: string | null): { token: string; id: string } | undefined {
  const [, token, id] = /^token=([^;]+);id=([0-9a-f]+)$/i.exec(reference ?? '') ?? []
  return token && id ? { token, id } : undefined
}

export function addDays(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}
