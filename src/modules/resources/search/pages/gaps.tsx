import { definePage, type ViewContext } from '#platform/pages/page.ts'
import { Badge, Empty, PageHeader, Table } from '#ui/index.ts'
import { searchPath } from '../filter.ts'
import { gapLevels, listGaps, type Gap } from '../store/gap.ts'

/** Where the repository has nothing yet: occupations that schools teach, by level. */
export const gapPage = definePage({
  path: '/hoc-lieu/con-thieu',
  permission: 'public',
  load: async ({ db, today }) => ({ rows: await listGaps(db, today) }),
  title: (_data, t) => t('resources.search.gaps'),
  view: ({ rows }, { t }) => {
    const all = rows.flatMap((row) => Object.values(row.levels))
    const holes = all.filter((gap) => gap.count === 0).length
    return (
      <>
        <PageHeader
          title={t('resources.search.gaps')}
          lead={t('resources.search.gaps_lead', { holes, all: all.length })}
          breadcrumb={[{ href: searchPath, label: t('resources.catalogue.title') }]}
          breadcrumbLabel={t('resources.crumbs')}
        />
        <Table
          caption={t('resources.search.gaps')}
          rows={rows}
          rowKey={(row) => row.name}
          columns={[
            { key: 'name', label: t('resources.search.facet.occupation') },
            { key: 'schools', label: t('resources.search.gaps_schools'), align: 'end' },
            ...gapLevels.map((level) => ({
              key: level,
              label: t.dynamic(`institutions.level.${level}`),
              render: (row: (typeof rows)[number]) => <GapCell gap={row.levels[level]} t={t} />,
            })),
          ]}
          empty={<Empty title={t('resources.search.gaps_none')} />}
        />
      </>
    )
  },
})

function GapCell({ gap, t }: { gap: Gap | undefined; t: ViewContext['t'] }) {
  if (!gap) return <>–</>
  if (gap.count === 0) return <Badge kind="warning">{t('resources.search.gaps_hole')}</Badge>
  return (
    <a href={`${searchPath}?nghe=${gap.code}`}>
      {t('resources.search.gaps_count', { count: t.number(gap.count) })}
    </a>
  )
}
