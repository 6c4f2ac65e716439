import { fieldProps } from '#modules/people/index.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { DateField, Select, TextArea, TextField } from '#ui/index.ts'
import { rules, type Change } from '../change.ts'
import type { ClassGroup } from '../class-group.ts'
import { dayText } from '../typed.ts'
import { DecisionFields } from './parts.tsx'

/** The fields one change asks for, and no others. */
export function ChangeFields({
  change,
  classes,
  context,
}: {
  change: Change
  classes: readonly ClassGroup[]
  context: ViewContext
}) {
  const { t, today } = context
  const { asks, isDecisionOptional } = rules[change]
  return (
    <>
      <DateField
        {...fieldProps(context, 'on_date', dayText(today))}
        label={t('students.change.on')}
        hint={t('students.change.on_hint')}
        required
      />
      {asks.until && (
        <DateField
          {...fieldProps(context, 'until')}
          label={t('students.change.until')}
          hint={change === 'reserve' ? t('students.change.until_hint') : undefined}
          required
        />
      )}
      {asks.class && <ClassField change={change} classes={classes} context={context} />}
      {asks.other_school && (
        <TextField
          {...fieldProps(context, 'other_school')}
          label={t('students.change.other_school')}
          maxlength={200}
          required
        />
      )}
      {asks.reason && (
        <TextArea
          {...fieldProps(context, 'reason')}
          label={t('students.field.reason')}
          rows={3}
          maxlength={500}
          required
        />
      )}
      <DecisionFields
        context={context}
        isNeeded={!isDecisionOptional}
        {...(isDecisionOptional ? { hint: t('students.change.decision_optional') } : {})}
      />
    </>
  )
}

function ClassField({
  change,
  classes,
  context,
}: {
  change: Change
  classes: readonly ClassGroup[]
  context: ViewContext
}) {
  const { t } = context
  const byCohort = Map.groupBy(classes, (one) => one.cohort_name)
  const isNeeded = rules[change].asks.class === 'needed'
  return (
    <Select
      {...fieldProps(context, 'class_group')}
      label={t(isNeeded ? 'students.change.class' : 'students.change.class_back')}
      placeholder={t(isNeeded ? 'students.form.choose' : 'students.change.same_class')}
      options={[...byCohort].map(([cohort, all]) => ({
        label: `${cohort} · ${all[0]!.programme_name}`,
        options: all.map((one) => ({ value: one.id, label: one.code })),
      }))}
      {...(isNeeded ? { required: true } : { optional: t('people.form.optional') })}
    />
  )
}
