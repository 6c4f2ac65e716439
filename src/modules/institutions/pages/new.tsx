import { definePage, defineForm } from '#platform/pages/page.ts'
import { DateField, Form, PageHeader, RadioGroup, Select, TextField } from '#ui/index.ts'
import { createInstitution } from '../actions/create-institution.ts'
import { institutionTypes, ownerships } from '../institution.ts'
import { DecisionField, FormEnd, SourceField } from './decision-fields.tsx'
import { fieldOf } from './field-of.ts'

/** The department enters an institution that was not in the register. */
export const newPage = definePage({
  path: '/co-so/moi',
  permission: 'institutions.edit',
  load: async () => ({}),
  about: () => ({ province: true }),
  title: (_data, t) => t('institutions.new.title'),
  forms: {
    create: defineForm({
      action: createInstitution,
      then: ({ code }) => ({ to: `/co-so/${code}`, say: 'institutions.said.created' }),
    }),
  },
  view: (_data, context) => {
    const { t, form } = context
    return (
      <>
        <PageHeader
          title={t('institutions.new.title')}
          breadcrumb={[{ href: '/co-so', label: t('institutions.list.title') }]}
          breadcrumbLabel={t('institutions.breadcrumb')}
        />
        <Form hidden={form.hidden('create')}>
          <TextField
            {...fieldOf(context, 'name')}
            label={t('institutions.field.name')}
            hint={t('institutions.new.name_hint')}
          />
          <TextField
            {...fieldOf(context, 'short_name')}
            label={t('institutions.field.short_name')}
            optional={t('institutions.optional')}
            width="half"
          />
          <TextField
            {...fieldOf(context, 'code')}
            label={t('institutions.field.code')}
            hint={t('institutions.new.code_hint')}
            width="half"
            spellcheck={false}
          />
          <Select
            {...fieldOf(context, 'type')}
            label={t('institutions.field.type')}
            placeholder={t('institutions.form.choose')}
            options={institutionTypes.map((code) => ({
              value: code,
              label: t.dynamic(`institutions.type.${code}`),
            }))}
          />
          <RadioGroup
            {...fieldOf(context, 'ownership')}
            label={t('institutions.field.ownership')}
            options={ownerships.map((code) => ({
              value: code,
              label: t.dynamic(`institutions.ownership.${code}`),
            }))}
          />
          <TextField
            {...fieldOf(context, 'governing_body')}
            label={t('institutions.field.governing_body')}
            optional={t('institutions.optional')}
          />
          <DateField
            {...fieldOf(context, 'from_date')}
            label={t('institutions.field.active_from')}
            hint={t('institutions.form.day_hint')}
          />
          <DecisionField t={t} {...fieldOf(context, 'decision_no')} isOptional />
          <SourceField t={t} {...fieldOf(context, 'source')} />
          <FormEnd act={t('institutions.new.save')} back="/co-so" t={t} />
        </Form>
      </>
    )
  },
})
