import { z } from 'zod'
import { fieldProps } from '#modules/people/index.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import {
  Button,
  DateField,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  RadioGroup,
  TextField,
} from '#ui/index.ts'
import { editCohort } from '../actions/cohort.ts'
import { cohortForms, entries } from '../cohort.ts'
import { getCohort } from '../store/cohort.ts'
import { dayText } from '../typed.ts'
import { wordOptions } from './parts.tsx'

/** Changes what a cohort says of itself. */
export const cohortEdit = definePage({
  path: '/khoa/:id/sua',
  permission: 'students.edit',
  params: z.object({ id: z.uuid() }),
  load: ({ db, params }) => getCohort(db, params.id),
  about: (cohort) => ({ institution: cohort.institution_id }),
  title: (cohort, t) => t('students.cohort.named', { name: cohort.name }),
  forms: {
    save: defineForm({
      action: editCohort,
      then: (result) => ({ to: `/khoa/${result.id}`, say: 'students.cohort.saved' }),
    }),
  },
  view: (cohort, context) => {
    const { t, form } = context
    return (
      <>
        <PageHeader
          title={t('students.cohort.named', { name: cohort.name })}
          lead={t('students.cohort.edit_lead')}
        />
        <Form hidden={form.hidden('save', { version: cohort.version })}>
          <TextField
            {...fieldProps(context, 'name', cohort.name)}
            label={t('students.cohort.name')}
            width="half"
            maxlength={60}
            required
          />
          <DateField
            {...fieldProps(context, 'planned_to_date', dayText(cohort.planned_to_date))}
            label={t('students.cohort.to')}
            required
          />
          <RadioGroup
            {...fieldProps(context, 'study_form', cohort.study_form)}
            label={t('students.cohort.form')}
            options={wordOptions(cohortForms, 'students.cohort.form', t)}
            required
          />
          <RadioGroup
            {...fieldProps(context, 'entry', cohort.entry)}
            label={t('students.cohort.entry')}
            options={wordOptions(entries, 'students.cohort.entry', t)}
            optional={t('people.form.optional')}
          />
          <FormActions>
            <Button>{t('students.form.save')}</Button>
            <LinkButton kind="ghost" href={`/khoa/${cohort.id}`}>
              {t('people.edit.cancel')}
            </LinkButton>
          </FormActions>
        </Form>
      </>
    )
  },
})
