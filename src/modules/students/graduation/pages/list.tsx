import { z } from 'zod'
import { fieldProps } from '#modules/people/index.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import { Button, DateField, Empty, Form, FormActions, PageHeader, Section, Select, Table } from '#ui/index.ts'
import type { Cohort } from '../../records/cohort.ts'
import { chooseSchool, SchoolFilter, schoolsFor } from '../../records/pages/parts.tsx'
import { listCohorts } from '../../records/store/cohort.ts'
import { dayText } from '../../records/typed.ts'
import { reviewCohort } from '../actions/review-cohort.ts'
import { listReviews } from '../store/review.ts'
import { reviewName } from '../case-words.ts'
import { ReviewBadge } from './words.tsx'

/** Graduation of a school: choose a cohort and a day, and the reviews so far. */
export const graduationList = definePage({
  path: '/tot-nghiep',
  permission: 'students.read',
  query: z.object({ 'co-so': z.string().max(100).optional(), khoa: z.uuid().optional().catch(undefined) }),
  async load({ db, actor, query, today }) {
    const options = await schoolsFor(db, actor, today, 'students.read')
    const school = chooseSchool(options, query['co-so'])
    const reviews = school ? await listReviews(db, { institution: school.id }) : []
    const cohorts = school ? await listCohorts(db, { reach: [school.id] }) : []
    return { options, school, reviews, cohorts: cohorts.filter(isRunning), chosen: query.khoa }
  },
  title: (_data, t) => t('students.graduation.title'),
  forms: {
    run: defineForm({
      action: reviewCohort,
      then: ({ id, cases, eligible }) => ({
        to: `/tot-nghiep/${id}`,
        say: 'students.graduation.ran',
        params: { cases, eligible },
      }),
    }),
  },
  view: ({ options, school, reviews, cohorts, chosen }, context) => {
    const { t, may } = context
    if (!school) return <Empty title={t('students.graduation.no_school')} />
    return (
      <>
        <PageHeader title={t('students.graduation.title')} lead={t('students.graduation.lead')} />
        <SchoolFilter options={options} school={school} t={t} />
        {may('students.edit', { institution: school.id }) && (
          <RunForm cohorts={cohorts} chosen={chosen} context={context} />
        )}
        <Section title={t('students.graduation.reviews')}>
          <Table
            caption={t('students.graduation.reviews')}
            rows={reviews}
            rowKey={(row) => row.id}
            rowHref={(row) => `/tot-nghiep/${row.id}`}
            columns={[
              { key: 'name', label: t('students.graduation.review'), render: (row) => reviewName(row, t) },
              {
                key: 'state',
                label: t('students.field.state'),
                render: (row) => <ReviewBadge state={row.state} t={t} />,
              },
              { key: 'eligible', label: t('students.graduation.verdict.yes'), align: 'end' },
              { key: 'cases', label: t('students.graduation.cases'), align: 'end' },
              {
                key: 'decision',
                label: t('students.graduation.decision'),
                render: (row) => row.decision_no ?? '–',
              },
            ]}
            empty={<p class="text-muted">{t('students.graduation.none')}</p>}
          />
        </Section>
        <Exams cohorts={cohorts} context={context} />
      </>
    )
  },
})

const isRunning = ({ states }: Cohort): boolean =>
  (states.studying ?? 0) + (states.reserved ?? 0) + (states.suspended ?? 0) > 0

type Parts = { cohorts: readonly Cohort[]; context: ViewContext }

function RunForm({ cohorts, chosen, context }: Parts & { chosen: string | undefined }) {
  const { t, form, today } = context
  if (cohorts.length === 0) return <p class="mb-6 text-muted">{t('students.graduation.no_cohort')}</p>
  return (
    <Section title={t('students.graduation.run')}>
      <Form hidden={form.hidden('run')} label={t('students.graduation.run')}>
        <Select
          {...form.field('cohort', chosen)}
          label={t('students.graduation.cohort')}
          placeholder={t('students.form.choose')}
          options={cohorts.map((one) => ({
            value: one.id,
            label: t('students.graduation.cohort_option', {
              name: one.name,
              programme: one.programme_name,
              day: t.date(one.planned_to_date),
            }),
          }))}
          required
        />
        <DateField
          {...fieldProps(context, 'on_date', dayText(today))}
          label={t('students.graduation.on_date')}
          hint={t('students.form.day_hint')}
          required
        />
        <FormActions>
          <Button>{t('students.graduation.run_act')}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}

/** Cohorts of the year mode have graduation examinations. */
function Exams({ cohorts, context: { t } }: Parts) {
  const rows = cohorts.filter((one) => one.mode === 'year')
  if (rows.length === 0) return null
  return (
    <Section title={t('students.graduation.exams')} lead={t('students.graduation.exams_lead')}>
      <Table
        caption={t('students.graduation.exams')}
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `/tot-nghiep/khoa/${row.id}/thi`}
        columns={[
          { key: 'name', label: t('students.graduation.cohort') },
          { key: 'programme_name', label: t('students.field.programme') },
          { key: 'to', label: t('students.cohort.to'), render: (row) => t.date(row.planned_to_date) },
        ]}
      />
    </Section>
  )
}
