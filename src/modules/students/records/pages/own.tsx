import { institutionNames } from '#modules/institutions/index.ts'
import { definePage } from '#platform/pages/page.ts'
import { Empty, LinkButton, PageHeader, Section } from '#ui/index.ts'
import { listEnrolmentsOf } from '../../store/enrolment.ts'
import { sectionsOf } from '../../learner-sections.ts'
import { showSections } from '../sections.ts'
import { OwnFacts } from './own-facts.tsx'
import { StateBadge } from './parts.tsx'

/** A learner's own start page: who I am here, and what each part of the record tells. */
export const ownSpace = definePage({
  path: '/hoc-tap',
  permission: 'students.learn',
  async load({ db, actor, app, today }) {
    const personId = actor.kind === 'account' ? actor.personId : undefined
    if (!personId) return undefined
    const all = await listEnrolmentsOf(db, personId)
    const enrolments = all.toSorted((a, b) => Number(a.to_date !== null) - Number(b.to_date !== null))
    const ids = [...new Set(enrolments.map((one) => one.institution_id))]
    const pages = new Set(app.modules.flatMap((module) => module.pages ?? []).map((page) => page.path))
    return {
      name: enrolments[0]?.full_name,
      enrolments,
      schools: await institutionNames(db, ids, today),
      sections: await showSections(db, sectionsOf(app), 'self', { personId, enrolments, today }),
      pages,
    }
  },
  title: (_data, t) => t('students.own.title'),
  view: (data, { t }) => {
    const [current, ...earlier] = data?.enrolments ?? []
    if (!data || !current)
      return (
        <>
          <PageHeader title={t('students.own.title')} />
          <Empty title={t('students.own.nobody')}>{t('students.own.nobody_hint')}</Empty>
        </>
      )
    return (
      <>
        <PageHeader
          title={t('students.own.hello', { name: data.name ?? '' })}
          state={<StateBadge state={current.state} t={t} />}
          actions={
            <>
              <LinkButton kind="secondary" href="/hoc-tap/de-nghi">
                {t('students.request.own_title')}
              </LinkButton>
              <LinkButton kind="secondary" href="/hoc-tap/giay-to">
                {t('students.papers.open')}
              </LinkButton>
            </>
          }
        />
        <OwnFacts enrolment={current} school={data.schools.get(current.institution_id)} t={t} />
        {data.sections.map((section) => (
          <Section
            key={section.title}
            title={t(section.title)}
            actions={
              section.href &&
              section.more &&
              data.pages.has(section.href) && (
                <LinkButton small kind="secondary" href={section.href}>
                  {t(section.more)}
                </LinkButton>
              )
            }
          >
            {section.body(t)}
          </Section>
        ))}
        {earlier.length > 0 && (
          <Section title={t('students.own.earlier')}>
            {earlier.map((one) => (
              <OwnFacts key={one.id} enrolment={one} school={data.schools.get(one.institution_id)} t={t} />
            ))}
          </Section>
        )}
      </>
    )
  },
})
