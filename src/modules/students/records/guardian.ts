import { addDays } from '#platform/clock.ts'
import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { addYears, typedDay } from './typed.ts'

export const relations = ['father', 'mother', 'guardian', 'other'] as const

/** A link by which a guardian of a minor reads along. The secret itself is not kept. */
export type GuardianLink = {
  id: string
  learner_id: string
  person_id: string
  institution_id: string
  guardian_name: string
  relation: (typeof relations)[number]
  contact: string | null
  from_date: string
  to_date: string
  revoked_on: string | null
  last_seen_at: Date | null
}

export const GuardianFields = z.object({
  guardian_name: z.string().trim().min(2).max(120),
  relation: z.enum(relations),
  contact: z.string().trim().max(120).optional(),
  to_date: typedDay.optional(),
})

/**
 * The last day before the 18th birthday: until then a guardian may read along. Of a person whose year alone is known the
 * earliest birthday counts. Undefined when the birth is unknown.
 */
export function lastMinorDay(person: {
  birth_date: string | null
  birth_year: number | null
}): string | undefined {
  const birth = person.birth_date ?? (person.birth_year === null ? null : `${person.birth_year}-01-01`)
  return birth ? addDays(addYears(birth, 18), -1) : undefined
}

/** A secret for a link (256 bits), and what is kept of it. */
export function makeSecret(): { token: string; hash: string } {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: hashSecret(token) }
}

export const hashSecret = (token: string): string => createHash('sha256').update(token).digest('base64url')

/** Why a link cannot run to the day wanted, as a message key; undefined when it can. */
export function findLinkFault(last: string | undefined, to: string, today: string): string | undefined {
  if (!last) return 'students.guardian.error.birth_unknown'
  if (last < today) return 'students.guardian.error.of_age'
  if (to < today) return 'students.guardian.error.past'
  return to > last ? 'students.guardian.error.beyond_age' : undefined
}
