import { fieldProps } from '#modules/people/index.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { DateField, FieldSet, RadioGroup, TextArea, TextField } from '#ui/index.ts'
import { reasons, type ChangeAct } from '../change.ts'

/** The decision every change rests on, the class of the reason the public is told, and the reason in words. */
export function DecisionFields({ act, context }: { act: ChangeAct | 'lift'; context: ViewContext }) {
  const { t, form } = context
  const codes: readonly string[] = act === 'lift' ? [] : reasons[act]
  return (
    <FieldSet legend={t('diplomas.changes.decision')} hint={t('diplomas.changes.decision_hint')}>
      <TextField
        {...fieldProps(context, 'decision_no')}
        label={t('diplomas.changes.decision_no')}
        width="half"
        maxlength={60}
        required
      />
      <DateField
        {...fieldProps(context, 'decision_date')}
        label={t('diplomas.changes.decision_date')}
        hint={t('diplomas.issuing.hint.day')}
        required
      />
      {codes.length > 1 && (
        <RadioGroup
          {...form.field('reason_code')}
          label={t('diplomas.changes.reason_code')}
          hint={t('diplomas.changes.reason_code_hint')}
          options={codes.map((value) => ({
            value,
            label: t.dynamic(`diplomas.reason.${value}`),
            ...(act === 'replace' && value !== 'school_error'
              ? { hint: t('diplomas.changes.replace_hint') }
              : {}),
          }))}
        />
      )}
      <TextArea
        {...fieldProps(context, 'reason')}
        label={t('diplomas.changes.reason')}
        hint={t('diplomas.changes.reason_hint')}
        rows={3}
        maxlength={500}
        required
      />
    </FieldSet>
  )
}
