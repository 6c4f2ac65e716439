import { z } from 'zod'
import { definePage, type ViewContext } from '#platform/pages/page.ts'
import { Badge, Empty, LinkButton, PageHeader, Table } from '#ui/index.ts'
import { listTerms } from '../store/term.ts'
import { weeksOf, type Term } from '../term.ts'
import { chooseSchool, SchoolFilter, schoolsFor } from './parts.tsx'

/** Terms of a school, the latest first. Nothing is closed or rolled over. */
export const termList = definePage({
  path: '/hoc-ky',
  permission: 'students.read',
  query: z.object({ 'co-so': z.string().max(100).optional().catch(undefined) }),
  async load({ db, actor, query, today }) {
    const options = await schoolsFor(db, actor, today, 'students.read')
    const school = chooseSchool(options, query['co-so'])
    return { options, school, terms: school ? await listTerms(db, school.id) : [] }
  },
  title: (_data, t) => t('students.term.title'),
  view: ({ options, school, terms }, context) => {
    const { t, may, today } = context
    const mayEdit = school ? may('students.edit', { institution: school.id }) : false
    const current = terms.find(
      (term) => term.kind === 'main' && term.from_date <= today && term.to_date >= today,
    )
    return (
      <>
        <PageHeader
          title={t('students.term.title')}
          lead={
            current
              ? t('students.term.now', { name: current.name, day: t.date(current.to_date) })
              : t('students.term.lead')
          }
          actions={mayEdit && <LinkButton href="/hoc-ky/moi">{t('students.term.new')}</LinkButton>}
        />
        <SchoolFilter options={options} school={school} t={t} />
        <Table
          caption={t('students.term.title')}
          rows={terms}
          rowKey={(term) => term.id}
          rowHref={(term) => (mayEdit ? `/hoc-ky/${term.id}` : undefined)}
          columns={columns(context)}
          empty={<Empty title={t('students.term.empty')}>{t('students.term.empty_hint')}</Empty>}
        />
      </>
    )
  },
})

function columns({ t, today }: ViewContext) {
  return [
    { key: 'name', label: t('students.term.name') },
    {
      key: 'kind',
      label: t('students.term.kind'),
      render: (term: Term) => t.dynamic(`students.term.kind.${term.kind}`),
    },
    {
      key: 'school_year',
      label: t('students.term.school_year'),
      render: (term: Term) => `${term.school_year}–${term.school_year + 1}`,
    },
    { key: 'from', label: t('students.term.from'), render: (term: Term) => t.date(term.from_date) },
    { key: 'to', label: t('students.term.to'), render: (term: Term) => t.date(term.to_date) },
    {
      key: 'weeks',
      label: t('students.term.weeks'),
      align: 'end' as const,
      render: (term: Term) => weeksOf(term),
    },
    {
      key: 'state',
      label: t('students.term.state'),
      render: (term: Term) =>
        term.to_date < today ? (
          t('students.term.past')
        ) : term.from_date > today ? (
          t('students.term.coming')
        ) : (
          <Badge kind="success">{t('students.term.running')}</Badge>
        ),
    },
  ]
}
