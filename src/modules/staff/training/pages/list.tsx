import { z } from 'zod'
import type { Translate } from '#platform/i18n/index.ts'
import { definePage } from '#platform/pages/page.ts'
import {
  Button,
  Checkbox,
  Empty,
  Filters,
  LinkButton,
  PageHeader,
  Section,
  Select,
  Table,
  type FilterChip,
} from '#ui/index.ts'
import { categories } from '../course.ts'
import { listCourses, listOpenRuns, type CourseLine, type Run } from '../store/courses.ts'
import { categoryOptions, days, hours, seats } from './parts.tsx'

const Query = z.object({
  q: z.string().trim().max(100).optional(),
  nhom: z.enum(categories).optional().catch(undefined),
  mo: z.literal('1').optional().catch(undefined),
})
type Query = z.output<typeof Query>

/** The catalogue of courses, and the classes one can register for. */
export const trainingList = definePage({
  path: '/boi-duong',
  permission: 'signed-in',
  query: Query,
  async load({ db, query, today }) {
    const filter = { text: query.q, category: query.nhom, openOn: query.mo ? today : undefined }
    const runs = await listOpenRuns(db, today, query.nhom ? { categories: [query.nhom] } : {}, 12)
    return { query, courses: await listCourses(db, filter, today), runs }
  },
  title: (_data, t) => t('staff.training.list.title'),
  view: ({ query, courses, runs }, { t, may, actor }) => (
    <>
      <PageHeader
        title={t('staff.training.list.title')}
        lead={t('staff.training.list.lead')}
        actions={
          <>
            {actor.kind === 'account' && actor.personId && (
              <LinkButton href="/boi-duong/cua-toi">{t('staff.training.mine.open')}</LinkButton>
            )}
            {may('staff.give-courses') && (
              <LinkButton kind="secondary" href="/boi-duong/khoa/moi">
                {t('staff.training.course.new')}
              </LinkButton>
            )}
            {may('staff.give-courses') && (
              <LinkButton kind="secondary" href="/boi-duong/lop/moi">
                {t('staff.training.run.open_new')}
              </LinkButton>
            )}
            {may('staff.verify-certificates') && (
              <LinkButton kind="secondary" href="/boi-duong/xac-minh">
                {t('staff.training.verify.open')}
              </LinkButton>
            )}
            {may('staff.set-trained-rule') && (
              <LinkButton kind="ghost" href="/boi-duong/quy-tac">
                {t('staff.training.rule.open')}
              </LinkButton>
            )}
          </>
        }
      />
      <Filters
        search={{
          name: 'q',
          label: t('staff.training.list.search'),
          value: query.q,
          button: t('staff.training.list.search_button'),
        }}
        chips={chips(query, t)}
        lead={t('staff.training.list.showing')}
        clearHref="/boi-duong"
        clearLabel={t('staff.training.list.clear')}
        moreLabel={t('staff.training.list.filter')}
        moreOpen={Boolean(query.nhom ?? query.mo)}
        more={
          <>
            <Select
              name="nhom"
              label={t('staff.training.field.category')}
              value={query.nhom}
              placeholder=""
              options={categoryOptions(t)}
            />
            <Checkbox
              name="mo"
              value="1"
              label={t('staff.training.list.only_open')}
              checked={query.mo === '1'}
            />
            <Button kind="secondary">{t('staff.training.list.apply')}</Button>
          </>
        }
      />
      <Section title={t('staff.training.list.runs')}>
        <RunTable runs={runs} t={t} />
      </Section>
      <Section title={t('staff.training.list.courses')}>
        <CourseTable courses={courses} t={t} />
      </Section>
    </>
  ),
})

function chips(query: Query, t: Translate): FilterChip[] {
  const without = (name: keyof Query) => {
    const rest = new URLSearchParams(
      Object.entries(query).filter(([key, value]) => key !== name && value !== undefined) as [
        string,
        string,
      ][],
    )
    return rest.size > 0 ? `/boi-duong?${rest}` : '/boi-duong'
  }
  const chip = (name: keyof Query, label: string) => ({
    label,
    removeHref: without(name),
    removeLabel: t('staff.training.list.remove', { what: label }),
  })
  return [
    ...(query.q ? [chip('q', `“${query.q}”`)] : []),
    ...(query.nhom ? [chip('nhom', t.dynamic(`staff.training.category.${query.nhom}`))] : []),
    ...(query.mo ? [chip('mo', t('staff.training.list.only_open'))] : []),
  ]
}

function RunTable({ runs, t }: { runs: readonly Run[]; t: Translate }) {
  return (
    <Table
      caption={t('staff.training.list.runs')}
      rows={runs}
      rowKey={(run) => run.id}
      rowHref={(run) => `/boi-duong/lop/${run.id}`}
      columns={[
        { key: 'course_name', label: t('staff.training.field.course') },
        { key: 'days', label: t('staff.training.field.days'), render: (run) => days(run, t) },
        { key: 'hours', label: t('staff.training.field.hours'), render: (run) => hours(run.course_hours, t) },
        {
          key: 'mode',
          label: t('staff.training.field.mode'),
          render: (run) => t.dynamic(`staff.training.mode.${run.mode}`),
        },
        {
          key: 'register_until',
          label: t('staff.training.field.register_until'),
          render: (run) => t.date(run.register_until),
        },
        { key: 'registered', label: t('staff.training.field.registered'), render: (run) => seats(run, t) },
      ]}
      empty={<Empty title={t('staff.training.list.no_runs')}>{t('staff.training.list.no_runs_hint')}</Empty>}
    />
  )
}

function CourseTable({ courses, t }: { courses: readonly CourseLine[]; t: Translate }) {
  return (
    <Table
      caption={t('staff.training.list.courses')}
      rows={courses}
      rowKey={(course) => course.id}
      rowHref={(course) => `/boi-duong/${course.code}`}
      columns={[
        { key: 'name', label: t('staff.training.field.name') },
        {
          key: 'category',
          label: t('staff.training.field.category'),
          render: (course) => t.dynamic(`staff.training.category.${course.category}`),
        },
        { key: 'hours', label: t('staff.training.field.hours'), render: (course) => hours(course.hours, t) },
        { key: 'provider', label: t('staff.training.field.provider') },
        {
          key: 'next',
          label: t('staff.training.field.next'),
          render: (course) => (course.next_from ? t.date(course.next_from) : '–'),
        },
      ]}
      empty={<Empty title={t('staff.training.list.empty')}>{t('staff.training.list.empty_hint')}</Empty>}
    />
  )
}
