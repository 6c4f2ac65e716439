import { z } from 'zod'
import { notFound } from '#platform/errors.ts'
import { definePage } from '#platform/pages/page.ts'
import { PageHeader, Section } from '#ui/index.ts'
import { readAsGuardian } from '../guardian-reading.ts'
import { OwnFacts } from './own-facts.tsx'
import { StateBadge } from './parts.tsx'

/** What a guardian of a minor reads by their link: without an account, without changing anything. */
export const guardianPage = definePage({
  path: '/phu-huynh/:token',
  permission: 'public',
  frame: 'public',
  params: z.object({ token: z.string().min(20).max(100) }),
  async load({ params, app, today }) {
    const reading = await readAsGuardian(app, params.token, today)
    if (!reading) throw notFound('students.guardian.error.closed')
    return reading
  },
  headers: {
    'cache-control': 'private, no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex',
  },
  title: (reading) => reading.full_name,
  view: ({ link, full_name, enrolments, schools, sections }, context) => {
    const { t } = context
    const current = enrolments[0]
    return (
      <>
        <PageHeader
          title={full_name}
          state={current && <StateBadge state={current.state} t={t} />}
          lead={t('students.guardian.page_lead', { name: link.guardian_name, day: t.date(link.to_date) })}
        />
        {current && <OwnFacts enrolment={current} school={schools.get(current.institution_id)} t={t} />}
        {sections.map((section) => (
          <Section key={section.title} title={t(section.title)}>
            {section.body(t)}
          </Section>
        ))}
        <p class="mt-10 max-w-prose text-sm text-muted">{t('students.guardian.page_note')}</p>
      </>
    )
  },
})
