import { z } from 'zod'
import { definePage, type ViewContext } from '#platform/pages/page.ts'
import { Facts, LinkButton, PageHeader, Section, Table } from '#ui/index.ts'
import { StateBadge } from '../../records/pages/parts.tsx'
import { hasEnded } from '../../enrolment.ts'
import { getEnrolment } from '../../store/enrolment.ts'
import { reviewAll, type Computed } from '../review-case.ts'
import { readRunFacts } from '../store/facts.ts'
import { listReviewsOf } from '../store/own.ts'
import { classText, figureText, Reasons, ReviewBadge, reviewName } from './words.tsx'

const here = (id: string) => `/tot-nghiep/nguoi-hoc/${id}`

/** How one learner stands toward graduation today, what every review said, and the papers about the whole course. */
export const standingPage = definePage({
  path: '/tot-nghiep/nguoi-hoc/:id',
  permission: 'students.read',
  params: z.object({ id: z.uuid() }),
  async load({ db, params, today }) {
    const enrolment = await getEnrolment(db, params.id)
    const facts = await readRunFacts(db, enrolment.cohort_id, { enrolments: [enrolment.id] })
    const live = hasEnded(enrolment.state) ? undefined : reviewAll(facts, today)[0]
    return { enrolment, live, reviews: await listReviewsOf(db, enrolment.id) }
  },
  about: ({ enrolment }) => ({ institution: enrolment.institution_id, person: enrolment.person_id }),
  looks: ({ enrolment }) => ({ subject: 'people.person', ids: [enrolment.person_id] }),
  title: ({ enrolment }) => enrolment.full_name,
  view: ({ enrolment, live, reviews }, context) => {
    const { t } = context
    const path = here(enrolment.id)
    return (
      <>
        <PageHeader
          title={enrolment.full_name}
          lead={`${enrolment.learner_code} · ${enrolment.class_code ?? '–'} · ${enrolment.cohort_name}`}
          state={<StateBadge state={enrolment.state} t={t} />}
          breadcrumb={[
            { href: '/hoc-sinh', label: t('students.list.title') },
            { href: `/hoc-sinh/${enrolment.learner_id}`, label: enrolment.full_name },
          ]}
          breadcrumbLabel={t('students.crumbs')}
        />
        <Section title={t('students.graduation.transcript')} lead={t('students.graduation.transcript_lead')}>
          <div class="flex flex-wrap gap-3">
            <LinkButton kind="secondary" icon="print" href={`${path}/bang-diem.pdf`}>
              {t('students.graduation.doc.transcript_vi')}
            </LinkButton>
            <LinkButton kind="secondary" icon="print" href={`${path}/bang-diem.pdf?ngon-ngu=en`}>
              {t('students.graduation.doc.transcript_en')}
            </LinkButton>
            {enrolment.state !== 'graduated' && (
              <LinkButton kind="secondary" icon="print" href={`${path}/giay-chung-nhan.pdf`}>
                {t('students.graduation.doc.certificate')}
              </LinkButton>
            )}
          </div>
        </Section>
        {live && <Live live={live} context={context} institution={enrolment.institution_id} />}
        {reviews.length > 0 && (
          <Section title={t('students.graduation.reviews')}>
            <Table
              caption={t('students.graduation.reviews')}
              rows={reviews}
              rowKey={(row) => row.id}
              rowHref={(row) => `/tot-nghiep/${row.id}/${enrolment.id}`}
              columns={[
                { key: 'name', label: t('students.graduation.review'), render: (row) => reviewName(row, t) },
                { key: 'state', label: t('students.field.state'), render: (row) => <ReviewBadge state={row.state} t={t} /> },
                {
                  key: 'class',
                  label: t('students.graduation.classification'),
                  render: (row) => classText(row.classification, t),
                },
              ]}
            />
          </Section>
        )}
      </>
    )
  },
})

function Live({ live, institution, context: { t, may } }: { live: Computed; institution: string; context: ViewContext }) {
  const linked = may('students.edit', { institution })
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
        <Reasons reasons={live.reasons} t={t} linked={linked} />
      )}
    </Section>
  )
}
