import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { may, type Actor } from '#platform/access.ts'
import { defineAction, nothing } from '#platform/actions/define.ts'
import type { Change } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import { invalid } from '#platform/errors.ts'
import { fold } from '#platform/text/index.ts'
import {
  candidateErrors,
  findBirthFault,
  findDuplicates,
  insertPeople,
  isMinority,
  linkPerson,
  PersonFields,
  sealCitizenNumber,
  type Candidate,
  type NewPerson,
  findHolder,
} from '#modules/people/index.ts'
import { findAgeFault, findPostFaults, PostFields, toColumns } from '../post.ts'
import { insertPosts } from '../store/post.ts'

/**
 * Adds a teacher or manager: the person (unless it already has a record), the link to the institution and the post, in
 * one act. When records look like the same person, the form comes back asking which; `same_person` answers.
 */
export const addStaff = defineAction({
  name: 'staff.add-staff',
  permission: 'staff.edit',
  input: PersonFields.extend(PostFields.shape).extend({
    institution: z.uuid({ error: 'staff.error.institution' }),
    same_person: z.union([z.literal('new'), z.uuid()]).optional(),
  }),
  find: nothing,
  about: (_target, input) => ({ institution: input.institution }),
  async run(tx, { input, actor, app, today, lang }) {
    const faults = findPostFaults(input)
    const birthFault = findBirthFault(input.birth, today) ?? findAgeFault(input.birth, today)
    if (birthFault) faults.birth = birthFault
    if (Object.keys(faults).length > 0) throw invalid(faults)
    const person = newPerson(input, actor, app.keys)
    const candidates = await findCandidates(tx, person)
    const known = chooseKnown(candidates, input.same_person)
    if (known === 'ask')
      throw invalid(candidateErrors(candidates, app.catalog(lang)), 'staff.error.maybe_known')
    const changes: Change[] = known ? [] : await insertPeople(tx, [person], input.institution)
    const id = known ?? person.id
    await linkPerson(tx, id, input.institution, 'staff')
    const columns = toColumns(input)
    changes.push(
      ...(await insertPosts(tx, [
        {
          id: randomUUID(),
          person_id: id,
          institution_id: input.institution,
          ...columns,
          by_hand: Object.keys(columns),
        },
      ])),
    )
    return { result: { person: id }, changes }
  },
})

function newPerson(
  input: PersonFields & { institution: string },
  actor: Actor,
  keys: Parameters<typeof sealCitizenNumber>[0],
): NewPerson {
  const maySense = may(actor, 'people.read-sensitive', { institution: input.institution })
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
function chooseKnown(
  candidates: readonly Candidate[],
  answer: string | undefined,
): string | undefined | 'ask' {
  if (candidates.length === 0) return undefined
  const isCertain = candidates.some((candidate) => candidate.certainty === 'certain')
  if (answer === 'new') return isCertain ? 'ask' : undefined
  return candidates.some((candidate) => candidate.id === answer) ? answer : 'ask'
}
