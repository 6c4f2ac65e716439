import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { defineForm, definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import { readPageMark, writePageMark } from '#platform/pages/page-mark.ts'
import { Alert, Facts, LinkButton, Menu, PageHeader, Pager, Section, Stat, Stats, Table } from '#ui/index.ts'
import { printPath } from '../../documents/pages/print.tsx'
import { addPeople, cancelRun, leaveOut, letIn, rebuildRun, saveRun } from '../actions/draft.ts'
import { numberRun } from '../actions/number-run.ts'
import { signRun } from '../actions/sign-run.ts'
import { dueDay, runAddress, type IssueRun } from '../run.ts'
import { findJob } from '../store/job.ts'
import { lineViews, listLeftOut, listLines, type LineView } from '../store/line.ts'
import { getRun } from '../store/run.ts'
import { AddForm, CancelForm, NumberForm, RebuildForm, SettingForm, SignForm } from './run-acts.tsx'
import { LeaveOutForm, LeftOut, lineColumns } from './run-lines.tsx'
import { RunBadge, runName } from './words.tsx'

const pageSize = 100
const Query = z.object({
  xem: z.enum(lineViews).optional().catch(undefined),
  bo: z.uuid().optional().catch(undefined),
  sau: z.string().max(400).optional().catch(undefined),
})
type Query = z.output<typeof Query>
/** Lines wait that no worker has tried: one is at work, or will be within a minute. */
const isMoving = (run: IssueRun): boolean => run.state === 'signing' && run.numbered > run.failed

/** One issue: its lines with every "no", and the next act: mend, number, sign, hand over. */
export const runPage = definePage({
  path: '/cap-bang/:id',
  permission: 'diplomas.read',
  params: z.object({ id: z.uuid() }),
  query: Query,
  load: loadRun,
  about: ({ run }) => ({ institution: run.institution_id }),
  looks: ({ rows, leftOut }) => ({
    subject: 'people.person',
    ids: [...rows, ...leftOut].flatMap((row) => row.person_id ?? []),
  }),
  title: ({ run }, t) => runName(run, t),
  refresh: ({ run }) => (isMoving(run) ? 5 : undefined),
  forms: {
    save: defineForm({ action: saveRun, then: rebuilt }),
    rebuild: defineForm({ action: rebuildRun, then: rebuilt }),
    add: defineForm({
      action: addPeople,
      then: ({ run, added }) => ({
        to: runAddress(run),
        say: 'diplomas.issuing.said.added',
        params: { added },
      }),
    }),
    leave: defineForm({
      action: leaveOut,
      then: ({ run }) => ({ to: runAddress(run), say: 'diplomas.issuing.said.left_out' }),
    }),
    let: defineForm({
      action: letIn,
      then: ({ run }) => ({ to: runAddress(run), say: 'diplomas.issuing.said.let_in' }),
    }),
    number: defineForm({
      action: numberRun,
      then: ({ run, numbered }) => ({
        to: runAddress(run),
        say: 'diplomas.issuing.said.numbered',
        params: { numbered },
      }),
    }),
    sign: defineForm({
      action: signRun,
      then: ({ run, job }) => (job ? `/cong-viec/${job}` : runAddress(run)),
    }),
    cancel: defineForm({
      action: cancelRun,
      then: () => ({ to: '/cap-bang', say: 'diplomas.issuing.said.cancelled' }),
    }),
  },
  view: (data, context) => {
    const { run } = data
    const { t } = context
    return (
      <>
        <PageHeader
          title={runName(run, t)}
          lead={t('diplomas.issuing.made_by', { name: run.made_by_name, at: t.dateTime(run.made_at) })}
          state={<RunBadge state={run.state} t={t} />}
          breadcrumb={[{ href: '/cap-bang', label: t('diplomas.issuing.runs.title') }]}
          breadcrumbLabel={t('diplomas.issuing.crumbs')}
          actions={<Acts run={run} context={context} />}
        />
        <Notices data={data} context={context} />
        <RunFacts data={data} context={context} />
        <Counts run={run} context={context} />
        <NumberForm run={run} context={context} />
        {!isMoving(run) && <SignForm run={run} context={context} />}
        <Lines data={data} context={context} />
        <LeaveOutForm data={data} context={context} />
        <LeftOut run={run} rows={data.leftOut} context={context} />
        <AddForm run={run} context={context} />
        <SettingForm run={run} context={context} />
        <CancelForm run={run} context={context} />
      </>
    )
  },
})

function rebuilt({ run, lines, faulty }: { run: string; lines: number; faulty: number }) {
  return { to: runAddress(run), say: 'diplomas.issuing.said.rebuilt', params: { lines, faulty } }
}

type RunData = Awaited<ReturnType<typeof loadRun>>
type Props = { data: RunData; context: ViewContext }

async function loadRun({ db, params, query, today }: LoadContext<{ id: string }, Query>) {
  const run = await getRun(db, params.id)
  const after = readPageMark(query.sau)
  const rows = await listLines(db, run.id, { view: query.xem, after }, pageSize + 1)
  const names = await institutionNames(db, [run.institution_id], today)
  return {
    run,
    query,
    rows: rows.slice(0, pageSize),
    hasMore: rows.length > pageSize,
    leftOut: await listLeftOut(db, run.id),
    school: names.get(run.institution_id) ?? '',
    job: await findJob(db, runAddress(run.id)),
  }
}

function Acts({ run, context }: { run: IssueRun; context: ViewContext }) {
  const { t, may } = context
  const mayKeep = may('diplomas.register', { institution: run.institution_id })
  const path = runAddress(run.id)
  const papers =
    run.state === 'draft' || run.state === 'cancelled'
      ? []
      : [
          { href: `${path}/ky-nhan.pdf`, label: t('diplomas.issuing.paper.sheet') },
          ...(run.medium !== 'digital' && mayKeep
            ? [{ href: printPath(run.id), label: t('diplomas.print.on_blanks') }]
            : []),
        ]
  return (
    <>
      {papers.length > 0 && <Menu label={t('diplomas.issuing.paper.menu')} icon="print" end items={papers} />}
      {run.state === 'draft' && mayKeep && <RebuildForm run={run} context={context} />}
      {run.issued > run.delivered && mayKeep && (
        <LinkButton href={`${path}/trao`}>{t('diplomas.issuing.deliver.title')}</LinkButton>
      )}
    </>
  )
}

function Notices({ data: { run, job }, context: { t } }: Props) {
  return (
    <>
      {run.state === 'draft' && run.faulty > 0 && (
        <Alert
          kind="warning"
          title={t('diplomas.issuing.notice.faulty', { count: run.faulty })}
          actions={<a href={`${runAddress(run.id)}?xem=faulty`}>{t('diplomas.issuing.notice.faulty_act')}</a>}
        >
          {t('diplomas.issuing.notice.faulty_text')}
        </Alert>
      )}
      {run.failed > 0 && (
        <Alert
          kind="error"
          title={t('diplomas.issuing.notice.failed', { count: run.failed })}
          actions={<a href={`${runAddress(run.id)}?xem=failed`}>{t('diplomas.issuing.notice.failed_act')}</a>}
        >
          {t('diplomas.issuing.notice.failed_text')}
        </Alert>
      )}
      {isMoving(run) && (
        <Alert
          kind="info"
          title={t('diplomas.issuing.notice.signing', { done: run.issued, all: run.issued + run.numbered })}
          actions={job && <a href={`/cong-viec/${job}`}>{t('diplomas.issuing.notice.signing_act')}</a>}
        />
      )}
    </>
  )
}

function RunFacts({ data: { run, school }, context: { t } }: Props) {
  const due = dueDay(run.decision_date, run.issue_days)
  return (
    <Facts
      items={[
        {
          label: t('diplomas.issuing.field.decision'),
          value: t('diplomas.issuing.decision_of', {
            number: run.decision_no,
            day: t.date(run.decision_date),
          }),
          note: due ? t('diplomas.issuing.due_by', { day: t.date(due) }) : undefined,
        },
        { label: t('diplomas.issuing.field.school'), value: school },
        {
          label: t('diplomas.issuing.field.issue_date'),
          value: `${run.issue_place}, ${t.date(run.issue_date)}`,
        },
        {
          label: t('diplomas.issuing.field.signer_name'),
          value: `${run.signer_name}, ${run.signer_capacity}`,
        },
        { label: t('diplomas.issuing.field.medium'), value: t.dynamic(`diplomas.medium.${run.medium}`) },
        ...(run.programme
          ? [{ label: t('diplomas.issuing.field.programme'), value: run.programme.name.vi }]
          : []),
      ]}
    />
  )
}

function Counts({ run, context: { t } }: { run: IssueRun; context: ViewContext }) {
  const figures: [LineView, number][] =
    run.state === 'draft'
      ? [
          ['all', run.lines],
          ['faulty', run.faulty],
        ]
      : [
          ['all', run.lines],
          ['issued', run.issued],
          ['delivered', run.delivered],
          ['void', run.voided],
        ]
  return (
    <div class="my-6">
      <Stats>
        {figures.map(([view, count]) => (
          <Stat
            key={view}
            label={t.dynamic(`diplomas.issuing.view.${view}`)}
            figure={t.number(count)}
            href={view === 'all' ? runAddress(run.id) : `${runAddress(run.id)}?xem=${view}`}
          />
        ))}
      </Stats>
    </div>
  )
}

function Lines({ data, context }: Props) {
  const { run, rows, query, hasMore } = data
  const { t } = context
  const last = rows.at(-1)
  const filter = query.xem ? `xem=${query.xem}` : ''
  const here = runAddress(run.id)
  return (
    <Section title={t('diplomas.issuing.lines')}>
      <Table
        caption={t.dynamic(`diplomas.issuing.view.${query.xem ?? 'all'}`)}
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `/van-bang-cap/${row.id}`}
        columns={lineColumns(run, context)}
        empty={<p class="text-muted">{t('diplomas.issuing.nobody_here')}</p>}
      />
      <Pager
        label={t('diplomas.issuing.list.paging')}
        previous={query.sau ? `${here}?${filter}` : undefined}
        previousLabel={t('diplomas.issuing.list.first')}
        next={
          hasMore && last
            ? `${here}?${filter}${filter && '&'}sau=${encodeURIComponent(writePageMark(last.name_key, last.id))}`
            : undefined
        }
        nextLabel={t('diplomas.issuing.list.next')}
      />
    </Section>
  )
}
