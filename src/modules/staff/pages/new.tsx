import { InstitutionField } from '#modules/institutions/index.ts'
import { CandidateChoice, PersonFormFields } from '#modules/people/index.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { Button, FieldSet, Form, FormActions, LinkButton, PageHeader } from '#ui/index.ts'
import { addStaff } from '../actions/add-staff.ts'
import { editableInstitutions } from './editable.ts'
import { PostFormFields } from './post-fields.tsx'

/** Adds a teacher or manager. Somebody who may already have a record is asked about before anything is written. */
export const staffNew = definePage({
  path: '/nhan-su/moi',
  permission: 'staff.edit',
  load: async ({ db, actor, today }) => ({ options: await editableInstitutions(db, actor, today) }),
  title: (_data, t) => t('staff.new.title'),
  forms: {
    add: defineForm({
      action: addStaff,
      then: (result) => ({ to: `/nhan-su/${result.person}`, say: 'staff.new.added' }),
    }),
  },
  view: ({ options }, context) => {
    const { t, form } = context
    const place = options.length === 1 ? { institution: options[0]!.id } : { anywhere: true as const }
    return (
      <>
        <PageHeader title={t('staff.new.title')} lead={t('staff.new.lead')} />
        <Form hidden={form.hidden('add')}>
          <CandidateChoice context={context} />
          <InstitutionField options={options} context={context} />
          <FieldSet legend={t('staff.form.person')}>
            <PersonFormFields place={place} context={context} />
          </FieldSet>
          <FieldSet legend={t('staff.form.post')}>
            <PostFormFields context={context} />
          </FieldSet>
          <FormActions>
            <Button>{t('staff.new.save')}</Button>
            <LinkButton kind="ghost" href="/nhan-su">
              {t('people.edit.cancel')}
            </LinkButton>
          </FormActions>
        </Form>
      </>
    )
  },
})
