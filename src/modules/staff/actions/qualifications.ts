import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { conflict, invalid, notFound, precondition } from '#platform/errors.ts'
import { getPerson } from '#modules/people/index.ts'
import { QualificationFields, splitChoice } from '../qualification.ts'
import { deleteQualification, findQualification, insertQualifications } from '../store/qualification.ts'

export const addQualification = defineAction({
  name: 'staff.add-qualification',
  permission: 'staff.edit',
  input: QualificationFields.extend({ id: z.uuid() }),
  find: (db, input, context) => getPerson(db, input.id, context, 'staff.edit', 'staff'),
  about: (found) => found.place,
  async run(tx, { input, target, today }) {
    if (target.person.merged_into) throw precondition('staff.error.merged')
    if (input.obtained_on && input.obtained_on > today)
      throw invalid({ obtained_on: 'staff.error.obtained_future' })
    if (input.obtained_on && input.valid_to && input.valid_to < input.obtained_on)
      throw invalid({ valid_to: 'staff.error.ends_before' })
    const row = {
      id: randomUUID(),
      person_id: input.id,
      ...splitChoice(input.choice),
      field: input.field ?? null,
      issuer: input.issuer ?? null,
      obtained_on: input.obtained_on ?? null,
      valid_to: input.valid_to ?? null,
    }
    await insertQualifications(tx, [row])
    return {
      result: { person: input.id },
      changes: [
        {
          subject: 'staff.qualification',
          id: row.id,
          institution: target.place.institution,
          before: null,
          after: row,
        },
      ],
    }
  },
})

export const removeQualification = defineAction({
  name: 'staff.remove-qualification',
  permission: 'staff.edit',
  input: z.object({ id: z.uuid(), qualification: z.uuid() }),
  async find(db, input, context) {
    const found = await getPerson(db, input.id, context, 'staff.edit', 'staff')
    const qualification = await findQualification(db, input.qualification)
    if (!qualification || qualification.person_id !== input.id) throw notFound()
    return { ...found, qualification }
  },
  about: (found) => found.place,
  async run(tx, { input, target }) {
    const still = await findQualification(tx, input.qualification)
    if (!still) throw conflict()
    await deleteQualification(tx, input.qualification)
    return {
      result: { person: input.id },
      changes: [
        {
          subject: 'staff.qualification',
          id: input.qualification,
          institution: target.place.institution,
          before: target.qualification,
          after: null,
        },
      ],
    }
  },
})
