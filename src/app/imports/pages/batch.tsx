import { z } from 'zod'
import {
  findTwin,
  importActions,
  included,
  listRows,
  mayDiscard,
  mayMatch,
  mayReview,
  type AnyImport,
  type BatchRow,
  type StagedRow,
} from '#platform/imports/index.ts'
import {
  defineForm,
  definePage,
  type FormContext,
  type PageForm,
  type ViewContext,
} from '#platform/pages/page.ts'
import { Facts, LinkButton, PageHeader } from '#ui/index.ts'
import { listInstitutions } from '../institutions.ts'
import { loadBatch } from '../load-batch.ts'
import { CommitSection } from '../parts/commit.tsx'
import { BatchNotes } from '../parts/notes.tsx'
import { ReviewSection } from '../parts/review.tsx'
import { BatchSteps, StateBadge } from '../parts/state.tsx'

/** Rows on one page of the preview. */
const pageRows = 50

const Query = z.object({
  loai: z.enum(['new', 'change', 'same', 'doubt', 'error', 'warning']).optional().catch(undefined),
  sau: z.coerce.number().int().min(0).catch(0).default(0),
})

export type BatchData = {
  row: BatchRow
  spec: AnyImport
  institution: string | undefined
  filter: z.infer<typeof Query>
  rows: StagedRow[]
  hasMore: boolean
  twin: BatchRow | undefined
}

/** A batch from its file to its records: what was found, what is wrong, what will be written, and the way back. */
export const importBatch = (specs: readonly AnyImport[]) =>
  definePage({
    path: '/nhap-du-lieu/:id',
    permission: 'signed-in',
    query: Query,
    maxBody: 4 * 1024 * 1024,
    async load({ db, actor, app, params, query, today }): Promise<BatchData> {
      const { row, spec } = await loadBatch({ db, actor, app, id: params.id ?? '' })
      const found = await listRows(db, row.id, { verdict: query.loai, after: query.sau, limit: pageRows + 1 })
      const names = row.institution_id ? await listInstitutions(db, today) : []
      const institution = names.find((one) => one.id === row.institution_id)?.name
      const twin = ['matching', 'ready'].includes(row.state) ? await findTwin(db, row) : undefined
      return {
        row,
        spec,
        institution,
        filter: query,
        rows: found.slice(0, pageRows),
        hasMore: found.length > pageRows,
        twin,
      }
    },
    title: ({ row }) => row.file_name,
    looks: ({ spec, rows }) => {
      const ids = rows.flatMap((row) => (row.match_id && row.differences ? [row.match_id] : []))
      return spec.subject && ids.length > 0 ? { subject: spec.subject, ids } : undefined
    },
    view: (data, context) => <BatchView data={data} context={context} />,
    forms: Object.fromEntries(
      specs.flatMap((spec) =>
        Object.entries(batchForms(spec)).map(([verb, form]) => [`${spec.kind}.${verb}`, form]),
      ),
    ),
  })

/** Back to the same filter and page. */
const here = (id: string, { request }: FormContext) => `/nhap-du-lieu/${id}${new URL(request.url).search}`

function batchForms(spec: AnyImport): Record<string, PageForm> {
  const actions = importActions(spec)
  const watch = ({ id, run }: { id: string; run: string | null }) =>
    run ? `/cong-viec/${run}` : `/nhap-du-lieu/${id}`
  return {
    review: defineForm({
      action: actions.review,
      then: ({ id, corrected, decided }, context) => ({
        to: here(id, context),
        say: 'imports.review.saved',
        params: { corrected, decided },
      }),
    }),
    commit: defineForm({ action: actions.commit, then: watch }),
    retry: defineForm({ action: actions.retry, then: watch }),
  }
}

function BatchView({ data, context }: { data: BatchData; context: ViewContext }) {
  const { row, spec } = data
  const { t } = context
  return (
    <>
      <BatchSteps row={row} t={t} />
      <PageHeader
        title={row.file_name}
        state={<StateBadge row={row} t={t} />}
        lead={[t(spec.title), data.institution].filter(Boolean).join(' · ')}
        breadcrumb={[{ href: '/nhap-du-lieu', label: t('imports.home.title') }]}
        breadcrumbLabel={t('imports.breadcrumb')}
        actions={<BatchLinks data={data} context={context} />}
      />
      <BatchNotes data={data} context={context} />
      {row.counts.rows !== undefined && hasRows(row) && (
        <>
          {mayReview(row) && <CommitSection data={data} context={context} />}
          <ReviewSection data={data} context={context} />
        </>
      )}
      <BatchFacts data={data} context={context} />
    </>
  )
}

function hasRows(row: BatchRow): boolean {
  return row.state !== 'discarded' && row.state !== 'replaced' && row.rows_gone_at === null
}

function BatchLinks({ data: { row, spec }, context: { t } }: { data: BatchData; context: ViewContext }) {
  const hasMarks = (row.counts.error ?? 0) + (row.counts.warning ?? 0) > 0
  const again = `/nhap-du-lieu/tai-len/${spec.kind}?thay=${row.id}`
  return (
    <>
      {mayReview(row) && hasMarks && (
        <LinkButton href={`/nhap-du-lieu/${row.id}/danh-dau`} kind="secondary" icon="download" download>
          {t('imports.batch.marked')}
        </LinkButton>
      )}
      {mayDiscard(row) && (
        <LinkButton href={again} kind="secondary" icon="upload">
          {t('imports.batch.again')}
        </LinkButton>
      )}
      {mayMatch(row) && (
        <LinkButton
          href={`/nhap-du-lieu/${row.id}/cot`}
          kind={row.state === 'matching' ? 'primary' : 'secondary'}
          icon="table"
        >
          {t('imports.batch.columns')}
        </LinkButton>
      )}
      {row.state === 'committed' && spec.href && (
        <LinkButton href={spec.href({ institutionId: row.institution_id })}>
          {t('imports.batch.records')}
        </LinkButton>
      )}
      {row.state === 'committed' && (
        <LinkButton href={`/nhap-du-lieu/${row.id}/hoan-tac`} kind="secondary" icon="undo">
          {t('imports.batch.undo')}
        </LinkButton>
      )}
      {mayDiscard(row) && (
        <LinkButton href={`/nhap-du-lieu/${row.id}/bo`} kind="ghost" icon="trash">
          {t('imports.batch.discard')}
        </LinkButton>
      )}
    </>
  )
}

function BatchFacts({ data: { row }, context: { t } }: { data: BatchData; context: ViewContext }) {
  const preface = included(row.tables).flatMap((list) => Object.entries(list.preface).slice(0, 6))
  return (
    <div class="mt-10">
      <Facts
        items={[
          { label: t('imports.field.by'), value: row.account_name },
          { label: t('imports.field.at'), value: t.dateTime(row.created_at) },
          {
            label: t('imports.field.sheets'),
            value:
              included(row.tables)
                .map((list) => list.sheet)
                .join(', ') || '–',
          },
          ...(row.committed_at
            ? [{ label: t('imports.field.committed_at'), value: t.dateTime(row.committed_at) }]
            : []),
          ...(row.undone_at
            ? [{ label: t('imports.field.undone_at'), value: t.dateTime(row.undone_at) }]
            : []),
          ...[...new Map(preface)].map(([label, value]) => ({
            label,
            value,
            note: t('imports.field.from_file'),
          })),
        ]}
      />
    </div>
  )
}
