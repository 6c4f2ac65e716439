import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { invalid } from '#platform/errors.ts'
import { AddedPerson, findBirthFault, linkPerson, settlePerson } from '#modules/people/index.ts'
import { findAgeFault, findPostFaults, PostFields, toColumns } from '../post.ts'
import { insertPosts } from '../store/post.ts'

/**
 * Adds a teacher or manager: the person (unless it already has a record), the link to the institution and the post, in
 * one act. When records look like the same person, the form comes back asking which; `same_person` answers.
 */
export const addStaff = defineAction({
  name: 'staff.add-staff',
  permission: 'staff.edit',
  input: AddedPerson.extend(PostFields.shape).extend({
    institution: z.uuid({ error: 'staff.error.institution' }),
  }),
  find: nothing,
  about: (_target, input) => ({ institution: input.institution }),
  async run(tx, context) {
    const { input, today } = context
    const faults = findPostFaults(input)
    const birthFault = findBirthFault(input.birth, today) ?? findAgeFault(input.birth, today)
    if (birthFault) faults.birth = birthFault
    if (Object.keys(faults).length > 0) throw invalid(faults)
    const person = await settlePerson(tx, context, input.institution, {
      question: 'staff.error.maybe_known',
      page: '/nhan-su/moi',
    })
    await linkPerson(tx, person.id, input.institution, 'staff')
    const columns = toColumns(input)
    const posts = await insertPosts(tx, [
      {
        id: randomUUID(),
        person_id: person.id,
        institution_id: input.institution,
        ...columns,
        by_hand: Object.keys(columns),
      },
    ])
    return { result: { person: person.id }, changes: [...person.changes, ...posts] }
  },
})
