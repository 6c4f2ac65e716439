import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { reach } from '#platform/access.ts'
import { definePage } from '#platform/pages/page.ts'
import { readPageMark, writePageMark } from '#platform/pages/page-mark.ts'
import { Menu, PageHeader, Pager, Table, Tabs, type Column } from '#ui/index.ts'
import { numberName } from '../../number-name.ts'
import { copyStates, type CertifiedCopy } from '../copy.ts'
import { listCopies } from '../store/copy.ts'
import { CopyBadge } from './parts.tsx'

const pageSize = 50
const Query = z.object({
  'trang-thai': z.enum(copyStates).optional().catch(undefined),
  sau: z.string().max(400).optional().catch(undefined),
})

/** The register of certified copies, and the requests that wait. */
export const copyList = definePage({
  path: '/ban-sao',
  permission: 'diplomas.read',
  query: Query,
  async load({ db, actor, query, today }) {
    const within = reach(actor, 'diplomas.read')
    const filter = { reach: within, state: query['trang-thai'] }
    const rows = await listCopies(db, filter, { after: readPageMark(query.sau), limit: pageSize + 1 })
    return {
      query,
      rows: rows.slice(0, pageSize),
      hasMore: rows.length > pageSize,
      names: await institutionNames(db, [...new Set(rows.map((row) => row.institution_id))], today),
      isWide: within === 'all' || within.length > 1,
    }
  },
  looks: ({ rows }) => ({ subject: 'people.person', ids: rows.flatMap((row) => row.person_id ?? []) }),
  title: (_data, t) => t('diplomas.copies.title'),
  view: ({ query, rows, hasMore, names, isWide }, { t }) => {
    const state = query['trang-thai']
    const here = state ? `/ban-sao?trang-thai=${state}` : '/ban-sao'
    const last = rows.at(-1)
    const columns: Column<CertifiedCopy>[] = [
      {
        key: 'full_name',
        label: t('people.field.full_name'),
        render: (row) => (
          <>
            {row.full_name}
            <span class="block text-sm font-normal text-muted">
              {numberName({ ...row, entry_no: row.register_entry }, t)}
            </span>
          </>
        ),
      },
      { key: 'entry_no', label: t('diplomas.copies.field.entry_no'), render: (row) => row.entry_no ?? '–' },
      {
        key: 'asked_at',
        label: t('diplomas.copies.field.asked_at'),
        render: (row) => t.dateTime(row.asked_at),
      },
      { key: 'due_on', label: t('diplomas.copies.field.due_on'), render: (row) => t.date(row.due_on) },
      { key: 'copies', label: t('diplomas.copies.field.copies'), align: 'end' },
      {
        key: 'state',
        label: t('diplomas.issuing.field.state'),
        render: (row) => <CopyBadge state={row.state} t={t} />,
      },
    ]
    if (isWide)
      columns.push({
        key: 'school',
        label: t('diplomas.issuing.field.school'),
        render: (row) => names.get(row.institution_id) ?? '–',
      })
    return (
      <>
        <PageHeader
          title={t('diplomas.copies.title')}
          lead={t('diplomas.copies.lead')}
          actions={
            <Menu
              label={t('diplomas.copies.export')}
              icon="download"
              end
              items={(['xlsx', 'csv'] as const).map((kind) => ({
                href: `/tai-ve/so-cap-ban-sao.${kind}`,
                label: kind.toUpperCase(),
              }))}
            />
          }
        />
        <Tabs
          label={t('diplomas.issuing.field.state')}
          items={[undefined, ...copyStates].map((one) => ({
            href: one ? `/ban-sao?trang-thai=${one}` : '/ban-sao',
            label: one ? t.dynamic(`diplomas.copies.state.${one}`) : t('diplomas.copies.all'),
            current: one === state,
          }))}
        />
        <Table
          caption={t('diplomas.copies.title')}
          rows={rows}
          rowKey={(row) => row.id}
          rowHref={(row) => `/ban-sao/${row.id}`}
          columns={columns}
          empty={<p class="text-muted">{t('diplomas.copies.none')}</p>}
        />
        <Pager
          label={t('diplomas.issuing.list.paging')}
          previous={query.sau ? here : undefined}
          previousLabel={t('diplomas.issuing.list.first')}
          next={
            hasMore && last
              ? `${here}${state ? '&' : '?'}sau=${encodeURIComponent(writePageMark(last.asked_at.toISOString(), last.id))}`
              : undefined
          }
          nextLabel={t('diplomas.issuing.list.next')}
        />
      </>
    )
  },
})
