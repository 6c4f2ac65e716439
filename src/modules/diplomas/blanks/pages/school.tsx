import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { notFound } from '#platform/errors.ts'
import { definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import { readPageMark, writePageMark } from '#platform/pages/page-mark.ts'
import { Button, Filters, LinkButton, PageHeader, Pager, Section, Select, Table } from '#ui/index.ts'
import { kindCodes } from '../../diploma.ts'
import { kindOptions, kindText } from '../../registers/pages/schools.tsx'
import { acts, type Movement } from '../stock.ts'
import { listArriving, listMovements } from '../store/movement.ts'
import { listStock } from '../store/stock.ts'
import { actText, movementPath, serialsText, StandingBadge, stockPath } from './parts.tsx'
import { StockTable } from './stock-table.tsx'

const pageSize = 50
const Query = z.object({
  loai: z.enum(kindCodes).optional().catch(undefined),
  viec: z.enum(acts).optional().catch(undefined),
  sau: z.string().max(100).optional(),
})
type Query = z.output<typeof Query>

/** One school's blanks: the balance, what is arriving, every movement. */
export const schoolStock = definePage({
  path: '/phoi/truong/:id',
  permission: 'diplomas.read',
  params: z.object({ id: z.uuid() }),
  query: Query,
  load: loadStock,
  about: ({ id }) => ({ institution: id }),
  title: ({ name }, t) => t('diplomas.blanks.of', { name }),
  view: (data, context) => {
    const { id, name, stock } = data
    const { t } = context
    return (
      <>
        <PageHeader
          title={t('diplomas.blanks.of', { name })}
          lead={t('diplomas.blanks.lead')}
          breadcrumb={[{ href: '/phoi', label: t('diplomas.blanks.title') }]}
          breadcrumbLabel={t('diplomas.registers.crumbs')}
          actions={<Acts id={id} context={context} />}
        />
        <StockTable rows={stock} t={t} />
        <Next stock={stock} context={context} />
        <Arriving data={data} context={context} />
        <Movements data={data} context={context} />
      </>
    )
  },
})

async function loadStock({ db, params, query, today }: LoadContext<{ id: string }, Query>) {
  const { id } = params
  const own = await institutionNames(db, [id], today)
  const name = own.get(id)
  if (name === undefined) throw notFound()
  const arriving = await listArriving(db, [id])
  const filter = { kind: query.loai, act: query.viec, after: readPageMark(query.sau) }
  const rows = await listMovements(db, id, filter, pageSize + 1)
  const others = [...arriving.map((row) => row.institution_id), ...rows.flatMap((row) => row.other_id ?? [])]
  return {
    id,
    name,
    query,
    stock: await listStock(db, [id]),
    arriving,
    rows: rows.slice(0, pageSize),
    hasMore: rows.length > pageSize,
    names: await institutionNames(db, [...new Set(others)], today),
  }
}
type Data = Awaited<ReturnType<typeof loadStock>>
type Props = { data: Data; context: ViewContext }

function Acts({ id, context: { t, may } }: { id: string; context: ViewContext }) {
  if (!may('diplomas.register', { institution: id })) return null
  const path = stockPath(id)
  return (
    <>
      <LinkButton href={`${path}/nhap`} icon="plus">
        {t('diplomas.blanks.receive.open')}
      </LinkButton>
      <LinkButton kind="secondary" href={`${path}/chuyen`}>
        {t('diplomas.blanks.send.open')}
      </LinkButton>
      <LinkButton kind="secondary" href={`${path}/hong`}>
        {t('diplomas.blanks.spoil.open')}
      </LinkButton>
      <LinkButton kind="secondary" href={`${path}/huy`}>
        {t('diplomas.blanks.destroy.open')}
      </LinkButton>
    </>
  )
}

/** Which serial comes next of each kind: what lies on top of the pile. */
function Next({ stock, context: { t } }: { stock: Data['stock']; context: ViewContext }) {
  const rows = stock.filter((row) => row.next_serial !== null)
  if (rows.length === 0) return null
  return (
    <ul class="mt-3 text-muted">
      {rows.map((row) => (
        <li key={row.kind_code}>
          {t('diplomas.blanks.next', { kind: kindText(row.kind_code, t), serial: row.next_serial! })}
        </li>
      ))}
    </ul>
  )
}

function Arriving({ data: { id, arriving, names }, context: { t, may } }: Props) {
  if (arriving.length === 0) return null
  const mayTake = may('diplomas.register', { institution: id })
  return (
    <Section title={t('diplomas.blanks.arriving')} lead={t('diplomas.blanks.arriving_lead')}>
      <Table
        caption={t('diplomas.blanks.arriving')}
        rows={arriving}
        rowKey={(row) => row.id}
        columns={[
          { key: 'serials', label: t('diplomas.blanks.serials'), render: (row) => serialsText(row, t) },
          { key: 'kind', label: t('diplomas.blanks.kind'), render: (row) => kindText(row.kind_code, t) },
          {
            key: 'count',
            label: t('diplomas.blanks.count'),
            align: 'end',
            render: (row) => t.number(row.count),
          },
          { key: 'from', label: t('diplomas.blanks.from'), render: (row) => names.get(row.institution_id) },
          {
            key: 'take',
            label: t('diplomas.blanks.accept.title'),
            render: (row) =>
              mayTake && (
                <LinkButton small href={`${stockPath(id)}/nhan/${row.id}`}>
                  {t('diplomas.blanks.accept.open')}
                </LinkButton>
              ),
          },
        ]}
      />
    </Section>
  )
}

function Movements({ data, context: { t } }: Props) {
  const { id, query, rows, hasMore, names } = data
  const last = rows.at(-1)
  const address = (sau?: string) => {
    const kept = Object.entries({ loai: query.loai, viec: query.viec, sau }).filter(([, value]) => value)
    const text = new URLSearchParams(kept as [string, string][]).toString()
    return text ? `${stockPath(id)}?${text}` : stockPath(id)
  }
  return (
    <Section title={t('diplomas.blanks.movements')}>
      <Filters
        more={
          <>
            <Select
              name="loai"
              label={t('diplomas.blanks.kind')}
              value={query.loai}
              placeholder={t('diplomas.registers.any')}
              options={kindOptions(t)}
            />
            <Select
              name="viec"
              label={t('diplomas.blanks.act')}
              value={query.viec}
              placeholder={t('diplomas.registers.any')}
              options={acts.map((value) => ({ value, label: t.dynamic(`diplomas.blanks.act.${value}`) }))}
            />
            <Button kind="secondary">{t('diplomas.registers.apply')}</Button>
          </>
        }
        moreLabel={t('diplomas.registers.filter')}
        moreOpen={Boolean(query.loai ?? query.viec)}
      />
      <Table
        caption={t('diplomas.blanks.movements')}
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={(row) => movementPath(row.id)}
        columns={[
          { key: 'act', label: t('diplomas.blanks.act'), render: (row) => actText(row, t) },
          { key: 'day', label: t('diplomas.blanks.on_date'), render: (row) => t.date(row.on_date) },
          {
            key: 'blanks',
            label: t('diplomas.blanks.blanks'),
            render: (row) => (
              <span class="block">
                {kindText(row.kind_code, t)}{' '}
                <span class="block text-sm text-muted">{serialsText(row, t)}</span>
              </span>
            ),
          },
          {
            key: 'count',
            label: t('diplomas.blanks.count'),
            align: 'end',
            render: (row) => t.number(row.count),
          },
          { key: 'about', label: t('diplomas.blanks.about'), render: (row) => aboutText(row, names) },
          {
            key: 'standing',
            label: t('diplomas.blanks.standing'),
            render: (row) => <StandingBadge movement={row} t={t} />,
          },
        ]}
        empty={<p class="text-muted">{t('diplomas.blanks.no_movements')}</p>}
      />
      <Pager
        label={t('diplomas.registers.pages')}
        previous={query.sau ? address() : undefined}
        next={hasMore && last ? address(writePageMark(last.on_date, last.id)) : undefined}
        previousLabel={t('diplomas.registers.first_page')}
        nextLabel={t('diplomas.registers.next_page')}
      />
    </Section>
  )
}

/** The other school, the paper, the reason: what sets one movement apart from another. */
const aboutText = (row: Movement, names: ReadonlyMap<string, string>): string =>
  [row.other_id && names.get(row.other_id), row.paper_no, row.reason].filter(Boolean).join(' · ') || '–'
