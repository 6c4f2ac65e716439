import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { reach } from '#platform/access.ts'
import { definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import { readPageMark, writePageMark } from '#platform/pages/page-mark.ts'
import { addressOf } from '#platform/pages/query.ts'
import { Badge, Button, Filters, LinkButton, PageHeader, Pager, Select, Table, TextField } from '#ui/index.ts'
import { kindCodes } from '../../diploma.ts'
import type { Book } from '../book.ts'
import { listBooks } from '../store/book.ts'
import { kindOptions, kindText, schoolsFor } from './schools.tsx'

const pageSize = 50
const Query = z.object({
  'co-so': z.string().max(100).optional(),
  loai: z.enum(kindCodes).optional().catch(undefined),
  nam: z.coerce.number().int().min(1950).max(2200).optional().catch(undefined),
  sau: z.string().max(100).optional(),
})
type Query = z.output<typeof Query>

/** The registers in reach: by year and kind, who issued and who keeps them. */
export const bookList = definePage({
  path: '/so-goc',
  permission: 'diplomas.read',
  query: Query,
  load: loadBooks,
  title: (_data, t) => t('diplomas.registers.title'),
  view: (data, context) => {
    const { t, may } = context
    return (
      <>
        <PageHeader
          title={t('diplomas.registers.title')}
          lead={t('diplomas.registers.lead')}
          actions={
            <>
              {may('diplomas.move-books') && (
                <LinkButton kind="secondary" href="/so-goc/ban-giao">
                  {t('diplomas.registers.hand.open')}
                </LinkButton>
              )}
              <LinkButton kind="secondary" href="/so-goc/mau-so">
                {t('diplomas.registers.patterns.title')}
              </LinkButton>
              <LinkButton kind="secondary" href="/so-goc/loai">
                {t('diplomas.kinds.title')}
              </LinkButton>
            </>
          }
        />
        <BookFilters data={data} context={context} />
        <BookTable data={data} context={context} />
      </>
    )
  },
})

async function loadBooks({ db, actor, query, today }: LoadContext<Record<string, string>, Query>) {
  const schools = await schoolsFor(db, actor, today, 'diplomas.read', true)
  const institution = schools.find((one) => one.code === query['co-so'])?.id
  const filter = { institution, kind: query.loai, year: query.nam, after: readPageMark(query.sau) }
  const rows = await listBooks(db, { reach: reach(actor, 'diplomas.read'), ...filter }, pageSize + 1)
  const ids = rows.flatMap((row) => [row.issuer_id, row.keeper_id])
  return {
    schools,
    query,
    rows: rows.slice(0, pageSize),
    hasMore: rows.length > pageSize,
    names: await institutionNames(db, [...new Set(ids)], today),
  }
}
type Props = { data: Awaited<ReturnType<typeof loadBooks>>; context: ViewContext }

function BookFilters({ data: { schools, query }, context: { t } }: Props) {
  return (
    <Filters
      more={
        <>
          {schools.length > 1 && (
            <Select
              name="co-so"
              label={t('diplomas.registers.institution')}
              value={query['co-so']}
              placeholder={t('diplomas.registers.any')}
              options={schools.map((one) => ({ value: one.code, label: one.name }))}
            />
          )}
          <Select
            name="loai"
            label={t('diplomas.registers.kind')}
            value={query.loai}
            placeholder={t('diplomas.registers.any')}
            options={kindOptions(t)}
          />
          <TextField
            name="nam"
            label={t('diplomas.registers.year')}
            value={query.nam}
            width="short"
            inputmode="numeric"
            maxlength={4}
          />
          <Button kind="secondary">{t('diplomas.registers.apply')}</Button>
        </>
      }
      moreLabel={t('diplomas.registers.filter')}
      moreOpen={Boolean(query['co-so'] ?? query.loai ?? query.nam)}
    />
  )
}

function BookTable({ data: { query, rows, hasMore, names }, context: { t } }: Props) {
  const last = rows.at(-1)
  const address = (sau?: string) => addressOf('/so-goc', { ...query, sau })
  return (
    <>
      <Table
        caption={t('diplomas.registers.title')}
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `/so-goc/${row.id}`}
        columns={[
          { key: 'name', label: t('diplomas.registers.book'), render: (row) => kindText(row.kind_code, t) },
          { key: 'year', label: t('diplomas.registers.year'), render: (row) => yearText(row) },
          {
            key: 'issuer',
            label: t('diplomas.registers.issuer'),
            render: (row) => names.get(row.issuer_id) ?? '–',
          },
          {
            key: 'keeper',
            label: t('diplomas.registers.keeper'),
            render: (row) =>
              row.keeper_id === row.issuer_id
                ? t('diplomas.registers.keeper_same')
                : (names.get(row.keeper_id) ?? '–'),
          },
          {
            key: 'lines',
            label: t('diplomas.registers.lines'),
            align: 'end',
            render: (row) => t.number(row.last_entry),
          },
          {
            key: 'state',
            label: t('diplomas.registers.state'),
            render: (row) => <BookBadges book={row} t={t} />,
          },
        ]}
        empty={<p class="text-muted">{t('diplomas.registers.none')}</p>}
      />
      <Pager
        label={t('diplomas.registers.pages')}
        previous={query.sau ? address() : undefined}
        next={hasMore && last ? address(writePageMark(String(last.year), last.id)) : undefined}
        previousLabel={t('diplomas.registers.first_page')}
        nextLabel={t('diplomas.registers.next_page')}
      />
    </>
  )
}

const yearText = ({ year, volume }: Book): string => (volume ? `${year} (${volume})` : String(year))

/** Open or closed; brought in from paper; of copies. */
export function BookBadges({ book, t }: { book: Book; t: ViewContext['t'] }) {
  return (
    <span class="flex flex-wrap gap-2">
      {book.closed_on === null ? (
        <Badge kind="success">{t('diplomas.registers.open')}</Badge>
      ) : (
        <Badge kind="neutral">{t('diplomas.registers.closed', { day: t.date(book.closed_on) })}</Badge>
      )}
      {book.origin === 'digitised' && <Badge kind="info">{t('diplomas.registers.digitised')}</Badge>}
      {book.purpose === 'copy' && <Badge kind="info">{t('diplomas.registers.of_copies')}</Badge>}
    </span>
  )
}
