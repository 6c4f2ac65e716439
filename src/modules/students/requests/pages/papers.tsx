import { institutionNames } from '#modules/institutions/index.ts'
import { definePage, type ViewContext } from '#platform/pages/page.ts'
import { Empty, LinkButton, PageHeader, Section } from '#ui/index.ts'
import type { Enrolment } from '../../enrolment.ts'
import { StateBadge } from '../../records/pages/parts.tsx'
import { listEnrolmentsOf } from '../../store/enrolment.ts'
import { ownPerson } from '../actions/data-request.ts'

/** A learner's own papers, and everything that is kept of them in one file. */
export const ownPapers = definePage({
  path: '/hoc-tap/giay-to',
  permission: 'students.learn',
  async load({ db, actor, today }) {
    const person = ownPerson(actor)
    const enrolments = person ? await listEnrolmentsOf(db, person) : []
    const schools = await institutionNames(
      db,
      [...new Set(enrolments.map((one) => one.institution_id))],
      today,
    )
    return { enrolments, schools }
  },
  title: (_data, t) => t('students.papers.title'),
  view: ({ enrolments, schools }, context) => {
    const { t } = context
    return (
      <>
        <PageHeader
          title={t('students.papers.title')}
          lead={t('students.papers.lead')}
          breadcrumb={[{ href: '/hoc-tap', label: t('students.own.title') }]}
          breadcrumbLabel={t('students.threshold.crumbs')}
        />
        {enrolments.length === 0 && (
          <Empty title={t('students.own.nobody')}>{t('students.own.nobody_hint')}</Empty>
        )}
        {enrolments.map((one) => (
          <PapersOf key={one.id} enrolment={one} school={schools.get(one.institution_id)} context={context} />
        ))}
        <Section title={t('students.papers.all')} lead={t('students.papers.all_lead')}>
          <LinkButton icon="download" href="/hoc-tap/du-lieu-cua-toi.zip">
            {t('students.papers.all_get')}
          </LinkButton>
        </Section>
      </>
    )
  },
})

function PapersOf({
  enrolment,
  school,
  context: { t },
}: {
  enrolment: Enrolment
  school: string | undefined
  context: ViewContext
}) {
  const paper = (file: string) => `/hoc-tap/${enrolment.id}/${file}.pdf`
  return (
    <Section
      title={enrolment.cohort_name}
      lead={school}
      actions={<StateBadge state={enrolment.state} t={t} />}
    >
      <ul class="grid gap-2">
        <li>
          <a href={paper('bang-diem')}>{t('students.papers.transcript_vi')}</a>
        </li>
        <li>
          <a href={`${paper('bang-diem')}?ngon-ngu=en`}>{t('students.papers.transcript_en')}</a>
        </li>
        {enrolment.state !== 'graduated' && (
          <li>
            <a href={paper('giay-chung-nhan')}>{t('students.papers.certificate')}</a>
          </li>
        )}
      </ul>
    </Section>
  )
}
