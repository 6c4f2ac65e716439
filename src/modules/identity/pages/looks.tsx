import { z } from 'zod'
import { definePage } from '#platform/pages/page.ts'
import { Empty, PageHeader, Pager, Table } from '#ui/index.ts'
import { ownAccount } from '../own.ts'
import { listLooks } from '../store/own.ts'
import { roleText } from '../view/grant-text.tsx'
import { subjectText } from '../view/subject-text.ts'

const pageSize = 50

/** Who looked at my record, when, and by which role. */
export const looksPage = definePage({
  path: '/tai-khoan/ai-da-xem',
  permission: 'signed-in',
  query: z.object({ truoc: z.coerce.number().int().optional().catch(undefined) }),
  async load({ db, actor, query }) {
    const ids = [ownAccount(actor), ...(actor.kind === 'account' && actor.personId ? [actor.personId] : [])]
    const rows = await listLooks(db, ids, { before: query.truoc, limit: pageSize + 1 })
    return { rows: rows.slice(0, pageSize), hasMore: rows.length > pageSize, hasPerson: ids.length > 1 }
  },
  title: (_data, t) => t('identity.looks.title'),
  view: ({ rows, hasMore, hasPerson }, { t }) => (
    <>
      <PageHeader
        title={t('identity.looks.title')}
        lead={t('identity.looks.lead')}
        breadcrumb={[{ href: '/tai-khoan', label: t('identity.account.title') }]}
        breadcrumbLabel={t('identity.breadcrumb')}
      />
      <Table
        caption={t('identity.looks.title')}
        rows={rows}
        rowKey={(row) => String(row.id)}
        columns={[
          { key: 'at', label: t('identity.log.at'), render: (row) => t.dateTime(row.at) },
          { key: 'actor_name', label: t('identity.looks.who') },
          {
            key: 'role',
            label: t('identity.looks.right'),
            render: (row) => (row.role ? roleText(t, row.role) : '–'),
          },
          {
            key: 'subject',
            label: t('identity.looks.what'),
            render: (row) => subjectText(t, row.subject),
          },
          { key: 'reason', label: t('identity.looks.reason'), render: (row) => row.reason ?? '–' },
        ]}
        empty={
          <Empty title={t('identity.looks.empty')}>
            {hasPerson ? t('identity.looks.empty_hint') : t('identity.looks.no_person')}
          </Empty>
        }
      />
      <Pager
        label={t('identity.pages')}
        next={hasMore ? `/tai-khoan/ai-da-xem?truoc=${rows.at(-1)!.id}` : undefined}
        previousLabel={t('app.page.prev')}
        nextLabel={t('app.page.next')}
      />
    </>
  ),
})
