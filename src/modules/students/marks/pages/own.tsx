import { definePage } from '#platform/pages/page.ts'
import { Empty, PageHeader, Section } from '#ui/index.ts'
import { listEnrolmentsOf } from '../../store/enrolment.ts'
import { defineSection } from '../../records/section-of-learner.ts'
import { readOwnResults, type OwnResults } from '../store/own.ts'
import type { Enrolment } from '../../enrolment.ts'
import type { Db } from '#platform/db/database.ts'
import { TermResults } from './own-parts.tsx'

async function readAll(db: Db, enrolments: readonly Enrolment[]): Promise<OwnResults[]> {
  const all: OwnResults[] = []
  for (const enrolment of enrolments) all.push(await readOwnResults(db, enrolment))
  return all.filter((own) => own.results.length > 0)
}

/** A learner's own results: every term, every figure with its reckoning; each result opens. */
export const ownResults = definePage({
  path: '/hoc-tap/ket-qua',
  permission: 'students.learn',
  async load({ db, actor }) {
    const person = actor.kind === 'account' ? actor.personId : undefined
    return person ? readAll(db, await listEnrolmentsOf(db, person)) : []
  },
  title: (_data, t) => t('students.marks.own.title'),
  view: (all, { t }) => (
    <>
      <PageHeader
        title={t('students.marks.own.title')}
        breadcrumb={[{ href: '/hoc-tap', label: t('students.own.title') }]}
        breadcrumbLabel={t('students.marks.crumbs')}
      />
      {all.length === 0 && (
        <Empty title={t('students.marks.own.none')}>{t('students.marks.own.none_hint')}</Empty>
      )}
      {all.map((own) => (
        <Section key={own.enrolment.id} title={own.enrolment.cohort_name}>
          <TermResults own={own} t={t} links />
        </Section>
      ))}
    </>
  ),
})

/** The newest term on the learner's start page and the guardian's page. */
export const resultsSection = defineSection({
  title: 'students.marks.own.latest',
  for: ['self', 'guardian'],
  href: '/hoc-tap/ket-qua',
  more: 'students.marks.own.all',
  async load(db, { enrolments }) {
    const [own] = await readAll(db, enrolments)
    return (
      own && { ...own, terms: own.terms.slice(-1), recognised: own.terms.length === 0 ? own.recognised : [] }
    )
  },
  view: (own, t) => <TermResults own={own} t={t} links={false} />,
})
