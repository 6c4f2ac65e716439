import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { invalid, precondition } from '#platform/errors.ts'
import { getPerson, linkPerson } from '#modules/people/index.ts'
import { findPostFaults, PostFields, toColumns } from '../post.ts'
import { insertPosts } from '../store/post.ts'

/** Gives somebody who has a record another post, at an institution of the actor. */
export const addPost = defineAction({
  name: 'staff.add-post',
  permission: 'staff.edit',
  input: PostFields.extend({ id: z.uuid(), institution: z.uuid({ error: 'staff.error.institution' }) }),
  find: (db, input, context) => getPerson(db, input.id, context, 'staff.edit'),
  about: (_found, input) => ({ institution: input.institution }),
  async run(tx, { input, target }) {
    if (target.person.merged_into) throw precondition('staff.error.merged')
    const faults = findPostFaults(input)
    if (Object.keys(faults).length > 0) throw invalid(faults)
    await linkPerson(tx, input.id, input.institution, 'staff')
    const columns = toColumns(input)
    const changes = await insertPosts(tx, [
      {
        id: randomUUID(),
        person_id: input.id,
        institution_id: input.institution,
        ...columns,
        by_hand: Object.keys(columns),
      },
    ])
    return { result: { person: input.id }, changes }
  },
})
