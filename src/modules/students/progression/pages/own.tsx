import { definePage } from '#platform/pages/page.ts'
import { Empty, PageHeader, Section } from '#ui/index.ts'
import { hasEnded } from '../../enrolment.ts'
import { defineSection } from '../../records/section-of-learner.ts'
import { listEnrolmentsOf } from '../../store/enrolment.ts'
import { readOwnProgress, type OwnProgress } from '../read-own.ts'
import { OneStanding, Standings } from './standings.tsx'

/** A learner's own progress: after each year or term, with the reckoning. */
export const ownProgress = definePage({
  path: '/hoc-tap/tien-do',
  permission: 'students.learn',
  async load({ db, actor, today }) {
    const person = actor.kind === 'account' ? actor.personId : undefined
    const all: OwnProgress[] = []
    for (const enrolment of person ? await listEnrolmentsOf(db, person) : [])
      all.push(await readOwnProgress(db, enrolment, today))
    return all.filter((one) => one.standings.length > 0)
  },
  title: (_data, t) => t('students.progression.own.title'),
  view: (all, { t }) => (
    <>
      <PageHeader
        title={t('students.progression.own.title')}
        lead={t('students.progression.own.lead')}
        breadcrumb={[{ href: '/hoc-tap', label: t('students.own.title') }]}
        breadcrumbLabel={t('students.crumbs')}
      />
      {all.length === 0 && <Empty title={t('students.progression.own.none')} />}
      {all.map(({ enrolment, policy, standings }) => (
        <Section key={enrolment.id} title={enrolment.cohort_name}>
          <Standings standings={standings} mode={enrolment.mode} policy={policy} t={t} linked={false} />
        </Section>
      ))}
    </>
  ),
})

/** The latest period that has something to say, on the learner's start page and the guardian's page. */
export const progressSection = defineSection({
  title: 'students.progression.own.title',
  for: ['self', 'guardian'],
  href: '/hoc-tap/tien-do',
  more: 'students.progression.own.all',
  async load(db, { enrolments, today }) {
    const current = enrolments.find((one) => !hasEnded(one.state))
    const own = current && (await readOwnProgress(db, current, today))
    const latest = own?.standings.findLast((one) => one.outcome !== 'unknown')
    return own && latest && { ...own, latest }
  },
  view: ({ enrolment, policy, latest }, t) => (
    <>
      <p class="mb-2 font-semibold">{latest.period.name}</p>
      <OneStanding standing={latest} mode={enrolment.mode} policy={policy} t={t} linked={false} />
    </>
  ),
})
