import { institutionNames } from '#modules/institutions/index.ts'
import { reach, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import { definePage, type ViewContext } from '#platform/pages/page.ts'
import type { z } from 'zod'
import { Empty, Menu, PageHeader, Section, Table } from '#ui/index.ts'
import { listOldPlaces, listProgress, type ProgressRow } from '../store/book.ts'
import { listKeyers } from '../store/keyer.ts'
import { addressOf, BookFilters, BookQuery } from './books.tsx'
import { KeyerTable } from './keyer-table.tsx'
import { rate, share } from './parts.tsx'

export const ProgressQuery = BookQuery.omit({ sau: true })
export type ProgressQuery = z.output<typeof ProgressQuery>

/** How far each school and year is, as the address filters it. */
export async function loadProgress(
  db: Db,
  { actor, query, today }: { actor: Actor; query: ProgressQuery; today: string },
) {
  const within = reach(actor, 'diplomas.read')
  const filter = { reach: within, issuer: query.truong, year: query.nam }
  const rows = await listProgress(db, filter)
  const places = await listOldPlaces(db, within)
  const ids = new Set([...rows.flatMap((row) => [row.issuer_id, row.keeper_id]), ...places.issuers])
  return { query, filter, rows, places, names: await institutionNames(db, [...ids], today) }
}

/** Old registers, how far each school is and each of its years; and how surely people key. */
export const progressPage = definePage({
  path: '/so-cu/tien-do',
  permission: 'diplomas.read',
  query: ProgressQuery,
  async load({ db, actor, query, today }) {
    const progress = await loadProgress(db, { actor, query, today })
    return { ...progress, keyers: await listKeyers(db, progress.filter) }
  },
  title: (_data, t) => t('diplomas.old.progress'),
  view: ({ query, rows, places, names, keyers }, context) => {
    const { t } = context
    return (
      <>
        <PageHeader
          title={t('diplomas.old.progress')}
          lead={t('diplomas.old.progress_lead')}
          breadcrumb={[{ href: '/so-cu', label: t('diplomas.old.title') }]}
          breadcrumbLabel={t('diplomas.issuing.crumbs')}
          actions={
            <Menu
              label={t('diplomas.issuing.list.export')}
              icon="download"
              end
              items={['xlsx', 'csv'].map((kind) => ({
                href: addressOf(query, {}, `/tai-ve/so-cu.${kind}`),
                label: t.dynamic(`diplomas.issuing.list.export_${kind}`),
                download: true,
              }))}
            />
          }
        />
        <BookFilters query={query} places={places} names={names} path="/so-cu/tien-do" context={context} />
        <ProgressTable rows={rows} names={names} context={context} />
        {keyers.length > 0 && (
          <Section title={t('diplomas.old.keyers')} lead={t('diplomas.old.keyers_lead')}>
            <KeyerTable keyers={keyers} context={context} />
          </Section>
        )}
      </>
    )
  },
})

/** "Cả trường" or the year. */
export const yearWords = (row: ProgressRow, { t }: Pick<ViewContext, 't'>): string =>
  row.year === null ? t('diplomas.old.all_years') : String(row.year)

function ProgressTable({
  rows,
  names,
  context,
}: {
  rows: readonly ProgressRow[]
  names: ReadonlyMap<string, string>
  context: ViewContext
}) {
  const { t } = context
  return (
    <Table
      caption={t('diplomas.old.progress')}
      rows={rows}
      rowKey={(row) => `${row.issuer_id} ${row.keeper_id} ${row.year}`}
      rowHref={(row) => addressOf({ truong: row.issuer_id, nam: row.year ?? undefined })}
      columns={[
        {
          key: 'issuer_id',
          label: t('diplomas.old.issuer'),
          render: (row) => (
            <>
              {names.get(row.issuer_id) ?? '–'}
              {row.keeper_id !== row.issuer_id && (
                <span class="block text-sm text-muted">
                  {t('diplomas.old.kept_by', { keeper: names.get(row.keeper_id) ?? '–' })}
                </span>
              )}
            </>
          ),
        },
        {
          key: 'year',
          label: t('diplomas.old.year'),
          render: (row) =>
            row.year === null ? <strong>{yearWords(row, context)}</strong> : String(row.year),
        },
        {
          key: 'pages',
          label: t('diplomas.old.pages'),
          align: 'end',
          render: (row) => t.number(row.pages),
        },
        {
          key: 'once',
          label: t('diplomas.old.state.keyed_once'),
          align: 'end',
          render: (row) => share(row.once, row.pages),
        },
        {
          key: 'approved',
          label: t('diplomas.old.state.approved'),
          align: 'end',
          render: (row) => share(row.approved, row.pages),
        },
        {
          key: 'lines',
          label: t('diplomas.old.lines'),
          align: 'end',
          render: (row) => (
            <>
              {t.number(row.lines)}
              {row.uncompared > 0 && (
                <span class="block text-sm whitespace-nowrap text-muted">
                  {t('diplomas.old.uncompared_short', { count: row.uncompared })}
                </span>
              )}
              {row.tied > 0 && (
                <span class="block text-sm whitespace-nowrap text-muted">
                  {t('diplomas.old.tied_short', { count: row.tied })}
                </span>
              )}
            </>
          ),
        },
        {
          key: 'differences',
          label: t('diplomas.old.difference_rate'),
          align: 'end',
          render: (row) => rate(row.differences, row.fields, t),
        },
      ]}
      empty={<Empty title={t('diplomas.old.none')}>{t('diplomas.old.none_hint')}</Empty>}
    />
  )
}
