import { z } from 'zod'
import { definePage } from '#platform/pages/page.ts'
import { Empty, PageHeader, Table } from '#ui/index.ts'
import type { Cohort } from '../../records/cohort.ts'
import { chooseSchool, SchoolFilter, schoolsFor } from '../../records/pages/parts.tsx'
import { listCohorts } from '../../records/store/cohort.ts'

/** Cohorts of a school that still study: each opens to who goes on, who is warned, who must be proposed for dismissal. */
export const progressionList = definePage({
  path: '/xet-tien-do',
  permission: 'students.read',
  query: z.object({ 'co-so': z.string().max(100).optional() }),
  async load({ db, actor, query, today }) {
    const options = await schoolsFor(db, actor, today, 'students.read')
    const school = chooseSchool(options, query['co-so'])
    const cohorts = school ? await listCohorts(db, { reach: [school.id] }) : []
    return { options, school, cohorts: cohorts.filter((one) => running(one) > 0) }
  },
  title: (_data, t) => t('students.progression.title'),
  view: ({ options, school, cohorts }, { t }) => {
    if (!school) return <Empty title={t('students.graduation.no_school')} />
    return (
      <>
        <PageHeader title={t('students.progression.title')} lead={t('students.progression.lead')} />
        <SchoolFilter options={options} school={school} t={t} />
        <Table
          caption={t('students.progression.cohorts')}
          rows={cohorts}
          rowKey={(row) => row.id}
          rowHref={(row) => `/xet-tien-do/khoa/${row.id}`}
          columns={[
            { key: 'name', label: t('students.field.cohort') },
            { key: 'programme_name', label: t('students.field.programme') },
            {
              key: 'mode',
              label: t('students.cohort.mode'),
              render: (row) => t.dynamic(`students.cohort.mode.${row.mode}`),
            },
            {
              key: 'running',
              label: t('students.progression.running_learners'),
              align: 'end',
              render: (row) => t.number(running(row)),
            },
          ]}
          empty={<p class="text-muted">{t('students.progression.no_cohort')}</p>}
        />
      </>
    )
  },
})

const running = ({ states }: Cohort): number =>
  (states.studying ?? 0) + (states.reserved ?? 0) + (states.suspended ?? 0)
