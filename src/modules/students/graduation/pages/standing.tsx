import { z } from 'zod'
import { definePage, type ViewContext } from '#platform/pages/page.ts'
import { Facts, LinkButton, Section, Table } from '#ui/index.ts'
import { hasEnded, type Enrolment } from '../../enrolment.ts'
import { LearnerHeader } from '../../records/pages/learner-header.tsx'
import { getRecord } from '../../records/store/learner.ts'
import { reviewAll, type Computed } from '../review-case.ts'
import { readRunFacts } from '../store/facts.ts'
import { listReviewsOf, type ReviewOf } from '../store/own.ts'
import { classText, figureText, reviewName } from '../case-words.ts'
import { Reasons, ReviewBadge } from './words.tsx'

const path = '/hoc-sinh/:id/tot-nghiep'

/** How one learner stands toward graduation today, what every review said, and the papers about the whole course. */
export const standingPage = definePage({
  path,
  permission: 'students.read',
  params: z.object({ id: z.uuid() }),
  async load({ db, params, today }) {
    const record = await getRecord(db, params.id)
    const enrolment = record.current ?? record.enrolments[0]
    if (!enrolment) return { record, enrolment, live: undefined, reviews: [] }
    const facts = await readRunFacts(db, enrolment.cohort_id, { enrolments: [enrolment.id] })
    const live = hasEnded(enrolment.state) ? undefined : reviewAll(facts, today)[0]
    return { record, enrolment, live, reviews: await listReviewsOf(db, enrolment.id) }
  },
  about: ({ record: { learner } }) => ({ institution: learner.institution_id, person: learner.person_id }),
  looks: ({ record }) => ({ subject: 'people.person', ids: [record.learner.person_id] }),
  title: (_data, t) => t('students.graduation.title'),
  view: ({ record, enrolment, live, reviews }, context) => (
    <>
      <LearnerHeader record={record} current={path} context={context} />
      {enrolment && <Papers enrolment={enrolment} context={context} />}
      {enrolment && live && <Live live={live} institution={enrolment.institution_id} context={context} />}
      {enrolment && <Reviews reviews={reviews} enrolment={enrolment.id} context={context} />}
    </>
  ),
})

function Papers({ enrolment, context: { t } }: { enrolment: Enrolment; context: ViewContext }) {
  const base = `/tot-nghiep/nguoi-hoc/${enrolment.id}`
  return (
    <Section title={t('students.graduation.transcript')} lead={t('students.graduation.transcript_lead')}>
      <div class="flex flex-wrap gap-3">
        <LinkButton kind="secondary" icon="print" href={`${base}/bang-diem.pdf`}>
          {t('students.graduation.doc.transcript_vi')}
        </LinkButton>
        <LinkButton kind="secondary" icon="print" href={`${base}/bang-diem.pdf?ngon-ngu=en`}>
          {t('students.graduation.doc.transcript_en')}
        </LinkButton>
        {enrolment.state !== 'graduated' && (
          <LinkButton kind="secondary" icon="print" href={`${base}/giay-chung-nhan.pdf`}>
            {t('students.graduation.doc.certificate')}
          </LinkButton>
        )}
      </div>
    </Section>
  )
}

function Live({ live, institution, context }: { live: Computed; institution: string; context: ViewContext }) {
  const { t, may } = context
  return (
    <Section title={t('students.graduation.today')}>
      {live.is_eligible ? (
        <Facts
          items={[
            { label: t('students.graduation.verdict'), value: t('students.graduation.verdict.yes') },
            { label: t('students.graduation.score'), value: figureText(live.score, t) },
            { label: t('students.graduation.classification'), value: classText(live.classification, t) },
          ]}
        />
      ) : (
        <Reasons reasons={live.reasons} t={t} linked={may('students.edit', { institution })} />
      )}
    </Section>
  )
}

type ReviewProps = { reviews: ReviewOf[]; enrolment: string; context: ViewContext }

function Reviews({ reviews, enrolment, context: { t } }: ReviewProps) {
  if (reviews.length === 0) return null
  return (
    <Section title={t('students.graduation.reviews')}>
      <Table
        caption={t('students.graduation.reviews')}
        rows={reviews}
        rowKey={(row) => row.id}
        rowHref={(row) => `/tot-nghiep/${row.id}/nguoi/${enrolment}`}
        columns={[
          { key: 'name', label: t('students.graduation.review'), render: (row) => reviewName(row, t) },
          {
            key: 'state',
            label: t('students.field.state'),
            render: (row) => <ReviewBadge state={row.state} t={t} />,
          },
          {
            key: 'class_of',
            label: t('students.graduation.classification'),
            render: (row) => classText(row.classification, t),
          },
        ]}
      />
    </Section>
  )
}
