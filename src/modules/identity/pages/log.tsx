import { z } from 'zod'
import { reach } from '#platform/access.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { listImports, type AnyImport } from '#platform/imports/index.ts'
import { definePage } from '#platform/pages/page.ts'
import { Button, DateField, Empty, Filters, PageHeader, Pager, Select, Table, TextField } from '#ui/index.ts'
import { parseDate } from '#platform/text/index.ts'
import { listLog, listLogActions } from '../store/log.ts'

const pageSize = 50
const permission = 'identity.read-log'

const Query = z.object({
  nguoi: z.string().max(100).optional(),
  viec: z.string().max(100).optional(),
  ngay: z.string().max(10).optional(),
  ho_so: z.string().max(100).optional(),
  truoc: z.coerce.number().int().optional().catch(undefined),
})

/** What was done, by whom, when. */
export const logPage = definePage({
  path: '/quan-tri/nhat-ky',
  permission,
  query: Query,
  async load({ db, app, actor, query }) {
    const day = query.ngay ? (parseDate(query.ngay) ?? undefined) : undefined
    const filter = { actor: query.nguoi, action: query.viec, day, subject: query.ho_so, before: query.truoc }
    const rows = await listLog(db, { ...filter, reach: reach(actor, permission), limit: pageSize + 1 })
    return {
      query,
      day,
      rows: rows.slice(0, pageSize),
      hasMore: rows.length > pageSize,
      actions: await listLogActions(db),
      imports: listImports(app),
    }
  },
  title: (_data, t) => t('identity.log.title'),
  view: ({ query, day, rows, hasMore, actions, imports }, { t }) => (
    <>
      <PageHeader title={t('identity.log.title')} lead={t('identity.log.lead')} />
      <Filters
        more={
          <>
            <TextField name="nguoi" value={query.nguoi} label={t('identity.log.actor')} width="half" />
            <Select
              name="viec"
              value={query.viec}
              label={t('identity.log.action')}
              placeholder={t('identity.log.any_action')}
              options={actions.map((action) => ({ value: action, label: actionText(t, action, imports) }))}
              width="half"
            />
            <DateField name="ngay" value={query.ngay} label={t('identity.log.day')} />
            <Button kind="secondary">{t('identity.filter')}</Button>
          </>
        }
        moreLabel={t('identity.filter.open')}
        moreOpen
        hidden={{ ho_so: query.ho_so }}
        chips={chips(query, day, imports, t)}
        lead={t('identity.filter.lead')}
      />
      <Table
        caption={t('identity.log.title')}
        rows={rows}
        rowKey={(row) => String(row.seq)}
        rowHref={(row) => `/quan-tri/nhat-ky/${row.seq}`}
        columns={[
          { key: 'at', label: t('identity.log.at'), render: (row) => t.dateTime(row.at) },
          {
            key: 'actor',
            label: t('identity.log.actor'),
            render: (row) => doerText(t, row),
          },
          {
            key: 'action',
            label: t('identity.log.action'),
            render: (row) => actionText(t, row.action, imports),
          },
          {
            key: 'changes_count',
            label: t('identity.log.changes'),
            align: 'end',
            render: (row) => t.number(row.changes_count),
          },
        ]}
        empty={<Empty title={t('identity.log.empty')} />}
      />
      <Pager
        label={t('identity.pages')}
        next={hasMore ? address({ ...query, truoc: rows.at(-1)!.seq }) : undefined}
        previousLabel={t('app.page.prev')}
        nextLabel={t('app.page.next')}
      />
    </>
  ),
})

type Q = z.infer<typeof Query>

function address(query: Q): string {
  const params = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  )
  return `/quan-tri/nhat-ky?${new URLSearchParams(params)}`
}

function chips(query: Q, day: string | undefined, imports: readonly AnyImport[], t: Translate) {
  const labels: [keyof Q, string | undefined][] = [
    ['nguoi', query.nguoi],
    ['viec', query.viec && actionText(t, query.viec, imports)],
    ['ngay', day && t.date(day)],
    ['ho_so', query.ho_so && t('identity.log.one_record')],
  ]
  return labels.flatMap(([name, label]) =>
    label
      ? [
          {
            label,
            removeHref: address({ ...query, [name]: undefined, truoc: undefined }),
            removeLabel: t('identity.filter.remove', { name: label }),
          },
        ]
      : [],
  )
}

/** Who acted: a person by name; nobody known, or the system itself, by what they are. */
export function doerText(t: Translate, entry: { actor_kind: string; actor_name: string }): string {
  if (entry.actor_kind === 'system') return t('identity.grant.by_system')
  return entry.actor_name || t('identity.log.public')
}

/** An act in words, where its module gave some; else its name. An act on an import says what is imported. */
export function actionText(t: Translate, action: string, imports: readonly AnyImport[]): string {
  const [, kind, verb] = /^imports\.([^.]+)\.([^.]+)$/.exec(action) ?? []
  const key = kind ? `imports.action.${verb}` : action.replace('.', '.action.')
  if (!t.has(key)) return action
  if (!kind) return t.dynamic(key)
  const title = imports.find((spec) => spec.kind === kind)?.title
  return t.dynamic(key, { kind: title ? t(title) : kind })
}
