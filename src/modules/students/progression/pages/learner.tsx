import { z } from 'zod'
import { definePage } from '#platform/pages/page.ts'
import { Empty, LinkButton, Section } from '#ui/index.ts'
import { LearnerHeader } from '../../records/pages/learner-header.tsx'
import { getRecord } from '../../records/store/learner.ts'
import { readOwnProgress, type OwnProgress } from '../read-own.ts'
import { Standings } from './standings.tsx'

const path = '/hoc-sinh/:id/tien-do'

/** Progress of one learner for the office: after each year or term, with the reckoning and what would mend it. */
export const learnerProgress = definePage({
  path,
  permission: 'students.read',
  params: z.object({ id: z.uuid() }),
  async load({ db, params, today }) {
    const record = await getRecord(db, params.id)
    const all: OwnProgress[] = []
    for (const enrolment of record.enrolments) all.push(await readOwnProgress(db, enrolment, today))
    return { record, all: all.filter((one) => one.standings.length > 0) }
  },
  about: ({ record: { learner } }) => ({ institution: learner.institution_id, person: learner.person_id }),
  looks: ({ record: { learner } }) => ({ subject: 'people.person', ids: [learner.person_id] }),
  title: ({ record }, t) => t('students.progression.of_learner', { name: record.learner.full_name }),
  view: ({ record, all }, context) => {
    const { t, may } = context
    const linked = may('students.edit', { institution: record.learner.institution_id })
    return (
      <>
        <LearnerHeader record={record} current={path} context={context} />
        {all.length === 0 && <Empty title={t('students.progression.own.none')} />}
        {all.map(({ enrolment, policy, standings }) => (
          <Section
            key={enrolment.id}
            title={enrolment.cohort_name}
            actions={
              <LinkButton small kind="secondary" href={`/xet-tien-do/khoa/${enrolment.cohort_id}`}>
                {t('students.progression.whole_cohort')}
              </LinkButton>
            }
          >
            <Standings standings={standings} mode={enrolment.mode} policy={policy} t={t} linked={linked} />
          </Section>
        ))}
        <p class="mt-4 max-w-prose text-sm text-muted">{t('students.progression.nothing_decided')}</p>
      </>
    )
  },
})
