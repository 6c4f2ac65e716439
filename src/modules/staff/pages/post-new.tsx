import { z } from 'zod'
import { getPerson } from '#modules/people/index.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { Button, Form, FormActions, LinkButton, PageHeader } from '#ui/index.ts'
import { addPost } from '../actions/add-post.ts'
import { editableInstitutions, InstitutionField } from './institution-field.tsx'
import { PostFormFields } from './post-fields.tsx'

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
  view: ({ person, options }, context) => {
    const { t, form } = context
    return (
      <>
        <PageHeader title={t('staff.post.new')} lead={person.full_name} />
        <Form hidden={form.hidden('save')}>
          <InstitutionField options={options} context={context} />
          <PostFormFields context={context} />
          <FormActions>
            <Button>{t('people.edit.save')}</Button>
            <LinkButton kind="ghost" href={`/nhan-su/${person.id}`}>
              {t('people.edit.cancel')}
            </LinkButton>
          </FormActions>
        </Form>
      </>
    )
  },
})
