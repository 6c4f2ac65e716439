import { fieldProps } from '#modules/people/index.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { DateField, RadioGroup, TextField } from '#ui/index.ts'
import { dayText } from '../typed.ts'

/** When, and to whom; somebody authorised is named with the proof. */
export function HandOverFields({ context }: { context: ViewContext }) {
  const { t, form, today } = context
  const optional = t('diplomas.issuing.deliver.if_authorised')
  return (
    <>
      {form.errors.diplomas && <p class="field-error">{form.errors.diplomas}</p>}
      <DateField
        {...fieldProps(context, 'on_date', dayText(today))}
        label={t('diplomas.issuing.deliver.on_date')}
        hint={t('diplomas.issuing.hint.day')}
        required
      />
      <RadioGroup
        {...form.field('to', 'holder')}
        label={t('diplomas.issuing.deliver.to')}
        options={(['holder', 'authorised'] as const).map((value) => ({
          value,
          label: t.dynamic(`diplomas.issuing.deliver.to_${value}`),
        }))}
      />
      <TextField
        {...form.field('name')}
        label={t('diplomas.issuing.deliver.name')}
        optional={optional}
        maxlength={120}
      />
      <TextField
        {...form.field('proof')}
        label={t('diplomas.issuing.deliver.proof')}
        hint={t('diplomas.issuing.deliver.proof_hint')}
        optional={optional}
        maxlength={300}
      />
    </>
  )
}
