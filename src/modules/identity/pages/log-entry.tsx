import { z } from 'zod'
import { reach } from '#platform/access.ts'
import { notFound } from '#platform/errors.ts'
import { listImports } from '#platform/imports/index.ts'
import { definePage } from '#platform/pages/page.ts'
import { Facts, PageHeader, Section, Table } from '#ui/index.ts'
import { listLog, listLogChanges, type LogChange } from '../store/log.ts'
import { fieldText, subjectText } from '../view/subject-text.ts'
import { actionText, doerText } from './log.tsx'

const permission = 'identity.read-log'
const most = 200

/** One act: every record it changed, before and after. */
export const logEntryPage = definePage({
  path: '/quan-tri/nhat-ky/:seq',
  permission,
  params: z.object({ seq: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) }),
  async load({ db, app, actor, params }) {
    const mine = reach(actor, permission)
    const [entry] = await listLog(db, { reach: mine, before: params.seq + 1, limit: 1 })
    if (entry?.seq !== params.seq) throw notFound()
    return { entry, changes: await listLogChanges(db, entry.seq, mine, most), imports: listImports(app) }
  },
  looks: ({ changes }) => ({
    subject: 'identity.audit-entry',
    ids: [...new Set(changes.map((change) => change.subject_id))],
  }),
  title: ({ entry, imports }, t) => actionText(t, entry.action, imports),
  view: ({ entry, changes, imports }, { t }) => (
    <>
      <PageHeader
        title={actionText(t, entry.action, imports)}
        breadcrumb={[{ href: '/quan-tri/nhat-ky', label: t('identity.log.title') }]}
        breadcrumbLabel={t('identity.breadcrumb')}
      />
      <Facts
        items={[
          { label: t('identity.log.at'), value: t.dateTime(entry.at) },
          { label: t('identity.log.actor'), value: doerText(t, entry) },
          { label: t('identity.log.number'), value: t.number(entry.seq) },
          { label: t('identity.log.changes'), value: t.number(entry.changes_count) },
        ]}
      />
      {changes.map((change, index) => (
        <Section key={index} title={`${subjectText(t, change.subject)} · ${change.subject_id}`} level={2}>
          <Table
            caption={subjectText(t, change.subject)}
            rows={sides(change)}
            rowKey={(row) => row.field}
            columns={[
              {
                key: 'field',
                label: t('identity.log.field'),
                render: ({ field }) => fieldText(t, change.subject, field),
              },
              { key: 'before', label: t('identity.log.before') },
              { key: 'after', label: t('identity.log.after') },
            ]}
            empty={<p>{t('identity.log.no_fields')}</p>}
          />
        </Section>
      ))}
      {entry.changes_count > changes.length && (
        <p class="mt-4">{t('identity.log.shown', { shown: changes.length, all: entry.changes_count })}</p>
      )}
    </>
  ),
})

type Side = { field: string; before: string; after: string }

/** The fields of both versions side by side; those that stayed the same are left out. */
function sides(change: LogChange): Side[] {
  const fields = new Set([...Object.keys(change.before ?? {}), ...Object.keys(change.after ?? {})])
  return [...fields]
    .map((field) => ({ field, before: show(change.before?.[field]), after: show(change.after?.[field]) }))
    .filter((side) => side.before !== side.after)
}

function show(value: unknown): string {
  if (value === null || value === undefined) return '–'
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean)
}
