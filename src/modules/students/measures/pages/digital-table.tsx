import type { Measure } from '#platform/measures/index.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { Button, Filters, LinkButton, PageHeader, Pager, Select, Table } from '#ui/index.ts'
import {
  pageAfter,
  percentOf,
  standingText,
  sumOf,
  tableAddress,
  type Share,
  type SchoolRow,
} from '../digital-table.ts'
import type { loadTable } from '../load-table.ts'

const pageSize = 50

type Data = Awaited<ReturnType<typeof loadTable>>

/** A school a row, a part a column; each row opens the school. */
export function DigitalTable({ data, context }: { data: Data; context: ViewContext }) {
  const { parts, rows, query } = data
  const { t, today } = context
  const page = pageAfter(rows, query.sau, pageSize)
  const last = page.rows.at(-1)
  return (
    <>
      <PageHeader
        title={t('students.digital.title')}
        count={t.number(rows.length)}
        lead={t('students.digital.lead', { day: t.date(today) })}
        actions={
          <>
            <LinkButton kind="secondary" href="/so-hoa/nguong">
              {t('students.threshold.title')}
            </LinkButton>
            <LinkButton
              kind="secondary"
              icon="download"
              href={tableAddress(query, {}, '/tai-ve/so-hoa.xlsx')}
            >
              {t('students.digital.export_xlsx')}
            </LinkButton>
            <LinkButton kind="ghost" href={tableAddress(query, {}, '/tai-ve/so-hoa.csv')}>
              {t('students.digital.export_csv')}
            </LinkButton>
          </>
        }
      />
      <KindFilter data={data} t={t} />
      <Table
        caption={t('students.digital.title')}
        rows={page.rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `/so-hoa?co-so=${encodeURIComponent(row.code)}`}
        sort={{ key: query.sap.replace(/^-/, ''), direction: query.sap.startsWith('-') ? 'desc' : 'asc' }}
        sortHref={(key) => tableAddress(query, { sap: query.sap === key ? `-${key}` : key })}
        columns={columnsOf(parts, t)}
        foot={[
          t('students.digital.total'),
          '',
          ...parts.map((part) => shareText(sumOf(rows, part.name), t)),
          '',
        ]}
        empty={<p class="text-muted">{t('students.digital.no_schools')}</p>}
      />
      <Pager
        label={t('students.graduation.paging')}
        previous={query.sau ? tableAddress(query) : undefined}
        previousLabel={t('students.graduation.first_page')}
        next={page.hasMore && last ? tableAddress(query, { sau: last.code }) : undefined}
        nextLabel={t('students.graduation.next_page')}
      />
    </>
  )
}

const columnsOf = (parts: readonly Measure[], t: ViewContext['t']) => [
  { key: 'name', label: t('students.field.institution'), sort: true },
  {
    key: 'type',
    label: t('students.digital.type'),
    sort: true,
    render: (row: SchoolRow) => t.dynamic(`institutions.type.${row.type}`),
  },
  ...parts.map((part) => ({
    key: part.name,
    label: t.dynamic(part.under!.title),
    align: 'end' as const,
    sort: true,
    render: (row: SchoolRow) => shareText(row.shares.get(part.name), t),
  })),
  {
    key: 'standing',
    label: t('students.digital.standing'),
    render: (row: SchoolRow) => standingText(row, t),
  },
]

/** "95,2 % (20/21)". */
const shareText = (share: Share | undefined, t: ViewContext['t']): string =>
  share && share.all > 0
    ? `${t.number(percentOf(share), 1)} % (${t.number(share.have)}/${t.number(share.all)})`
    : '–'

function KindFilter({ data: { query, types }, t }: { data: Data; t: ViewContext['t'] }) {
  const label = query.loai && t.dynamic(`institutions.type.${query.loai}`)
  return (
    <Filters
      lead={t('students.list.showing')}
      moreLabel={t('students.digital.filter')}
      moreOpen={Boolean(query.loai)}
      hidden={query.sap === 'name' ? {} : { sap: query.sap }}
      chips={
        query.loai && label
          ? [
              {
                label,
                removeHref: tableAddress(query, { loai: undefined }),
                removeLabel: t('students.list.remove', { filter: label }),
              },
            ]
          : []
      }
      more={
        <>
          <Select
            name="loai"
            label={t('students.digital.type')}
            value={query.loai}
            placeholder={t('students.list.any')}
            options={types.map((value) => ({ value, label: t.dynamic(`institutions.type.${value}`) }))}
          />
          <Button kind="secondary">{t('students.list.apply')}</Button>
        </>
      }
    />
  )
}
