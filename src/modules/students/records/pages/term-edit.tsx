import { InstitutionField } from '#modules/institutions/index.ts'
import { z } from 'zod'
import { fieldProps } from '#modules/people/index.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import {
  Button,
  DateField,
  Form,
  FormActions,
  LinkButton,
  NumberField,
  PageHeader,
  RadioGroup,
  TextField,
} from '#ui/index.ts'
import { saveTerm } from '../actions/save-term.ts'
import { getTerm } from '../store/term.ts'
import { termKinds, type Term } from '../term.ts'
import { dayText } from '../typed.ts'
import { schoolsFor, wordOptions } from './parts.tsx'

const saved = { to: '/hoc-ky', say: 'students.term.saved' }

export const termNew = definePage({
  path: '/hoc-ky/moi',
  permission: 'students.edit',
  load: async ({ db, actor, today }) => ({ options: await schoolsFor(db, actor, today) }),
  title: (_data, t) => t('students.term.new'),
  forms: { save: defineForm({ action: saveTerm, then: () => saved }) },
  view: ({ options }, context) => (
    <>
      <PageHeader title={context.t('students.term.new')} lead={context.t('students.term.new_lead')} />
      <Form hidden={context.form.hidden('save')}>
        <InstitutionField options={options} context={context} />
        <Fields context={context} />
      </Form>
    </>
  ),
})

export const termEdit = definePage({
  path: '/hoc-ky/:id',
  permission: 'students.edit',
  params: z.object({ id: z.uuid() }),
  load: ({ db, params }) => getTerm(db, params.id),
  about: (term) => ({ institution: term.institution_id }),
  title: (term) => term.name,
  forms: { save: defineForm({ action: saveTerm, then: () => saved }) },
  view: (term, context) => (
    <>
      <PageHeader
        title={term.name}
        breadcrumb={[{ href: '/hoc-ky', label: context.t('students.term.title') }]}
        breadcrumbLabel={context.t('students.crumbs')}
      />
      <Form hidden={context.form.hidden('save', { version: term.version })}>
        <Fields term={term} context={context} />
      </Form>
    </>
  ),
})

function Fields({ term, context }: { term?: Term; context: ViewContext }) {
  const { t, today } = context
  return (
    <>
      <TextField
        {...fieldProps(context, 'name', term?.name)}
        label={t('students.term.name')}
        hint={t('students.term.name_hint')}
        width="half"
        maxlength={80}
        required
      />
      <RadioGroup
        {...fieldProps(context, 'kind', term?.kind ?? 'main')}
        label={t('students.term.kind')}
        options={wordOptions(termKinds, 'students.term.kind', t)}
        inline
        required
      />
      <NumberField
        {...fieldProps(context, 'school_year', term?.school_year ?? today.slice(0, 4))}
        label={t('students.term.school_year')}
        hint={t('students.term.school_year_hint')}
        required
      />
      <DateField
        {...fieldProps(context, 'from_date', dayText(term?.from_date))}
        label={t('students.term.from')}
        hint={t('students.form.day_hint')}
        required
      />
      <DateField
        {...fieldProps(context, 'to_date', dayText(term?.to_date))}
        label={t('students.term.to')}
        required
      />
      <FormActions>
        <Button>{t('students.form.save')}</Button>
        <LinkButton kind="ghost" href="/hoc-ky">
          {t('people.edit.cancel')}
        </LinkButton>
      </FormActions>
    </>
  )
}
