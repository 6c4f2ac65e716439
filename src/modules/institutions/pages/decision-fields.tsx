import type { Translate } from '#platform/i18n/index.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { Button, DateField, FormActions, LinkButton, TextField } from '#ui/index.ts'
import { fieldOf } from './field-of.ts'

type FieldProps = ReturnType<typeof fieldOf> & { t: Translate }

/** The decision something rests on: its number and day in one line. */
export function DecisionField({ t, isOptional, ...field }: FieldProps & { isOptional?: boolean }) {
  return (
    <TextField
      {...field}
      label={t('institutions.field.decision')}
      hint={t('institutions.form.decision_hint')}
      optional={isOptional ? t('institutions.optional') : undefined}
    />
  )
}

/** The document or way by which the department knows what it writes. */
export function SourceField({ t, ...field }: FieldProps) {
  return (
    <TextField {...field} label={t('institutions.field.source')} hint={t('institutions.form.source_hint')} />
  )
}

/** First and last day of something; days stored as `yyyy-mm-dd`. */
export function PeriodFields({
  context,
  names: [first, last] = ['from_date', 'to_date'],
  values = {},
  isFirstNeeded,
}: {
  context: ViewContext
  names?: [first: string, last: string]
  values?: Record<string, string | number | null> | undefined
  isFirstNeeded?: boolean
}) {
  const { t } = context
  const day = (name: string) => fieldOf(context, name, t.date(String(values[name] ?? '')))
  return (
    <>
      <DateField
        {...day(first)}
        label={t('institutions.field.from')}
        hint={t('institutions.form.day_hint')}
        optional={isFirstNeeded ? undefined : t('institutions.optional')}
      />
      <DateField {...day(last)} label={t('institutions.field.to')} optional={t('institutions.optional')} />
    </>
  )
}

/** The act, and the way back without it. */
export function FormEnd({ act, back, t }: { act: string; back: string; t: Translate }) {
  return (
    <FormActions>
      <Button>{act}</Button>
      <LinkButton href={back} kind="ghost">
        {t('institutions.form.cancel')}
      </LinkButton>
    </FormActions>
  )
}
