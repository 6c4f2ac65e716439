import { z } from 'zod'
import { typedDay, typedReason } from './typed.ts'

/** Groups whose learners the State supports. Which papers prove one is not decided here. */
export const policyGroups = [
  'poor',
  'near_poor',
  'ethnic_minority',
  'disability',
  'orphan',
  'merit_family',
  'hard_area',
  'border_island',
  'recruited',
  'discharged',
] as const
export type PolicyGroup = (typeof policyGroups)[number]

/** A paper that proves a fact, as the file store holds it. */
export type Paper = { hash: string; name: string; kind: 'pdf' | 'jpeg' | 'png' }

/** That a person belongs to a group from a day on. Sensitive: shown and changed only with `students.read-sensitive`. */
export type PolicyFact = {
  id: string
  person_id: string
  institution_id: string
  kind: PolicyGroup
  from_date: string
  to_date: string | null
  evidence: string | null
  note: string | null
  paper: Paper | null
  verified_by: string | null
  verified_on: string | null
  ended_reason: string | null
  version: number
}

export const PolicyFactFields = z
  .object({
    kind: z.enum(policyGroups),
    from_date: typedDay,
    to_date: typedDay.optional(),
    evidence: z.string().trim().max(300).optional(),
    note: z.string().trim().max(1000).optional(),
    file: z.instanceof(File).optional(),
  })
  .refine((fact) => fact.to_date === undefined || fact.to_date >= fact.from_date, {
    path: ['to_date'],
    message: 'students.error.ends_before',
  })
export type PolicyFactFields = z.output<typeof PolicyFactFields>

export const EndFields = z.object({ to_date: typedDay, ended_reason: typedReason })

/** Is the fact in force on the day? */
export const isInForce = (fact: Pick<PolicyFact, 'from_date' | 'to_date'>, on: string): boolean =>
  fact.from_date <= on && (fact.to_date === null || fact.to_date >= on)
