import { fieldProps } from '#modules/people/index.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { DateField, FieldSet, RadioGroup, TextArea, TextField } from '#ui/index.ts'
import { mediums } from '../../diploma.ts'
import { reasons, type ChangeAct } from '../change.ts'
import type { Target } from '../store/target.ts'

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

/** What the new diploma says of its issue; proposed from the one it takes the place of. */
export function IssueFields({ target, context }: { target: Target; context: ViewContext }) {
  const { t, form } = context
  const { issue } = target.content
  return (
    <FieldSet legend={t('diplomas.changes.issue')} hint={t('diplomas.changes.issue_hint')}>
      <RadioGroup
        {...form.field('medium', target.medium)}
        label={t('diplomas.issuing.field.medium')}
        options={mediums.map((value) => ({ value, label: t.dynamic(`diplomas.medium.${value}`) }))}
      />
      <TextField
        {...fieldProps(context, 'issue_place', issue.place)}
        label={t('diplomas.issuing.field.issue_place')}
        width="half"
        maxlength={80}
        required
      />
      <TextField
        {...fieldProps(context, 'signer_name', issue.signer_name)}
        label={t('diplomas.issuing.field.signer_name')}
        maxlength={120}
        required
      />
      <TextField
        {...fieldProps(context, 'signer_capacity', issue.signer_capacity)}
        label={t('diplomas.issuing.field.signer_capacity')}
        width="half"
        maxlength={120}
        required
      />
    </FieldSet>
  )
}
