import { z } from 'zod'
import { reach } from '#platform/access.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { definePage } from '#platform/pages/page.ts'
import { readPageMark, writePageMark } from '#platform/pages/page-mark.ts'
import { listAddressOf } from '#platform/pages/query.ts'
import { Badge, Button, Empty, Filters, LinkButton, PageHeader, Pager, Select, Table } from '#ui/index.ts'
import { roles } from '../role.ts'
import { listAccounts, type AccountRow } from '../store/account.ts'
import { roleText } from '../view/grant-text.tsx'

const permission = 'identity.manage-accounts'
const pageSize = 50

const Query = z.object({
  q: z.string().max(100).optional(),
  trang_thai: z.enum(['invited', 'active', 'blocked']).optional().catch(undefined),
  vai_tro: z.enum(roles).optional().catch(undefined),
  sau: z.string().max(400).optional(),
})
type Q = z.infer<typeof Query>
const listAddress = listAddressOf<Q>('/quan-tri/tai-khoan')

/** Accounts of one's area. */
export const accountList = definePage({
  path: '/quan-tri/tai-khoan',
  permission,
  query: Query,
  async load({ db, actor, query, today }) {
    const mark = readPageMark(query.sau)
    const after = mark && { name: mark.key, id: mark.id }
    const filter = { text: query.q, state: query.trang_thai, role: query.vai_tro, after }
    const rows = await listAccounts(db, {
      ...filter,
      reach: reach(actor, permission),
      on: today,
      limit: pageSize + 1,
    })
    return { query, rows: rows.slice(0, pageSize), hasMore: rows.length > pageSize }
  },
  title: (_data, t) => t('identity.list.title'),
  view: ({ query, rows, hasMore }, { t }) => (
    <>
      <PageHeader
        title={t('identity.list.title')}
        lead={t('identity.list.lead')}
        actions={
          <LinkButton href="/quan-tri/tai-khoan/moi" icon="plus">
            {t('identity.invite.open')}
          </LinkButton>
        }
      />
      <Filters
        search={{ name: 'q', label: t('identity.list.search'), value: query.q, button: t('app.search') }}
        more={
          <>
            <Select
              name="vai_tro"
              value={query.vai_tro}
              label={t('identity.field.role')}
              placeholder={t('identity.list.any_role')}
              options={roles.map((role) => ({ value: role, label: roleText(t, role) }))}
              width="half"
            />
            <Select
              name="trang_thai"
              value={query.trang_thai}
              label={t('identity.field.state')}
              placeholder={t('identity.list.any_state')}
              options={(['active', 'invited', 'blocked'] as const).map((state) => ({
                value: state,
                label: t(`identity.state.${state}`),
              }))}
              width="half"
            />
            <Button kind="secondary">{t('identity.filter')}</Button>
          </>
        }
        moreLabel={t('identity.filter.open')}
        lead={t('identity.filter.lead')}
        chips={chips(query, t)}
      />
      <Table
        caption={t('identity.list.title')}
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `/quan-tri/tai-khoan/${row.id}`}
        columns={columns(t)}
        empty={<Empty title={t('identity.list.empty')}>{t('identity.list.empty_hint')}</Empty>}
      />
      <Pager
        label={t('identity.pages')}
        next={
          hasMore ? listAddress(query, { sau: writePageMark(rows.at(-1)!.name, rows.at(-1)!.id) }) : undefined
        }
        previousLabel={t('app.page.prev')}
        nextLabel={t('app.page.next')}
      />
    </>
  ),
})

function columns(t: Translate) {
  return [
    { key: 'name', label: t('identity.field.name') },
    {
      key: 'email',
      label: t('identity.field.email'),
      render: (row: AccountRow) => <Address email={row.email} />,
    },
    {
      key: 'roles',
      label: t('identity.field.role'),
      render: (row: AccountRow) =>
        [...new Set(row.grants.map((grant) => roleText(t, grant.role)))].join(', ') || '–',
    },
    {
      key: 'state',
      label: t('identity.field.state'),
      render: (row: AccountRow) => <StateBadge state={row.state} t={t} />,
    },
    {
      key: 'last_seen',
      label: t('identity.session.last'),
      render: (row: AccountRow) => t.dateTime(row.last_seen) || '–',
    },
  ]
}

/** A long address breaks before its domain on a phone. */
function Address({ email }: { email: string }) {
  const at = email.indexOf('@')
  return (
    <>
      {email.slice(0, at)}
      <wbr />
      {email.slice(at)}
    </>
  )
}

export function StateBadge({ state, t }: { state: AccountRow['state']; t: Translate }) {
  const kind = state === 'active' ? 'success' : state === 'blocked' ? 'error' : 'info'
  return <Badge kind={kind}>{t(`identity.state.${state}`)}</Badge>
}

function chips(query: Q, t: Translate) {
  const labels: [keyof Q, string | undefined][] = [
    ['q', query.q],
    ['vai_tro', query.vai_tro && roleText(t, query.vai_tro)],
    ['trang_thai', query.trang_thai && t(`identity.state.${query.trang_thai}`)],
  ]
  return labels.flatMap(([name, label]) =>
    label
      ? [
          {
            label,
            removeHref: listAddress(query, { [name]: undefined }),
            removeLabel: t('identity.filter.remove', { name: label }),
          },
        ]
      : [],
  )
}
