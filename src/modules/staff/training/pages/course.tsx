import { z } from 'zod'
import { definePage } from '#platform/pages/page.ts'
import { Empty, Facts, LinkButton, PageHeader, Section, Table } from '#ui/index.ts'
import { getCourse, listRunsOf } from '../store/courses.ts'
import { days, hours, PhaseBadge, seats } from './parts.tsx'

/** One course of the catalogue with its classes. */
export const trainingCourse = definePage({
  path: '/boi-duong/:code',
  permission: 'signed-in',
  params: z.object({ code: z.string().max(40) }),
  async load({ db, params }) {
    const course = await getCourse(db, params.code)
    return { course, runs: await listRunsOf(db, course.id) }
  },
  title: ({ course }) => course.name,
  view: ({ course, runs }, { t, may, today }) => {
    const place = course.institution_id ? { institution: course.institution_id } : { province: true as const }
    return (
      <>
        <PageHeader
          title={course.name}
          breadcrumb={[{ href: '/boi-duong', label: t('staff.training.nav') }]}
          breadcrumbLabel={t('staff.training.nav')}
          actions={
            may('staff.give-courses', place) && (
              <>
                <LinkButton kind="secondary" href={`/boi-duong/lop/moi?khoa=${course.id}`}>
                  {t('staff.training.run.open_new')}
                </LinkButton>
                <LinkButton kind="ghost" icon="edit" href={`/boi-duong/khoa/${course.id}/sua`}>
                  {t('staff.training.course.edit')}
                </LinkButton>
              </>
            )
          }
        />
        <Facts
          items={[
            {
              label: t('staff.training.field.category'),
              value: t.dynamic(`staff.training.category.${course.category}`),
            },
            { label: t('staff.training.field.hours'), value: hours(course.hours, t) },
            { label: t('staff.training.field.provider'), value: course.provider },
            { label: t('staff.training.field.components'), value: course.components.join(' · ') || '–' },
            ...(course.content
              ? [{ label: t('staff.training.field.content'), value: course.content, wide: true }]
              : []),
          ]}
        />
        <Section title={t('staff.training.course.runs')}>
          <Table
            caption={t('staff.training.course.runs')}
            rows={runs}
            rowKey={(run) => run.id}
            rowHref={(run) => `/boi-duong/lop/${run.id}`}
            columns={[
              { key: 'code', label: t('staff.training.field.code') },
              { key: 'days', label: t('staff.training.field.days'), render: (run) => days(run, t) },
              {
                key: 'mode',
                label: t('staff.training.field.mode'),
                render: (run) => t.dynamic(`staff.training.mode.${run.mode}`),
              },
              {
                key: 'registered',
                label: t('staff.training.field.registered'),
                render: (run) => seats(run, t),
              },
              {
                key: 'state',
                label: t('staff.training.field.state'),
                render: (run) => <PhaseBadge run={run} today={today} t={t} />,
              },
            ]}
            empty={
              <Empty title={t('staff.training.course.no_runs')}>
                {t('staff.training.course.no_runs_hint')}
              </Empty>
            }
          />
        </Section>
      </>
    )
  },
})
