import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db/database.ts'
import { conflict, invalid, precondition } from '#platform/errors.ts'
import { sealCitizenNumber } from './citizen.ts'
import { isMinority } from './ethnicity.ts'
import { findBirthFault, type Person, type PersonFields } from './person.ts'
import { findHolder } from './store/duplicates.ts'
import { updatePerson, type StoredFacts } from './store/person.ts'

export type PersonChange = {
  person: Person
  /** The version that was seen. */
  version: number
  /** Every fact as it should be; no citizen number keeps the stored one. */
  fields: PersonFields
  /** Without the right to see it, ethnicity stays as it is. */
  maySense: boolean
  dropsNumber?: boolean | undefined
  today: string
}

/**
 * Makes a person's facts what the fields say.
 * @returns before and after of what differs
 * @throws AppError invalid by field, precondition for a merged record, conflict when somebody else saved first
 */
export async function changePerson(
  tx: Tx,
  app: App,
  { person, version, fields, maySense, dropsNumber, today }: PersonChange,
): Promise<{ before: Record<string, unknown>; after: Record<string, unknown> }> {
  if (person.merged_into) throw precondition('people.error.merged')
  const fault = findBirthFault(fields.birth, today)
  if (fault) throw invalid({ birth: fault })
  const next: Partial<StoredFacts> = {
    full_name: fields.full_name,
    birth_date: fields.birth?.date ?? null,
    birth_year: fields.birth?.year ?? null,
    sex: fields.sex ?? null,
    phone: fields.phone ?? null,
    email: fields.email ?? null,
  }
  if (maySense) {
    next.ethnicity = fields.ethnicity ?? null
    next.is_minority =
      isMinority(fields.ethnicity) ?? (fields.ethnicity === undefined ? person.is_minority : null)
  }
  if (fields.citizen_number) {
    const sealed = sealCitizenNumber(app.keys, fields.citizen_number)
    const holder = await findHolder(tx, sealed.citizen_number_index)
    if (holder && holder.id !== person.id) throw invalid({ citizen_number: 'people.error.number_taken' })
    if (!holder) Object.assign(next, sealed)
  } else if (dropsNumber) {
    Object.assign(next, {
      citizen_number_kind: null,
      citizen_number_sealed: null,
      citizen_number_index: null,
      citizen_number_end: null,
    })
  }
  const change = await updatePerson(tx, person.id, version, next)
  if (!change) throw conflict()
  return change
}
