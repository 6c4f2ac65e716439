import { z } from 'zod'
import { birthText, PersonFields, readBirth, type Person } from '#modules/people/index.ts'

/** Facts a learner may ask to have mended, in the order of the form. */
export const dataFields = [
  'full_name',
  'birth',
  'sex',
  'ethnicity',
  'citizen_number',
  'phone',
  'email',
  'address',
] as const
export type DataField = (typeof dataFields)[number]

/** Facts that stand on papers: who asks shows one. How to reach somebody needs none. */
export const provenFields: readonly DataField[] = ['full_name', 'birth', 'sex', 'ethnicity', 'citizen_number']

export type Paper = { hash: string; name: string; kind: string }
export type DataRequestState = 'open' | 'accepted' | 'refused' | 'withdrawn'

/** Each fact as it was when asked and as it should be, as people write it; a citizen number as it was is masked. */
export type Proposal = {
  values: Partial<Record<DataField, { old: string; new: string }>>
  reason: string | null
}

export type DataRequest = {
  id: string
  learner_id: string
  person_id: string
  institution_id: string
  fields: DataField[]
  proposal: Proposal
  files: Paper[]
  state: DataRequestState
  asked_at: Date
  answer: string | null
  decided_at: Date | null
  decided_by_name: string | null
  version: number
  full_name: string
  learner_code: string
}

/** What the learner's form sends: an empty field leaves the fact as it is. */
export const DataRequestFields = PersonFields.partial().extend({
  address: z.string().trim().max(300).optional(),
  reason: z.string().trim().max(500).optional(),
  files: z.array(z.instanceof(File)).max(3, 'students.request.error.files').default([]),
})
export type DataRequestFields = z.output<typeof DataRequestFields>

/** The facts as they are, as text; the citizen number by its end only. */
export const factTexts = (
  person: Pick<Person, 'full_name' | 'birth_date' | 'birth_year' | 'sex' | 'ethnicity' | 'phone' | 'email'>,
  { number, address }: { number: string | undefined; address: string | null },
): Record<DataField, string> => ({
  full_name: person.full_name,
  birth: birthText(person),
  sex: person.sex ?? '',
  ethnicity: person.ethnicity ?? '',
  citizen_number: number ?? '',
  phone: person.phone ?? '',
  email: person.email ?? '',
  address: address ?? '',
})

/** What differs from the facts as they are. A citizen number that is typed always counts as another. */
export function changesOf(now: Record<DataField, string>, input: DataRequestFields): Proposal['values'] {
  const typed: Partial<Record<DataField, string | undefined>> = {
    full_name: input.full_name,
    birth: input.birth && birthText({ birth_date: input.birth.date, birth_year: input.birth.year }),
    sex: input.sex,
    ethnicity: input.ethnicity,
    citizen_number: input.citizen_number,
    phone: input.phone,
    email: input.email,
    address: input.address,
  }
  return Object.fromEntries(
    dataFields.flatMap((field) => {
      const value = typed[field]
      return value && value !== now[field] ? [[field, { old: now[field], new: value }]] : []
    }),
  )
}

/** The person's facts with those proposed in their place. */
export function mendedFields(person: Person, { values }: Proposal): PersonFields {
  const birth = values.birth
    ? readBirth(values.birth.new)
    : person.birth_year === null && person.birth_date === null
      ? undefined
      : { date: person.birth_date, year: person.birth_year }
  const pick = (field: DataField, now: string | null): string | undefined =>
    values[field]?.new ?? now ?? undefined
  return {
    full_name: pick('full_name', person.full_name)!,
    birth,
    sex: pick('sex', person.sex) as PersonFields['sex'],
    ethnicity: pick('ethnicity', person.ethnicity),
    citizen_number: values.citizen_number?.new,
    phone: pick('phone', person.phone),
    email: pick('email', person.email),
  }
}
