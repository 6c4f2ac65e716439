import { addMonths } from '#platform/clock.ts'
import { InstitutionField } from '#modules/institutions/index.ts'
import { listActiveVersions, type ActiveVersion } from '#modules/curricula/index.ts'
import { fieldProps } from '#modules/people/index.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import {
  Button,
  DateField,
  Empty,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  RadioGroup,
  Select,
  TextField,
} from '#ui/index.ts'
import { openCohort } from '../actions/cohort.ts'
import { cohortForms, cohortModes, entries } from '../cohort.ts'
import { levelText, schoolsFor, wordOptions } from './parts.tsx'

/** Opens a cohort on an active version of a programme. */
export const cohortNew = definePage({
  path: '/khoa/moi',
  permission: 'students.edit',
  async load({ db, actor, today }) {
    const options = await schoolsFor(db, actor, today)
    const versions = new Map<string, ActiveVersion>()
    // a cohort may begin on a version that becomes active before its first day
    for (const day of [today, addMonths(today, 6)])
      for (const option of options)
        for (const one of await listActiveVersions(db, day, { institution: option.id }))
          versions.set(one.version_id, one)
    return { options, versions: [...versions.values()] }
  },
  title: (_data, t) => t('students.cohort.new'),
  forms: {
    save: defineForm({
      action: openCohort,
      then: (result) => ({ to: `/khoa/${result.id}`, say: 'students.cohort.opened' }),
    }),
  },
  view: ({ options, versions }, context) => {
    const { t, form } = context
    return (
      <>
        <PageHeader title={t('students.cohort.new')} lead={t('students.cohort.new_lead')} />
        {versions.length === 0 ? (
          <Empty title={t('students.cohort.no_version')}>{t('students.cohort.no_version_hint')}</Empty>
        ) : (
          <Form hidden={form.hidden('save')}>
            <InstitutionField options={options} context={context} />
            <Fields versions={versions} context={context} />
            <FormActions>
              <Button>{t('students.cohort.open')}</Button>
              <LinkButton kind="ghost" href="/khoa">
                {t('people.edit.cancel')}
              </LinkButton>
            </FormActions>
          </Form>
        )}
      </>
    )
  },
})

function Fields({ versions, context }: { versions: readonly ActiveVersion[]; context: ViewContext }) {
  const { t } = context
  const optional = t('people.form.optional')
  return (
    <>
      <Select
        {...fieldProps(context, 'programme_version')}
        label={t('students.cohort.version')}
        hint={t('students.cohort.version_hint')}
        placeholder={t('students.form.choose')}
        options={versions.map((one) => ({
          value: one.version_id,
          label: t('students.cohort.version_option', {
            name: one.name,
            level: levelText(one.level, t),
            number: one.number,
            decision: one.decision_no,
          }),
        }))}
        required
      />
      <TextField
        {...fieldProps(context, 'name')}
        label={t('students.cohort.name')}
        hint={t('students.cohort.name_hint')}
        width="half"
        maxlength={60}
        required
      />
      <DateField
        {...fieldProps(context, 'from_date')}
        label={t('students.cohort.from')}
        hint={t('students.form.day_hint')}
        required
      />
      <DateField
        {...fieldProps(context, 'planned_to_date')}
        label={t('students.cohort.to')}
        hint={t('students.cohort.to_hint')}
        optional={optional}
      />
      <RadioGroup
        {...fieldProps(context, 'mode')}
        label={t('students.cohort.mode')}
        hint={t('students.cohort.mode_hint')}
        options={wordOptions(cohortModes, 'students.cohort.mode', t)}
        optional={optional}
      />
      <RadioGroup
        {...fieldProps(context, 'study_form', 'regular')}
        label={t('students.cohort.form')}
        options={wordOptions(cohortForms, 'students.cohort.form', t)}
        required
      />
      <RadioGroup
        {...fieldProps(context, 'entry')}
        label={t('students.cohort.entry')}
        options={wordOptions(entries, 'students.cohort.entry', t)}
        optional={optional}
      />
    </>
  )
}
