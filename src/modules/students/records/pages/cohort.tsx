import { z } from 'zod'
import { WhyVisible } from '#modules/identity/index.ts'
import { institutionNames } from '#modules/institutions/index.ts'
import { definePage, type ViewContext } from '#platform/pages/page.ts'
import { Alert, Facts, LinkButton, PageHeader, Section, Stat, Stats, Table } from '#ui/index.ts'
import { enrolmentStates } from '../../enrolment.ts'
import { getPolicy } from '../../store/policy.ts'
import { sizeOf, type Cohort } from '../cohort.ts'
import { listClasses } from '../store/class-group.ts'
import { getCohort } from '../store/cohort.ts'
import { levelText } from './parts.tsx'

/** One cohort: programme, grading policy, how many stand in which state, its classes. */
export const cohortDetail = definePage({
  path: '/khoa/:id',
  permission: 'students.read',
  params: z.object({ id: z.uuid() }),
  async load({ db, params, today }) {
    const cohort = await getCohort(db, params.id)
    const { policy } = await getPolicy(db, cohort.grading_policy_id)
    return {
      cohort,
      isCovered: (policy.levels as readonly string[]).includes(cohort.level),
      classes: await listClasses(db, { reach: [cohort.institution_id], cohort: cohort.id }),
      school: (await institutionNames(db, [cohort.institution_id], today)).get(cohort.institution_id),
    }
  },
  about: ({ cohort }) => ({ institution: cohort.institution_id }),
  title: ({ cohort }, t) => t('students.cohort.named', { name: cohort.name }),
  view: ({ cohort, classes, school, isCovered }, context) => {
    const { t } = context
    const about = { institution: cohort.institution_id }
    return (
      <>
        <PageHeader
          title={t('students.cohort.named', { name: cohort.name })}
          lead={`${cohort.programme_name} · ${levelText(cohort.level, t)}`}
          breadcrumb={[{ href: '/khoa', label: t('students.cohort.title') }]}
          breadcrumbLabel={t('students.crumbs')}
          actions={<Acts cohort={cohort} context={context} />}
        />
        {!isCovered && (
          <Alert
            kind="warning"
            title={t('students.cohort.policy_level', { level: levelText(cohort.level, t) })}
          />
        )}
        <States cohort={cohort} context={context} />
        <CohortFacts cohort={cohort} school={school} context={context} />
        <Section
          title={t('students.class.title')}
          actions={
            context.may('students.edit', about) && (
              <LinkButton small kind="secondary" href={`/lop/moi?khoa=${cohort.id}`}>
                {t('students.class.new')}
              </LinkButton>
            )
          }
        >
          <Table
            caption={t('students.class.title')}
            rows={classes}
            rowKey={(one) => one.id}
            rowHref={(one) => `/lop/${one.id}`}
            columns={[
              { key: 'code', label: t('students.class.code') },
              { key: 'name', label: t('students.class.name'), render: (one) => one.name ?? '–' },
              {
                key: 'homeroom',
                label: t('students.class.homeroom'),
                render: (one) => one.homeroom_name ?? '–',
              },
              { key: 'studying', label: t('students.class.studying'), align: 'end' },
            ]}
            empty={<p class="text-muted">{t('students.class.empty')}</p>}
          />
        </Section>
        <div class="mt-8 print:hidden">
          <WhyVisible context={context} permission="students.read" about={about} areaName={school} />
        </div>
      </>
    )
  },
})

function Acts({ cohort, context: { t, may } }: { cohort: Cohort; context: ViewContext }) {
  const about = { institution: cohort.institution_id }
  return (
    <>
      <LinkButton kind="secondary" href={`/hoc-sinh?khoa=${cohort.id}`}>
        {t('students.cohort.learners')}
      </LinkButton>
      <LinkButton kind="secondary" href={`/xet-tien-do/khoa/${cohort.id}`}>
        {t('students.progression.nav')}
      </LinkButton>
      {may('students.approve', about) && (
        <LinkButton kind="ghost" href={`/khoa/${cohort.id}/chuyen-chuong-trinh`}>
          {t('students.cohort.move')}
        </LinkButton>
      )}
      {may('students.edit', about) && (
        <LinkButton kind="secondary" href={`/khoa/${cohort.id}/sua`}>
          {t('students.form.edit')}
        </LinkButton>
      )}
    </>
  )
}

function States({ cohort, context: { t } }: { cohort: Cohort; context: ViewContext }) {
  const shown = enrolmentStates.filter((state) => cohort.states[state])
  if (sizeOf(cohort) === 0) return <p class="mb-6 text-muted">{t('students.cohort.nobody')}</p>
  return (
    <div class="mb-6">
      <Stats>
        {shown.map((state) => (
          <Stat
            key={state}
            label={t.dynamic(`students.state.${state}`)}
            figure={t.number(cohort.states[state] ?? 0)}
            href={`/hoc-sinh?khoa=${cohort.id}&trang-thai=${state}`}
          />
        ))}
      </Stats>
    </div>
  )
}

function CohortFacts({
  cohort,
  school,
  context: { t },
}: {
  cohort: Cohort
  school: string | undefined
  context: ViewContext
}) {
  return (
    <Facts
      items={[
        { label: t('students.field.institution'), value: school ?? '–' },
        {
          label: t('students.cohort.version'),
          value: (
            <a href={`/chuong-trinh/phien-ban/${cohort.programme_version_id}`}>
              {t('students.cohort.version_named', {
                code: cohort.programme_code,
                number: cohort.version_number,
              })}
            </a>
          ),
        },
        { label: t('students.cohort.mode'), value: t.dynamic(`students.cohort.mode.${cohort.mode}`) },
        {
          label: t('students.cohort.policy'),
          value: <a href={`/quy-che-diem/${cohort.grading_policy_id}`}>{cohort.policy_name}</a>,
        },
        { label: t('students.cohort.form'), value: t.dynamic(`students.cohort.form.${cohort.study_form}`) },
        {
          label: t('students.cohort.entry'),
          value: cohort.entry ? t.dynamic(`students.cohort.entry.${cohort.entry}`) : '–',
        },
        { label: t('students.cohort.from'), value: t.date(cohort.from_date) },
        { label: t('students.cohort.to'), value: t.date(cohort.planned_to_date) },
      ]}
    />
  )
}
