import { z } from 'zod'
import { getPerson } from '#modules/people/index.ts'
import { notFound } from '#platform/errors.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { editPost } from '../actions/edit-post.ts'
import { findPost } from '../store/post.ts'
import { PostForm } from './post-form.tsx'

/** Changes or ends a post; of two people editing at once, the second sees both versions. */
export const postEdit = definePage({
  path: '/nhan-su/:id/chuc-danh/:post',
  permission: 'staff.edit',
  params: z.object({ id: z.uuid(), post: z.uuid() }),
  async load({ db, params, actor, app }) {
    const { person } = await getPerson(db, params.id, { actor, app }, 'staff.edit')
    const post = await findPost(db, params.post)
    if (!post || post.person_id !== person.id) throw notFound()
    return { person, post }
  },
  about: ({ post }) => ({ institution: post.institution_id }),
  looks: ({ person }) => ({ subject: 'people.person', ids: [person.id] }),
  title: (_data, t) => t('staff.post.edit'),
  forms: {
    save: defineForm({
      action: editPost,
      then: (result) => ({ to: `/nhan-su/${result.person}`, say: 'staff.post.saved' }),
    }),
  },
  view: ({ person, post }, context) => (
    <PostForm title={context.t('staff.post.edit')} person={person} post={post} context={context} />
  ),
})
