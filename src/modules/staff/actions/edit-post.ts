import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { conflict, invalid, notFound } from '#platform/errors.ts'
import { findPostFaults, PostFields, toColumns } from '../post.ts'
import { findPost, updatePost } from '../store/post.ts'

/** Changes a post, or ends it (`to_date`, why). */
export const editPost = defineAction({
  name: 'staff.edit-post',
  permission: 'staff.edit',
  input: PostFields.extend({ post: z.uuid(), version: z.coerce.number().int() }),
  async find(db, input) {
    const post = await findPost(db, input.post)
    if (!post) throw notFound()
    return post
  },
  about: (post) => ({ institution: post.institution_id }),
  async run(tx, { input, target }) {
    const faults = findPostFaults(input)
    if (Object.keys(faults).length > 0) throw invalid(faults)
    const change = await updatePost(tx, target.id, input.version, toColumns(input))
    if (!change) throw conflict()
    return {
      result: { person: target.person_id },
      changes: [{ subject: 'staff.post', id: target.id, institution: target.institution_id, ...change }],
    }
  },
})
