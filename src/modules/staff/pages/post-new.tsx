import { InstitutionField } from '#modules/institutions/index.ts'
import { z } from 'zod'
import { getPerson } from '#modules/people/index.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { addPost } from '../actions/add-post.ts'
import { editableInstitutions } from './editable.ts'
import { PostForm } from './post-form.tsx'

/** Gives somebody another post. */
export const postNew = definePage({
  path: '/nhan-su/:id/chuc-danh/moi',
  permission: 'staff.edit',
  params: z.object({ id: z.uuid() }),
  async load({ db, params, actor, app, today }) {
    return {
      ...(await getPerson(db, params.id, { actor, app }, 'staff.edit')),
      options: await editableInstitutions(db, actor, today),
    }
  },
  about: (data) => data.place,
  looks: ({ person }) => ({ subject: 'people.person', ids: [person.id] }),
  title: (_data, t) => t('staff.post.new'),
  forms: {
    save: defineForm({
      action: addPost,
      then: (result) => ({ to: `/nhan-su/${result.person}`, say: 'staff.post.saved' }),
    }),
  },
  view: ({ person, options }, context) => (
    <PostForm title={context.t('staff.post.new')} person={person} context={context}>
      <InstitutionField options={options} context={context} />
    </PostForm>
  ),
})
