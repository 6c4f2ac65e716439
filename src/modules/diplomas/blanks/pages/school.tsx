import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { notFound } from '#platform/errors.ts'
import { definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import { readPageMark } from '#platform/pages/page-mark.ts'
import { LinkButton, PageHeader, Section, Table } from '#ui/index.ts'
import { kindText } from '../../registers/pages/schools.tsx'
import { listArriving, listMovements } from '../store/movement.ts'
import { listStock } from '../store/stock.ts'
import { MovementQuery, Movements } from './movements.tsx'
import { serialsText, stockPath } from './parts.tsx'
import { StockTable } from './stock-table.tsx'

const pageSize = 50

/** One school's blanks: the balance, what is arriving, every movement. */
export const schoolStock = definePage({
  path: '/phoi/truong/:id',
  permission: 'diplomas.read',
  params: z.object({ id: z.uuid() }),
  query: MovementQuery,
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
        <Movements {...data} t={t} />
      </>
    )
  },
})

async function loadStock({ db, params, query, today }: LoadContext<{ id: string }, MovementQuery>) {
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
