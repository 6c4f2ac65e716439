import { fieldProps } from '#modules/people/index.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { DateField, FieldSet, RadioGroup, TextField } from '#ui/index.ts'
import { mediums, type Medium } from '../../diploma.ts'

export type SettingValues = {
  /** Absent where the day is that of the act itself. */
  issue_date?: string
  issue_place: string
  signer_name: string
  signer_capacity: string
  medium: Medium
}

/** What stands on every diploma of an issue, and in which form they are issued. */
export function SettingFields({
  setting,
  context,
  title = context.t('diplomas.issuing.setting.title'),
  hint = context.t('diplomas.issuing.setting.hint'),
}: {
  setting: SettingValues
  context: ViewContext
  title?: string
  hint?: string
}) {
  const { t, form } = context
  return (
    <FieldSet legend={title} hint={hint}>
      {setting.issue_date !== undefined && (
        <DateField
          {...fieldProps(context, 'issue_date', setting.issue_date)}
          label={t('diplomas.issuing.field.issue_date')}
          hint={t('diplomas.issuing.hint.day')}
          required
        />
      )}
      <TextField
        {...fieldProps(context, 'issue_place', setting.issue_place)}
        label={t('diplomas.issuing.field.issue_place')}
        width="half"
        maxlength={80}
        required
      />
      <TextField
        {...fieldProps(context, 'signer_name', setting.signer_name)}
        label={t('diplomas.issuing.field.signer_name')}
        maxlength={120}
        required
      />
      <TextField
        {...fieldProps(context, 'signer_capacity', setting.signer_capacity)}
        label={t('diplomas.issuing.field.signer_capacity')}
        width="half"
        maxlength={120}
        required
      />
      <RadioGroup
        {...form.field('medium', setting.medium)}
        label={t('diplomas.issuing.field.medium')}
        options={mediums.map((value) => ({
          value,
          label: t.dynamic(`diplomas.medium.${value}`),
          hint: t.dynamic(`diplomas.issuing.medium_hint.${value}`),
        }))}
      />
    </FieldSet>
  )
}
