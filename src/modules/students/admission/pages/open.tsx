import { z } from 'zod'
import { definePage, type ViewContext } from '#platform/pages/page.ts'
import { listAddressOf } from '#platform/pages/query.ts'
import { fold } from '#platform/text/index.ts'
import { Button, Empty, Filters, LinkButton, PageHeader, Select, Table } from '#ui/index.ts'
import { levels } from '#modules/curricula/index.ts'
import { isOpen, type Intake } from '../intake.ts'
import { listOpenIntakes } from '../store/intake.ts'
import { IntakeState } from './intake-words.tsx'

const Query = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  'trinh-do': z.enum(levels).optional().catch(undefined),
  'co-so': z.string().max(100).optional().catch(undefined),
  'chuong-trinh': z.uuid().optional().catch(undefined),
})

const address = listAddressOf<z.output<typeof Query>>('/tuyen-sinh')

/** What one can apply to now, for everybody. */
export const openIntakes = definePage({
  path: '/tuyen-sinh',
  permission: 'public',
  query: Query,
  async load({ db, query, today }) {
    const text = query.q ? fold(query.q) : undefined
    const intakes = await listOpenIntakes(db, today, {
      text,
      level: query['trinh-do'],
      institution: query['co-so'],
      programme: query['chuong-trinh'],
    })
    return { query, intakes }
  },
  title: (_data, t) => t('students.admission.open.title'),
  view: ({ query, intakes }, context) => {
    const { t } = context
    return (
      <>
        <PageHeader
          title={t('students.admission.open.title')}
          count={t.number(intakes.length)}
          lead={t('students.admission.open.lead')}
          actions={
            <LinkButton href="/tuyen-sinh/theo-doi" kind="secondary" icon="search">
              {t('students.admission.follow.title')}
            </LinkButton>
          }
        />
        <OpenFilters query={query} intakes={intakes} t={t} />
        <OpenTable intakes={intakes} context={context} />
      </>
    )
  },
})

type Query = z.output<typeof Query>

/** What the list is narrowed to, each with the address without it. */
function chipsOf(query: Query, intakes: readonly Intake[], t: ViewContext['t']) {
  const level = query['trinh-do']
  const labels: [name: keyof Query, label: string | undefined][] = [
    ['q', query.q && `“${query.q}”`],
    ['trinh-do', level && t.dynamic(`institutions.level.${level}`)],
    [
      'chuong-trinh',
      query['chuong-trinh'] && (intakes[0]?.programme_name ?? t('students.admission.field.programme')),
    ],
    ['co-so', query['co-so'] && (intakes[0]?.institution_name ?? query['co-so'])],
  ]
  return labels.flatMap(([name, label]) =>
    label
      ? [
          {
            label,
            removeHref: address(query, { [name]: undefined }),
            removeLabel: t('students.admission.plan.clear'),
          },
        ]
      : [],
  )
}

function OpenFilters({
  query,
  intakes,
  t,
}: {
  query: Query
  intakes: readonly Intake[]
  t: ViewContext['t']
}) {
  return (
    <Filters
      search={{
        name: 'q',
        label: t('students.admission.open.search'),
        value: query.q,
        button: t('app.search'),
      }}
      hidden={{ 'co-so': query['co-so'], 'chuong-trinh': query['chuong-trinh'] }}
      clearHref="/tuyen-sinh"
      clearLabel={t('students.admission.plan.clear')}
      chips={chipsOf(query, intakes, t)}
      moreLabel={t('students.admission.plan.filter')}
      more={
        <>
          <Select
            name="trinh-do"
            label={t('students.admission.field.level')}
            value={query['trinh-do']}
            placeholder={t('students.admission.any')}
            options={levels.map((value) => ({ value, label: t.dynamic(`institutions.level.${value}`) }))}
          />
          <Button kind="secondary">{t('students.admission.apply_filter')}</Button>
        </>
      }
    />
  )
}

function OpenTable({ intakes, context: { t, today } }: { intakes: readonly Intake[]; context: ViewContext }) {
  return (
    <Table
      caption={t('students.admission.open.title')}
      rows={intakes}
      rowKey={(one) => one.id}
      rowHref={(one) => `/tuyen-sinh/${one.id}`}
      columns={[
        { key: 'programme_name', label: t('students.admission.field.programme') },
        {
          key: 'level',
          label: t('students.admission.field.level'),
          render: (one) => (
            <span class="whitespace-nowrap">{t.dynamic(`institutions.level.${one.level}`)}</span>
          ),
        },
        {
          key: 'institution_name',
          label: t('students.admission.field.institution'),
          render: (one) => <a href={`/co-so/${one.institution_code}`}>{one.institution_name}</a>,
        },
        {
          key: 'places',
          label: t('students.admission.field.places'),
          align: 'end',
          render: (one) => t.number(one.places),
        },
        {
          key: 'state',
          label: t('students.admission.field.state'),
          render: (one) => <IntakeState intake={one} today={today} t={t} />,
        },
        {
          key: 'apply',
          label: t('students.admission.field.apply'),
          render: (one) =>
            isOpen(one, today) ? (
              <a class="whitespace-nowrap" href={`/tuyen-sinh/${one.id}`}>
                {t('students.admission.open.apply')}
                <span class="sr-only"> {one.programme_name}</span>
              </a>
            ) : (
              '–'
            ),
        },
      ]}
      empty={
        <Empty title={t('students.admission.open.empty')}>{t('students.admission.open.empty_hint')}</Empty>
      }
    />
  )
}
