import { institutionNames } from '#modules/institutions/index.ts'
import { reach } from '#platform/access.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { definePage } from '#platform/pages/page.ts'
import { LinkButton, PageHeader, Section, Table } from '#ui/index.ts'
import { kindText, schoolsFor } from '../../registers/pages/schools.tsx'
import type { Movement } from '../stock.ts'
import { listArriving } from '../store/movement.ts'
import { listStock } from '../store/stock.ts'
import { serialsText, stockPath } from './parts.tsx'
import { StockTable } from './stock-table.tsx'

/** The blanks of every school in reach, and what is on its way between them. */
export const blanksOverview = definePage({
  path: '/phoi',
  permission: 'diplomas.read',
  async load({ db, actor, today }) {
    const within = reach(actor, 'diplomas.read')
    const schools = await schoolsFor(db, actor, today)
    const stock = await listStock(db, within)
    const moving = await listArriving(db, within)
    const ids = [...stock.map((row) => row.institution_id), ...moving.flatMap(idsOf)]
    const names = await institutionNames(db, [...new Set(ids)], today)
    return { schools, stock, moving, names }
  },
  title: (_data, t) => t('diplomas.blanks.title'),
  view: ({ schools, stock, moving, names }, { t }) => {
    const known = new Set(stock.map((row) => row.institution_id))
    const only = schools.length === 1 ? schools[0] : undefined
    const empty = schools.filter((one) => !known.has(one.id))
    return (
      <>
        <PageHeader
          title={t('diplomas.blanks.title')}
          lead={t('diplomas.blanks.lead')}
          actions={
            only && <LinkButton href={stockPath(only.id)}>{t('diplomas.blanks.open_school')}</LinkButton>
          }
        />
        <StockTable rows={stock} names={names} t={t} />
        <OnTheWay moving={moving} names={names} t={t} />
        {empty.length > 0 && (
          <Section title={t('diplomas.blanks.without')} lead={t('diplomas.blanks.without_lead')}>
            <ul class="flex flex-wrap gap-3">
              {empty.map((one) => (
                <li key={one.id}>
                  <LinkButton kind="ghost" href={stockPath(one.id)}>
                    {one.name}
                  </LinkButton>
                </li>
              ))}
            </ul>
          </Section>
        )}
      </>
    )
  },
})

const idsOf = (row: { institution_id: string; other_id: string | null }): string[] =>
  row.other_id ? [row.institution_id, row.other_id] : [row.institution_id]

type Way = { moving: readonly Movement[]; names: ReadonlyMap<string, string>; t: Translate }

function OnTheWay({ moving, names, t }: Way) {
  if (moving.length === 0) return null
  return (
    <Section title={t('diplomas.blanks.on_the_way')}>
      <Table
        caption={t('diplomas.blanks.on_the_way')}
        rows={moving}
        rowKey={(row) => row.id}
        rowHref={(row) => `${stockPath(row.other_id!)}/nhan/${row.id}`}
        columns={[
          { key: 'serials', label: t('diplomas.blanks.serials'), render: (row) => serialsText(row, t) },
          {
            key: 'kind',
            label: t('diplomas.blanks.kind'),
            render: (row) => kindText(row.kind_code, t),
          },
          {
            key: 'count',
            label: t('diplomas.blanks.count'),
            align: 'end',
            render: (row) => t.number(row.count),
          },
          {
            key: 'from',
            label: t('diplomas.blanks.from'),
            render: (row) => names.get(row.institution_id),
          },
          { key: 'to', label: t('diplomas.blanks.to'), render: (row) => names.get(row.other_id!) },
          { key: 'day', label: t('diplomas.blanks.on_date'), render: (row) => t.date(row.on_date) },
        ]}
      />
    </Section>
  )
}
