import { z } from 'zod'
import { searchOccupations, type OccupationLine } from '#modules/institutions/index.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { definePage } from '#platform/pages/page.ts'
import { Badge, Button, Empty, Filters, PageHeader, Select, Table } from '#ui/index.ts'
import { countProgrammes } from '../store/occupation.ts'

const Query = z.object({
  q: z.string().trim().max(120).optional().catch(undefined),
  trinh_do: z.enum(['cao_dang', 'trung_cap']).optional().catch(undefined),
})

/** The national list of occupations: who teaches them here. */
export const occupationList = definePage({
  path: '/nganh-nghe',
  permission: 'public',
  query: Query,
  async load({ db, query, today }) {
    const rows = await searchOccupations(db, today, { text: query.q, level: query.trinh_do })
    return { query, rows, programmes: await countProgrammes(db, today) }
  },
  title: (_data, t) => t('curricula.occupations.nav'),
  view: ({ query, rows, programmes }, { t }) => (
    <>
      <PageHeader
        title={t('curricula.occupations.nav')}
        count={t.number(rows.length)}
        lead={t('curricula.occupations.lead')}
      />
      <Filters
        search={{
          name: 'q',
          label: t('curricula.occupations.search'),
          value: query.q,
          button: t('curricula.list.search_button'),
        }}
        moreLabel={t('curricula.list.filter')}
        moreOpen={query.trinh_do !== undefined}
        chips={
          query.q || query.trinh_do
            ? [
                {
                  label: [
                    query.q && `“${query.q}”`,
                    query.trinh_do && t.dynamic(`institutions.level.${query.trinh_do}`),
                  ]
                    .filter(Boolean)
                    .join(' · '),
                  removeHref: '/nganh-nghe',
                  removeLabel: t('curricula.list.clear'),
                },
              ]
            : []
        }
        more={
          <>
            <Select
              name="trinh_do"
              label={t('curricula.field.level')}
              value={query.trinh_do}
              placeholder=""
              options={(['cao_dang', 'trung_cap'] as const).map((value) => ({
                value,
                label: t.dynamic(`institutions.level.${value}`),
              }))}
            />
            <Button kind="secondary">{t('curricula.list.apply')}</Button>
          </>
        }
      />
      <OccupationTable rows={rows} programmes={programmes} t={t} />
      {rows[0] && (
        <p class="mt-6 max-w-prose text-sm text-muted">
          {t('curricula.occupations.source', { list: rows[0].list_version })}
        </p>
      )}
    </>
  ),
})

function OccupationTable({
  rows,
  programmes,
  t,
}: {
  rows: readonly OccupationLine[]
  programmes: ReadonlyMap<string, number>
  t: Translate
}) {
  return (
    <Table
      caption={t('curricula.occupations.nav')}
      rows={rows}
      rowKey={(row) => row.code}
      rowHref={(row) => `/nganh-nghe/${row.code}`}
      columns={[
        { key: 'name', label: t('curricula.field.occupation_name') },
        { key: 'code', label: t('curricula.field.occupation') },
        {
          key: 'level',
          label: t('curricula.field.level'),
          render: (row) => (
            <div class="flex flex-wrap gap-2">
              {t.dynamic(`institutions.level.${row.level}`)}
              {row.is_ict && <Badge kind="info">{t('curricula.occupations.ict')}</Badge>}
            </div>
          ),
        },
        {
          key: 'schools',
          label: t('curricula.field.schools'),
          align: 'end',
          render: (row) => t.number(row.schools),
        },
        {
          key: 'programmes',
          label: t('curricula.field.programmes'),
          align: 'end',
          render: (row) => t.number(programmes.get(row.code) ?? 0),
        },
      ]}
      empty={
        <Empty
          title={t('curricula.occupations.empty')}
          action={{ href: '/nganh-nghe', label: t('curricula.list.clear') }}
        >
          {t('curricula.occupations.empty_hint')}
        </Empty>
      }
    />
  )
}
