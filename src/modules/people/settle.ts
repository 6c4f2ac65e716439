import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { may } from '#platform/access.ts'
import type { RunContext } from '#platform/actions/define.ts'
import { recordLook } from '#platform/audit/looks.ts'
import type { Change } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import { invalid, type AppError } from '#platform/errors.ts'
import { fold } from '#platform/text/index.ts'
import { sealCitizenNumber } from './citizen.ts'
import { isMinority } from './ethnicity.ts'
import { candidateErrors } from './pages/candidates.tsx'
import { PersonFields } from './person.ts'
import { findDuplicates, findHolder, type Candidate } from './store/duplicates.ts'
import { insertPeople, type NewPerson } from './store/person.ts'

/** A person typed into a form, and which record is meant where some look alike: its id, or `new`. */
export const AddedPerson = PersonFields.extend({
  same_person: z.union([z.literal('new'), z.uuid()]).optional(),
})
type AddedPerson = z.output<typeof AddedPerson>

/** Key of the sentence above the choices, and the page that shows them. */
type Asking = { question: string; page: string }

/**
 * The question which record is meant, for a form to come back with. What it shows of people on record is logged as a look.
 * @returns the error to throw: the choices as `same_person.<id>`
 */
export async function askWhich(
  candidates: readonly Candidate[],
  { question, page }: Asking,
  { actor, app, lang }: Pick<RunContext<unknown, unknown>, 'actor' | 'app' | 'lang'>,
): Promise<AppError> {
  const ids = candidates.flatMap((one) => (one.person ? [one.id] : []))
  await recordLook(app.database, actor, page, { subject: 'people.person', ids })
  return invalid(candidateErrors(candidates, app.catalog(lang)), question)
}

/**
 * The record of a person an institution adds: one that is there, or a new one. When records look like the same person and
 * nobody has answered which, the form comes back asking, under the caller's question.
 * @returns the person's id, and the changes for the audit where a record was made
 * @throws AppError `invalid`: the choices as `same_person.<id>`, or `citizen_number` where it is somebody else's
 */
export async function settlePerson(
  tx: Tx,
  { input, actor, app, lang }: Pick<RunContext<AddedPerson, unknown>, 'input' | 'actor' | 'app' | 'lang'>,
  institution: string,
  asking: Asking,
): Promise<{ id: string; changes: Change[] }> {
  const maySense = may(actor, 'people.read-sensitive', { institution })
  const person = newPerson(input, app.keys, maySense)
  const candidates = await findCandidates(tx, person)
  const known = chooseKnown(candidates, input.same_person)
  if (known === 'ask') throw await askWhich(candidates, asking, { actor, app, lang })
  if (known) return { id: known, changes: [] }
  return { id: person.id, changes: await insertPeople(tx, [person], institution) }
}

/** The ethnicity is kept only from those who may read it. */
function newPerson(
  input: PersonFields,
  keys: Parameters<typeof sealCitizenNumber>[0],
  maySense: boolean,
): NewPerson {
  const facts = {
    full_name: input.full_name,
    birth_date: input.birth?.date ?? null,
    birth_year: input.birth?.year ?? null,
    sex: input.sex ?? null,
    phone: input.phone ?? null,
    email: input.email ?? null,
    ...(maySense && input.ethnicity
      ? { ethnicity: input.ethnicity, is_minority: isMinority(input.ethnicity) ?? null }
      : {}),
    ...(input.citizen_number ? sealCitizenNumber(keys, input.citizen_number) : {}),
  }
  const byHand = Object.entries(facts).flatMap(([name, value]) => (value === null ? [] : [name]))
  return { id: randomUUID(), ...facts, by_hand: byHand }
}

/** Look-alikes; a number that belongs to somebody of another name is a mistake in the number. */
async function findCandidates(tx: Tx, person: NewPerson): Promise<Candidate[]> {
  if (person.citizen_number_index) {
    const holder = await findHolder(tx, person.citizen_number_index)
    if (holder && holder.search !== fold(person.full_name))
      throw invalid({ citizen_number: 'people.error.number_taken' })
  }
  return findDuplicates(tx, {
    full_name: person.full_name,
    birth_date: person.birth_date ?? null,
    birth_year: person.birth_year ?? null,
    citizen_number_kind: person.citizen_number_kind ?? null,
    citizen_number_index: person.citizen_number_index ?? null,
    phone: person.phone ?? null,
  })
}

/** The record meant: its id, undefined for somebody new, or `ask`. One may only name a record that was found. */
export function chooseKnown(
  candidates: readonly Candidate[],
  answer: string | undefined,
): string | undefined | 'ask' {
  if (candidates.length === 0) return undefined
  const isCertain = candidates.some((candidate) => candidate.certainty === 'certain')
  if (answer === 'new') return isCertain ? 'ask' : undefined
  return candidates.some((candidate) => candidate.id === answer) ? answer : 'ask'
}
