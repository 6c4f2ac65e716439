import { z } from 'zod'
import { PersonFields } from '#modules/people/index.ts'
import { policyGroups, type PolicyGroup } from '../records/policy-fact.ts'

export const applicationStates = ['submitted', 'returned', 'accepted', 'rejected', 'withdrawn'] as const
export type ApplicationState = (typeof applicationStates)[number]

export const schoolings = ['thcs', 'thpt', 'trung_cap', 'cao_dang', 'dai_hoc'] as const

export type StoredFile = { hash: string; name: string; kind: string }

export type Application = {
  id: string
  institution_id: string
  intake_id: string
  programme_id: string
  code: string
  state: ApplicationState
  source: 'public' | 'office' | 'import'
  full_name: string
  birth_date: string | null
  birth_year: number | null
  sex: 'male' | 'female' | null
  ethnicity: string | null
  citizen_number_kind: 'cccd' | 'cmnd' | null
  citizen_number_sealed: string | null
  citizen_number_index: string | null
  citizen_number_end: string | null
  phone: string | null
  email: string | null
  address: string | null
  unit_id: string | null
  schooling: (typeof schoolings)[number] | null
  /** Policy groups the applicant names; each is proved when the learner enrols. */
  claims: PolicyGroup[]
  files: StoredFile[]
  note: string | null
  answer: string | null
  submitted_at: Date
  decided_at: Date | null
  decided_by_name: string | null
  enrolment_id: string | null
  version: number
}

const files = z.array(z.instanceof(File)).max(3, 'students.admission.error.files').default([])

const contact = {
  address: z.string().trim().max(300).optional(),
  unit_id: z.uuid().optional(),
  schooling: z.enum(schoolings, 'students.admission.error.schooling'),
  claims: z.array(z.enum(policyGroups)).default([]),
  note: z.string().trim().max(1000).optional(),
  files,
}

/** What an applicant is asked. A way to answer is needed: telephone or mail. */
export const ApplicationFields = PersonFields.extend(contact).refine((one) => one.phone ?? one.email, {
  path: ['phone'],
  message: 'students.admission.error.contact',
})
export type ApplicationFields = z.output<typeof ApplicationFields>

/** What an applicant may put right in a returned application: not who they are. */
export const MendFields = z.object({
  full_name: PersonFields.shape.full_name,
  phone: PersonFields.shape.phone,
  email: PersonFields.shape.email,
  ...contact,
})

/** Letters and digits that are not mistaken for one another, in groups that can be said aloud. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** A code of eight signs, `TS-XXXX-XXXX`, from random bytes (eight or more): about 10^12 of them, never guessed in line. */
export function codeFrom(bytes: Uint8Array): string {
  const signs = Array.from(bytes.slice(0, 8), (byte) => alphabet[byte % alphabet.length]).join('')
  return `TS-${signs.slice(0, 4)}-${signs.slice(4)}`
}

/** The code as people type it: lower case, spaces or without signs between. */
export function readCode(text: string): string | undefined {
  const signs = text
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
    .replace(/^TS/, '')
  return signs.length === 8 ? `TS-${signs.slice(0, 4)}-${signs.slice(4)}` : undefined
}

/** Which state an act of the school leads to, and from where. */
const moves: Record<
  'return' | 'reject' | 'accept' | 'reconsider',
  { from: ApplicationState[]; to: ApplicationState }
> = {
  return: { from: ['submitted'], to: 'returned' },
  reject: { from: ['submitted', 'returned'], to: 'rejected' },
  accept: { from: ['submitted'], to: 'accepted' },
  // also of one sent back: the office has got what was missing
  reconsider: { from: ['rejected', 'returned'], to: 'submitted' },
}
export type ApplicationAct = keyof typeof moves

export function nextApplicationState(
  state: ApplicationState,
  act: ApplicationAct,
): ApplicationState | undefined {
  return moves[act].from.includes(state) ? moves[act].to : undefined
}
