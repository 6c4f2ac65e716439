import { z } from 'zod'
import { reach } from '#platform/access.ts'
import { definePage, type LoadContext } from '#platform/pages/page.ts'
import { writePageMark } from '#platform/pages/page-mark.ts'
import { Empty, PageHeader, Pager, Table, Tabs } from '#ui/index.ts'
import { listDataRequests } from '../store/data-request.ts'
import { fieldNames, RequestBadge } from './own.tsx'
import { readMomentMark } from '../../moment-mark.ts'

const path = '/de-nghi-du-lieu'
const pageSize = 50
const tabs = ['cho', 'xong'] as const
const Query = z.object({
  xem: z.enum(tabs).default('cho').catch('cho'),
  sau: z.string().max(100).optional().catch(undefined),
})
type Query = z.output<typeof Query>
const here = (tab: string, after?: string): string =>
  `${path}?xem=${tab}${after ? `&sau=${encodeURIComponent(after)}` : ''}`

/** What learners ask to have mended in the facts about them. */
export const dataRequestList = definePage({
  path,
  permission: 'students.edit',
  query: Query,
  load: loadList,
  title: (_data, t) => t('students.request.list'),
  looks: ({ rows }) => ({ subject: 'people.person', ids: rows.map((row) => row.person_id) }),
  view: ({ rows, hasMore, query }, { t }) => {
    const last = rows.at(-1)
    return (
      <>
        <PageHeader title={t('students.request.list')} lead={t('students.request.list_lead')} />
        <Tabs
          label={t('students.request.list')}
          items={tabs.map((tab) => ({
            href: here(tab),
            label: t.dynamic(`students.marks.request.tab.${tab}`),
            current: tab === query.xem,
          }))}
        />
        <Table
          caption={t('students.request.list')}
          rows={rows}
          rowKey={(row) => row.id}
          rowHref={(row) => `${path}/${row.id}`}
          columns={[
            {
              key: 'full_name',
              label: t('students.marks.field.learner'),
              render: (row) => `${row.full_name} (${row.learner_code})`,
            },
            { key: 'fields', label: t('students.request.about'), render: (row) => fieldNames(row.fields, t) },
            { key: 'asked', label: t('students.request.asked'), render: (row) => t.dateTime(row.asked_at) },
            {
              key: 'state',
              label: t('students.field.state'),
              render: (row) => <RequestBadge state={row.state} t={t} />,
            },
          ]}
          empty={<Empty title={t('students.request.list_none')} />}
        />
        <Pager
          label={t('students.list.paging')}
          previous={query.sau ? here(query.xem) : undefined}
          previousLabel={t('students.list.first')}
          next={
            hasMore && last ? here(query.xem, writePageMark(last.asked_at.toISOString(), last.id)) : undefined
          }
          nextLabel={t('students.list.next')}
        />
      </>
    )
  },
})

async function loadList({ db, actor, query }: LoadContext<Record<string, string>, Query>) {
  const after = readMomentMark(query.sau)
  const filter = { places: reach(actor, 'students.edit'), isOpen: query.xem === 'cho' }
  const rows = await listDataRequests(db, filter, { after, limit: pageSize + 1 })
  return { rows: rows.slice(0, pageSize), hasMore: rows.length > pageSize, query }
}
