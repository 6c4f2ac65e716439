import { InstitutionField } from '#modules/institutions/index.ts'
import { z } from 'zod'
import { fieldProps } from '#modules/people/index.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import {
  Button,
  DateField,
  FieldSet,
  Form,
  FormActions,
  LinkButton,
  NumberField,
  PageHeader,
  TextField,
} from '#ui/index.ts'
import type { GradingPolicy } from '../../grading/policy.ts'
import { getPolicy } from '../../store/policy.ts'
import { addOwnPolicy } from '../actions/own-policy.ts'
import { fieldOf, ownFields, valueAt } from '../own-policy.ts'
import { schoolsFor } from './parts.tsx'

/** A school's own regulation from a day on: the national one with the numbers its principal decides. */
export const policyOwn = definePage({
  path: '/quy-che-diem/:id/ban-rieng',
  permission: 'students.approve',
  params: z.object({ id: z.uuid() }),
  async load({ db, params, actor, today }) {
    const stored = await getPolicy(db, params.id)
    return { stored, options: await schoolsFor(db, actor, today, 'students.approve') }
  },
  about: ({ stored }) =>
    stored.institution_id ? { institution: stored.institution_id } : { anywhere: true },
  title: (_data, t) => t('students.policy.own'),
  forms: {
    save: defineForm({
      action: addOwnPolicy,
      input: (body, { params }) => ({ ...body, base: params.id }),
      then: (result) => ({ to: `/quy-che-diem/${result.id}`, say: 'students.policy.own_saved' }),
    }),
  },
  view: ({ stored, options }, context) => {
    const { t, form } = context
    return (
      <>
        <PageHeader
          title={t('students.policy.own')}
          lead={t('students.policy.own_lead', { name: stored.name })}
        />
        <Form hidden={form.hidden('save')}>
          <InstitutionField options={options} context={context} />
          <TextField
            {...fieldProps(context, 'name')}
            label={t('students.policy.name')}
            maxlength={200}
            required
          />
          <TextField
            {...fieldProps(context, 'decision_no')}
            label={t('students.policy.own_document')}
            hint={t('students.policy.own_document_hint')}
            maxlength={60}
            required
          />
          <DateField
            {...fieldProps(context, 'from_date')}
            label={t('students.policy.from')}
            hint={t('students.policy.from_hint')}
            required
          />
          <Numbers policy={stored.policy} context={context} />
          <FormActions>
            <Button>{t('students.policy.own_save')}</Button>
            <LinkButton kind="ghost" href={`/quy-che-diem/${stored.id}`}>
              {t('people.edit.cancel')}
            </LinkButton>
          </FormActions>
        </Form>
      </>
    )
  },
})

function Numbers({ policy, context }: { policy: GradingPolicy; context: ViewContext }) {
  const { t } = context
  return (
    <FieldSet legend={t('students.policy.numbers')} hint={t('students.policy.numbers_hint')}>
      {ownFields.map((field) => {
        const value = valueAt(policy, field.path)
        return (
          <NumberField
            key={field.path}
            {...fieldProps(
              context,
              fieldOf(field.path),
              value === null ? '' : String(value).replace('.', ','),
            )}
            label={t.dynamic(`students.policy.own.${field.path}`)}
            {...('isOpen' in field ? { optional: t('people.form.optional') } : { required: true })}
          />
        )
      })}
    </FieldSet>
  )
}
