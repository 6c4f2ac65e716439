import type { VNode } from 'preact'
import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { reach } from '#platform/access.ts'
import { definePage, type ViewContext } from '#platform/pages/page.ts'
import { readPageMark, writePageMark } from '#platform/pages/page-mark.ts'
import { LinkButton, PageHeader, Pager, Section, Table, type Column } from '#ui/index.ts'
import { dueDay, runStates, type IssueRun } from '../run.ts'
import { listRuns } from '../store/run.ts'
import { listWaiting, type Waiting } from '../store/waiting.ts'
import { RunBadge, runName } from './words.tsx'

const pageSize = 50
const mostWaiting = 50
const Query = z.object({
  'trang-thai': z.enum(runStates).optional().catch(undefined),
  sau: z.string().max(400).optional().catch(undefined),
})

/** Decisions that wait for their diplomas, and the issues so far. */
export const runList = definePage({
  path: '/cap-bang',
  permission: 'diplomas.read',
  query: Query,
  async load({ db, actor, query, today }) {
    const within = reach(actor, 'diplomas.read')
    const waiting = await listWaiting(db, within, { today, limit: mostWaiting })
    const filter = { reach: within, state: query['trang-thai'] }
    const rows = await listRuns(db, filter, { after: readPageMark(query.sau), limit: pageSize + 1 })
    const ids = [...waiting, ...rows].map((row) => row.institution_id)
    return {
      query,
      waiting,
      rows: rows.slice(0, pageSize),
      hasMore: rows.length > pageSize,
      names: await institutionNames(db, [...new Set(ids)], today),
      isWide: within === 'all' || within.length > 1,
    }
  },
  title: (_data, t) => t('diplomas.issuing.runs.title'),
  view: ({ query, waiting, rows, hasMore, names, isWide }, context) => {
    const { t, may } = context
    const last = rows.at(-1)
    const school = (row: { institution_id: string }) => names.get(row.institution_id) ?? '–'
    // Under the name: a column of its own would not fit a desk.
    const schoolLine = (row: { institution_id: string }) =>
      isWide && <span class="block text-sm font-normal text-muted">{school(row)}</span>
    return (
      <>
        <PageHeader
          title={t('diplomas.issuing.runs.title')}
          lead={t('diplomas.issuing.runs.lead')}
          actions={
            may('diplomas.register') && (
              <LinkButton kind="secondary" href="/cap-bang/moi">
                {t('diplomas.issuing.runs.by_hand')}
              </LinkButton>
            )
          }
        />
        {waiting.length > 0 && (
          <Section title={t('diplomas.issuing.waiting.title')} lead={t('diplomas.issuing.waiting.lead')}>
            <Table
              caption={t('diplomas.issuing.waiting.title')}
              rows={waiting}
              rowKey={(row) => `${row.decision_id} ${row.kind_name}`}
              columns={[...waitingColumns(context, schoolLine), waitingAct(context)]}
            />
          </Section>
        )}
        <Section title={t('diplomas.issuing.runs.list')}>
          <Table
            caption={t('diplomas.issuing.runs.list')}
            rows={rows}
            rowKey={(row) => row.id}
            rowHref={(row) => `/cap-bang/${row.id}`}
            columns={runColumns(context, schoolLine)}
            empty={<p class="text-muted">{t('diplomas.issuing.runs.none')}</p>}
          />
          <Pager
            label={t('diplomas.issuing.list.paging')}
            previous={query.sau ? '/cap-bang' : undefined}
            previousLabel={t('diplomas.issuing.list.first')}
            next={
              hasMore && last
                ? `/cap-bang?sau=${encodeURIComponent(writePageMark(last.made_at.toISOString(), last.id))}`
                : undefined
            }
            nextLabel={t('diplomas.issuing.list.next')}
          />
        </Section>
      </>
    )
  },
})

type SchoolLine = (row: { institution_id: string }) => VNode | false

function waitingColumns({ t, today }: ViewContext, schoolLine: SchoolLine): Column<Waiting>[] {
  return [
    {
      key: 'number',
      label: t('diplomas.issuing.field.decision'),
      render: (row) => (
        <>
          {t('diplomas.issuing.decision_of', { number: row.number, day: t.date(row.signed_on) })}
          {schoolLine(row)}
        </>
      ),
    },
    { key: 'kind_name', label: t('diplomas.issuing.field.kind') },
    {
      key: 'learners',
      label: t('diplomas.issuing.waiting.learners'),
      align: 'end',
      render: (row) =>
        row.left_out > 0
          ? t('diplomas.issuing.waiting.with_left', { count: row.learners, left: row.left_out })
          : t.number(row.learners),
    },
    {
      key: 'due',
      label: t('diplomas.issuing.waiting.due'),
      render: (row) => {
        const due = dueDay(row.signed_on, row.issue_days)
        if (!due) return t('diplomas.issuing.waiting.no_due')
        return due < today ? t('diplomas.issuing.waiting.overdue', { day: t.date(due) }) : t.date(due)
      },
    },
  ]
}

function waitingAct({ t, may }: ViewContext): Column<Waiting> {
  return {
    key: 'act',
    label: t('diplomas.issuing.waiting.act'),
    render: (row) => {
      if (row.run_id && row.unstarted === 0)
        return <a href={`/cap-bang/${row.run_id}`}>{t('diplomas.issuing.waiting.go_on')}</a>
      return may('diplomas.register', { institution: row.institution_id }) ? (
        <a href={`/cap-bang/moi?quyet-dinh=${row.decision_id}`}>{t('diplomas.issuing.waiting.start')}</a>
      ) : (
        t('diplomas.issuing.waiting.not_begun')
      )
    },
  }
}

function runColumns({ t }: ViewContext, schoolLine: SchoolLine): Column<IssueRun>[] {
  return [
    {
      key: 'name',
      label: t('diplomas.issuing.run'),
      render: (row) => (
        <>
          {runName(row, t)}
          {schoolLine(row)}
        </>
      ),
    },
    {
      key: 'issue_date',
      label: t('diplomas.issuing.field.issue_date'),
      render: (row) => t.date(row.issue_date),
    },
    {
      key: 'medium',
      label: t('diplomas.issuing.field.medium'),
      render: (row) => t.dynamic(`diplomas.medium.${row.medium}`),
    },
    {
      key: 'state',
      label: t('diplomas.issuing.field.state'),
      render: (row) => <RunBadge state={row.state} t={t} />,
    },
    { key: 'lines', label: t('diplomas.issuing.count.lines'), align: 'end' },
    { key: 'issued', label: t('diplomas.issuing.count.issued'), align: 'end' },
    { key: 'delivered', label: t('diplomas.issuing.count.delivered'), align: 'end' },
  ]
}
