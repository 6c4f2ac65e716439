import { z } from 'zod'
import { definePage } from '#platform/pages/page.ts'
import { Empty, Section } from '#ui/index.ts'
import { LearnerHeader } from '../../records/pages/learner-header.tsx'
import { getRecord } from '../../records/store/learner.ts'
import { readOwnResults } from '../store/own.ts'
import { TermResults } from './own-parts.tsx'

/** Results of a learner for the office: by term, with averages, class and warnings. */
export const learnerResults = definePage({
  path: '/hoc-sinh/:id/ket-qua',
  permission: 'students.read',
  params: z.object({ id: z.uuid() }),
  async load({ db, params }) {
    const record = await getRecord(db, params.id)
    const all = []
    for (const enrolment of record.enrolments) all.push(await readOwnResults(db, enrolment))
    return { record, all: all.filter((own) => own.results.length > 0) }
  },
  about: ({ record: { learner } }) => ({ institution: learner.institution_id, person: learner.person_id }),
  looks: ({ record: { learner } }) => ({ subject: 'people.person', ids: [learner.person_id] }),
  title: ({ record }, t) => t('students.marks.own.of', { name: record.learner.full_name }),
  view: ({ record, all }, context) => {
    const { t } = context
    return (
      <>
        <LearnerHeader record={record} current="/hoc-sinh/:id/ket-qua" context={context} />
        {all.length === 0 && (
          <Empty title={t('students.marks.own.none')}>{t('students.marks.own.none_hint')}</Empty>
        )}
        {all.map((own) => (
          <Section key={own.enrolment.id} title={own.enrolment.cohort_name}>
            <TermResults own={own} t={t} links />
          </Section>
        ))}
      </>
    )
  },
})
