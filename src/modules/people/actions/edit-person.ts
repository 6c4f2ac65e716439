import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { may } from '#platform/access.ts'
import { conflict, invalid, precondition } from '#platform/errors.ts'
import { sealCitizenNumber } from '../citizen.ts'
import { isMinority } from '../ethnicity.ts'
import { findBirthFault, PersonFields } from '../person.ts'
import { findHolder } from '../store/duplicates.ts'
import { getPerson, updatePerson, type StoredFacts } from '../store/person.ts'

/** Changes a person's facts. An empty citizen number keeps the stored one; ethnicity changes only with the right to see it. */
export const editPerson = defineAction({
  name: 'people.edit-person',
  permission: 'people.edit',
  input: PersonFields.extend({
    id: z.uuid(),
    version: z.coerce.number().int(),
    remove_citizen_number: z.stringbool().optional(),
  }),
  find: (db, input, context) => getPerson(db, input.id, context, 'people.edit'),
  about: (found) => found.place,
  async run(tx, { input, target, actor, app, today }) {
    if (target.person.merged_into) throw precondition('people.error.merged')
    const fault = findBirthFault(input.birth, today)
    if (fault) throw invalid({ birth: fault })
    const next: Partial<StoredFacts> = {
      full_name: input.full_name,
      birth_date: input.birth?.date ?? null,
      birth_year: input.birth?.year ?? null,
      sex: input.sex ?? null,
      phone: input.phone ?? null,
      email: input.email ?? null,
    }
    if (may(actor, 'people.read-sensitive', target.place)) {
      next.ethnicity = input.ethnicity ?? null
      next.is_minority =
        isMinority(input.ethnicity) ?? (input.ethnicity === undefined ? target.person.is_minority : null)
    }
    if (input.citizen_number) {
      const sealed = sealCitizenNumber(app.keys, input.citizen_number)
      const holder = await findHolder(tx, sealed.citizen_number_index)
      if (holder && holder.id !== input.id) throw invalid({ citizen_number: 'people.error.number_taken' })
      if (!holder) Object.assign(next, sealed)
    } else if (input.remove_citizen_number) {
      Object.assign(next, {
        citizen_number_kind: null,
        citizen_number_sealed: null,
        citizen_number_index: null,
        citizen_number_end: null,
      })
    }
    const change = await updatePerson(tx, input.id, input.version, next)
    if (!change) throw conflict()
    return {
      result: { id: input.id },
      changes: [{ subject: 'people.person', id: input.id, institution: target.place.institution, ...change }],
    }
  },
})
