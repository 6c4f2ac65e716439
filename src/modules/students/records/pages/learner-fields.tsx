import { fieldProps } from '#modules/people/index.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { Select, TextField } from '#ui/index.ts'
import { schoolings, type Learner } from '../learner.ts'
import { wordOptions } from './parts.tsx'

export type UnitChoice = { code: string; name: string }

/** Code, schooling and address in a form; without `learner`, of a new one. `kept`: the ward stands as it was written. */
export function LearnerFormFields({
  learner,
  units,
  unit,
  kept,
  context,
}: {
  learner?: Learner
  units: readonly UnitChoice[]
  unit?: string | undefined
  kept?: string | undefined
  context: ViewContext
}) {
  const { t } = context
  const optional = t('people.form.optional')
  return (
    <>
      <TextField
        {...fieldProps(context, 'code', learner?.code)}
        label={t('students.learner.code')}
        width="half"
        maxlength={30}
        {...(learner ? { required: true } : { optional, hint: t('students.learner.code_hint') })}
      />
      <Select
        {...fieldProps(context, 'schooling', learner?.schooling)}
        label={t('students.learner.schooling')}
        placeholder={t('students.form.unknown')}
        options={wordOptions(schoolings, 'students.schooling', t)}
        optional={optional}
        width="half"
      />
      <TextField
        {...fieldProps(context, 'address', learner?.address)}
        label={t('students.learner.address')}
        hint={t('students.learner.address_hint')}
        optional={optional}
        maxlength={300}
        autocomplete="off"
      />
      <Select
        {...fieldProps(context, 'unit', unit)}
        label={t('students.learner.unit')}
        hint={kept && t('students.learner.unit_kept', { unit: kept })}
        placeholder={kept ? t('students.learner.unit_keep') : t('students.form.unknown')}
        options={units.map((one) => ({ value: one.code, label: one.name }))}
        optional={optional}
      />
    </>
  )
}
