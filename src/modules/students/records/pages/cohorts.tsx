import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { reach } from '#platform/access.ts'
import { definePage, type ViewContext } from '#platform/pages/page.ts'
import { Empty, Filters, LinkButton, PageHeader, Table } from '#ui/index.ts'
import { sizeOf, type Cohort } from '../cohort.ts'
import { listCohorts } from '../store/cohort.ts'
import { levelText } from './parts.tsx'

/** Cohorts of the schools the reader reaches, the latest first. */
export const cohortList = definePage({
  path: '/khoa',
  permission: 'students.read',
  query: z.object({ q: z.string().trim().max(100).optional().catch(undefined) }),
  async load({ db, actor, query, today }) {
    const cohorts = await listCohorts(db, { reach: reach(actor, 'students.read'), text: query.q })
    const schools = [...new Set(cohorts.map((one) => one.institution_id))]
    return { query, cohorts, names: await institutionNames(db, schools, today) }
  },
  title: (_data, t) => t('students.cohort.title'),
  view: ({ query, cohorts, names }, context) => {
    const { t, may } = context
    return (
      <>
        <PageHeader
          title={t('students.cohort.title')}
          lead={t('students.cohort.lead')}
          actions={
            may('students.edit') && <LinkButton href="/khoa/moi">{t('students.cohort.new')}</LinkButton>
          }
        />
        <Filters
          search={{
            name: 'q',
            label: t('students.cohort.search'),
            value: query.q,
            button: t('students.list.find'),
          }}
        />
        <Table
          caption={t('students.cohort.title')}
          rows={cohorts}
          rowKey={(cohort) => cohort.id}
          rowHref={(cohort) => `/khoa/${cohort.id}`}
          columns={columns(names, context)}
          empty={<Empty title={t('students.cohort.empty')}>{t('students.cohort.empty_hint')}</Empty>}
        />
      </>
    )
  },
})

function columns(names: Map<string, string>, { t }: ViewContext) {
  return [
    { key: 'name', label: t('students.cohort.name') },
    { key: 'programme_name', label: t('students.cohort.programme') },
    { key: 'level', label: t('students.field.level'), render: (one: Cohort) => levelText(one.level, t) },
    { key: 'from', label: t('students.cohort.from'), render: (one: Cohort) => t.date(one.from_date) },
    { key: 'to', label: t('students.cohort.to'), render: (one: Cohort) => t.date(one.planned_to_date) },
    { key: 'classes', label: t('students.cohort.classes'), align: 'end' as const },
    {
      key: 'studying',
      label: t('students.cohort.studying'),
      align: 'end' as const,
      render: (one: Cohort) =>
        t('students.cohort.studying_of', { studying: one.states.studying ?? 0, all: sizeOf(one) }),
    },
    ...(names.size > 1
      ? [
          {
            key: 'school',
            label: t('students.field.institution'),
            render: (one: Cohort) => names.get(one.institution_id) ?? '–',
          },
        ]
      : []),
  ]
}
