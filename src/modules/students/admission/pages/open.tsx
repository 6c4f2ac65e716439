import { z } from 'zod'
import { definePage } from '#platform/pages/page.ts'
import { fold } from '#platform/text/index.ts'
import { Button, Empty, Filters, LinkButton, PageHeader, Select, Table } from '#ui/index.ts'
import { levels } from '#modules/curricula/index.ts'
import { isOpen } from '../intake.ts'
import { listOpenIntakes } from '../store/intake.ts'
import { IntakeState } from './intake-words.tsx'

const Query = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  'trinh-do': z.enum(levels).optional().catch(undefined),
  'co-so': z.string().max(100).optional().catch(undefined),
  'chuong-trinh': z.uuid().optional().catch(undefined),
})

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
  view: ({ query, intakes }, { t, today }) => (
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
        chips={[
          ...(query.q
            ? [chip(`“${query.q}”`, { ...query, q: undefined }, t('students.admission.plan.clear'))]
            : []),
          ...(query['trinh-do']
            ? [
                chip(
                  t.dynamic(`institutions.level.${query['trinh-do']}`),
                  { ...query, 'trinh-do': undefined },
                  t('students.admission.plan.clear'),
                ),
              ]
            : []),
          ...(query['chuong-trinh']
            ? [
                chip(
                  intakes[0]?.programme_name ?? t('students.admission.field.programme'),
                  { ...query, 'chuong-trinh': undefined },
                  t('students.admission.plan.clear'),
                ),
              ]
            : []),
          ...(query['co-so']
            ? [
                chip(
                  intakes[0]?.institution_name ?? query['co-so'],
                  { ...query, 'co-so': undefined },
                  t('students.admission.plan.clear'),
                ),
              ]
            : []),
        ]}
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
    </>
  ),
})

function chip(label: string, rest: Record<string, string | undefined>, removeLabel: string) {
  const left = Object.entries(rest).filter((one): one is [string, string] => Boolean(one[1]))
  const query = new URLSearchParams(left)
  return { label, removeHref: query.size > 0 ? `/tuyen-sinh?${query}` : '/tuyen-sinh', removeLabel }
}
