import { z } from 'zod'
import { CandidateChoice, fieldProps, PersonFormFields } from '#modules/people/index.ts'
import { listUnits } from '#modules/places/index.ts'
import { reach } from '#platform/access.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import {
  Button,
  CheckboxGroup,
  DateField,
  Empty,
  FieldSet,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  Select,
  TextField,
} from '#ui/index.ts'
import { fundings } from '../../enrolment.ts'
import { addLearner } from '../actions/add-learner.ts'
import type { ClassGroup } from '../class-group.ts'
import type { Cohort } from '../cohort.ts'
import { listClasses } from '../store/class-group.ts'
import { listCohorts } from '../store/cohort.ts'
import { LearnerFormFields, type UnitChoice } from './learner-fields.tsx'
import { DecisionFields, wordOptions } from './parts.tsx'

/** Adds one learner; the address may name the class (`?lop=`). */
export const learnerNew = definePage({
  path: '/hoc-sinh/moi',
  permission: 'students.edit',
  query: z.object({ lop: z.uuid().optional().catch(undefined) }),
  async load({ db, actor, query, today }) {
    const within = { reach: reach(actor, 'students.edit') }
    const cohorts = (await listCohorts(db, within)).filter((one) => one.planned_to_date >= today)
    const classes = await listClasses(db, { ...within, since: today }, 1000)
    const units: UnitChoice[] = await listUnits(db, { on: today, kind: 'commune' })
    return { cohorts, classes, units, chosen: classes.find((one) => one.id === query.lop) }
  },
  title: (_data, t) => t('students.learner.new'),
  forms: {
    add: defineForm({
      action: addLearner,
      input: (body) => body,
      then: (result) => ({ to: `/hoc-sinh/${result.learner}`, say: 'students.learner.added' }),
    }),
  },
  view: ({ cohorts, classes, units, chosen }, context) => {
    const { t, form } = context
    const schools = new Set(cohorts.map((one) => one.institution_id))
    const [only] = schools
    const place = only && schools.size === 1 ? { institution: only } : { anywhere: true as const }
    if (cohorts.length === 0)
      return (
        <>
          <PageHeader title={t('students.learner.new')} />
          <Empty
            title={t('students.class.no_cohort')}
            action={{ href: '/khoa/moi', label: t('students.cohort.new') }}
          >
            {t('students.class.no_cohort_hint')}
          </Empty>
        </>
      )
    return (
      <>
        <PageHeader title={t('students.learner.new')} lead={t('students.learner.new_lead')} />
        <Form hidden={form.hidden('add')}>
          <CandidateChoice context={context} />
          <FieldSet legend={t('students.learner.person')}>
            <PersonFormFields place={place} context={context} />
          </FieldSet>
          <FieldSet legend={t('students.learner.study')}>
            <PlaceFields cohorts={cohorts} classes={classes} chosen={chosen} context={context} />
            <LearnerFormFields units={units} context={context} />
          </FieldSet>
          <DecisionFields context={context} isNeeded={false} hint={t('students.learner.decision_hint')} />
          <FormActions>
            <Button>{t('students.learner.add')}</Button>
            <LinkButton kind="ghost" href={chosen ? `/lop/${chosen.id}` : '/hoc-sinh'}>
              {t('people.edit.cancel')}
            </LinkButton>
          </FormActions>
        </Form>
      </>
    )
  },
})

type Places = { cohorts: readonly Cohort[]; classes: readonly ClassGroup[]; chosen: ClassGroup | undefined }

function PlaceFields({ cohorts, classes, chosen, context }: Places & { context: ViewContext }) {
  const { t, form } = context
  const optional = t('people.form.optional')
  const fundingsTyped = [form.values['funding[]'] ?? []].flat()
  return (
    <>
      <Select
        {...fieldProps(context, 'place', chosen && `${chosen.cohort_id} ${chosen.id}`)}
        label={t('students.learner.place')}
        hint={t('students.learner.place_hint')}
        placeholder={t('students.form.choose')}
        options={cohorts.map((cohort) => ({
          label: `${cohort.name} · ${cohort.programme_name}`,
          options: [
            ...classes
              .filter((one) => one.cohort_id === cohort.id)
              .map((one) => ({ value: `${cohort.id} ${one.id}`, label: one.code })),
            { value: cohort.id, label: t('students.learner.no_class') },
          ],
        }))}
        required
      />
      <DateField
        {...fieldProps(context, 'from_date')}
        label={t('students.learner.from')}
        hint={t('students.learner.from_hint')}
        optional={optional}
      />
      <TextField
        {...fieldProps(context, 'other_school')}
        label={t('students.learner.other_school')}
        hint={t('students.learner.other_school_hint')}
        optional={optional}
        maxlength={200}
      />
      <CheckboxGroup
        name="funding[]"
        label={t('students.learner.funding')}
        options={wordOptions(fundings, 'students.funding', t)}
        values={fundingsTyped}
        optional={optional}
      />
    </>
  )
}
