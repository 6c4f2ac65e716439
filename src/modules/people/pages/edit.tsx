import { z } from 'zod'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { Button, Form, FormActions, LinkButton, PageHeader } from '#ui/index.ts'
import { editPerson } from '../actions/edit-person.ts'
import { getPerson } from '../store/person.ts'
import { PersonFormFields } from './fields.tsx'

/** Changes a person's facts; of two people editing at once, the second sees both versions. */
export const personEdit = definePage({
  path: '/nguoi/:id/sua',
  permission: 'people.edit',
  params: z.object({ id: z.uuid() }),
  load: ({ db, params, actor, app }) => getPerson(db, params.id, { actor, app }, 'people.edit'),
  about: (data) => data.place,
  looks: (data) => ({ subject: 'people.person', ids: [data.person.id] }),
  title: (_data, t) => t('people.edit.title'),
  forms: {
    save: defineForm({
      action: editPerson,
      then: (result) => ({ to: `/nguoi/${result.id}`, say: 'people.edit.saved' }),
    }),
  },
  view: ({ person, place }, context) => {
    const { t, form } = context
    return (
      <>
        <PageHeader title={t('people.edit.title')} lead={person.full_name} />
        <Form hidden={form.hidden('save', { version: person.version })}>
          <PersonFormFields person={person} place={place} context={context} />
          <FormActions>
            <Button>{t('people.edit.save')}</Button>
            <LinkButton kind="ghost" href={`/nguoi/${person.id}`}>
              {t('people.edit.cancel')}
            </LinkButton>
          </FormActions>
        </Form>
      </>
    )
  },
})
