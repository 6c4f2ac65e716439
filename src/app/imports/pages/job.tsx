import { sql } from 'kysely'
import { notFound } from '#platform/errors.ts'
import { definePage, type ViewContext } from '#platform/pages/page.ts'
import { JobProgress, LinkButton, PageHeader, type JobState } from '#ui/index.ts'

type Run = {
  id: string
  title: string
  state: JobState
  progress: number
  step: string
  result: { state?: string } | null
  link: string | null
  created_at: Date
}

/** Long work that one may leave and find again: how far it is, and where its result will be. */
export const jobPage = definePage({
  path: '/cong-viec/:id',
  permission: 'signed-in',
  async load({ db, params }): Promise<Run> {
    const id = params.id ?? ''
    if (!/^[0-9a-f-]{36}$/.test(id)) throw notFound()
    const found = await sql<Run>`select id, title, state, progress, step, result, link, created_at
      from platform.job_run where id = ${id}`.execute(db)
    const run = found.rows[0]
    if (!run) throw notFound()
    // A job that ended in order may still say that its work failed.
    return run.result?.state === 'failed' ? { ...run, state: 'failed' } : run
  },
  title: (run) => run.title,
  refresh: (run, url) => (isUnderWay(run) && !url.searchParams.has('dung') ? 3 : undefined),
  view: (run, context) => <JobView run={run} context={context} />,
})

const isUnderWay = (run: Run) => run.state === 'waiting' || run.state === 'running'

function JobView({ run, context: { t, url } }: { run: Run; context: ViewContext }) {
  const isMoving = isUnderWay(run)
  const isStill = url.searchParams.has('dung')
  const percent = Math.round(run.progress * 100)
  return (
    <>
      <PageHeader
        title={run.title}
        lead={isMoving ? t('jobs.lead') : t('jobs.started', { at: t.dateTime(run.created_at) })}
      />
      <JobProgress
        title={run.step ? t.dynamic(run.step) : t('jobs.title')}
        state={run.state}
        stateText={t.dynamic(`jobs.state.${run.state}`)}
        done={percent}
        total={100}
        text={isMoving ? t('jobs.percent', { percent }) : undefined}
        actions={
          <>
            {run.link && (
              <LinkButton href={run.link} kind={isMoving ? 'secondary' : 'primary'}>
                {t(isMoving ? 'jobs.open' : 'jobs.result')}
              </LinkButton>
            )}
            {isMoving && (
              <LinkButton href={`/cong-viec/${run.id}`} kind="ghost" icon="refresh">
                {t('jobs.refresh')}
              </LinkButton>
            )}
            {isMoving && !isStill && (
              <LinkButton href={`/cong-viec/${run.id}?dung=1`} kind="ghost">
                {t('jobs.still')}
              </LinkButton>
            )}
          </>
        }
      />
    </>
  )
}
