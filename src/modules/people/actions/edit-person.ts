import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { may } from '#platform/access.ts'
import { changePerson } from '../change-person.ts'
import { PersonFields } from '../person.ts'
import { getPerson } from '../store/person.ts'

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
    const change = await changePerson(tx, app, {
      person: target.person,
      version: input.version,
      fields: input,
      maySense: may(actor, 'people.read-sensitive', target.place),
      dropsNumber: input.remove_citizen_number,
      today,
    })
    return {
      result: { id: input.id },
      changes: [{ subject: 'people.person', id: input.id, institution: target.place.institution, ...change }],
    }
  },
})
