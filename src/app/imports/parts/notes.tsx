import type { ViewContext } from '#platform/pages/page.ts'
import { busyStates } from '#platform/imports/index.ts'
import { Alert, Button, Form, JobProgress, LinkButton } from '#ui/index.ts'
import type { BatchData } from '../pages/batch.tsx'

/** What one should know before looking at rows: the state, what failed, an earlier sending, what the file holds. */
export function BatchNotes({ data, context }: { data: BatchData; context: ViewContext }) {
  const { row, spec, twin } = data
  const { t, form } = context
  return (
    <>
      {busyStates.includes(row.state) && <Busy data={data} context={context} />}
      {row.failure && (
        <Alert
          kind="error"
          title={t.dynamic(`imports.failed.${row.failure.step}`)}
          actions={
            row.state === 'failed' && row.failure.step !== 'committing' ? (
              <Form bare hidden={form.hidden(`${spec.kind}.retry`)}>
                <Button kind="secondary" icon="refresh">
                  {t('imports.batch.retry')}
                </Button>
              </Form>
            ) : undefined
          }
        >
          {t.dynamic(row.failure.key, row.failure.params)}
        </Alert>
      )}
      {twin && (
        <Alert
          kind="info"
          title={t('imports.batch.twin', { at: t.dateTime(twin.created_at), by: twin.account_name })}
        >
          <a href={`/nhap-du-lieu/${twin.id}`}>
            {t.dynamic(`imports.batch.twin_${twin.state === 'committed' ? 'written' : 'open'}`)}
          </a>
        </Alert>
      )}
      {row.state === 'matching' && <Alert kind="warning" title={t('imports.batch.match_first')} />}
      {['committed', 'undone', 'discarded', 'replaced'].includes(row.state) && (
        <Ended data={data} context={context} />
      )}
      {row.rows_gone_at && (
        <Alert kind="info" title={t('imports.batch.rows_gone', { day: t.dateTime(row.rows_gone_at) })}>
          {row.state === 'committed' && t('imports.batch.rows_gone_undo')}
        </Alert>
      )}
      {row.warnings.length > 0 && ['matching', 'ready'].includes(row.state) && (
        <Alert kind="info" title={t('imports.batch.warnings')}>
          <ul class="bullets">
            {row.warnings.map((warning) => (
              <li key={`${warning.code}${warning.sheet}`}>
                {t.dynamic(`sheets.warning.${warning.code}`, {
                  sheet: warning.sheet ?? '',
                  count: warning.count ?? 0,
                  detail: warning.detail ?? '',
                })}
              </li>
            ))}
          </ul>
        </Alert>
      )}
    </>
  )
}

function Busy({ data: { row }, context: { t } }: { data: BatchData; context: ViewContext }) {
  return (
    <JobProgress
      title={row.file_name}
      state="running"
      stateText={t.dynamic(`imports.state.${row.state}`)}
      text={t('imports.batch.busy')}
      actions={
        <>
          {row.job_run && (
            <LinkButton href={`/cong-viec/${row.job_run}`} kind="secondary" small>
              {t('imports.batch.watch')}
            </LinkButton>
          )}
          <LinkButton href={`/nhap-du-lieu/${row.id}`} kind="ghost" icon="refresh" small>
            {t('jobs.refresh')}
          </LinkButton>
        </>
      }
    />
  )
}

function Ended({ data: { row }, context: { t } }: { data: BatchData; context: ViewContext }) {
  const { write_new: made = 0, write_change: changed = 0, same = 0, error = 0, left = 0 } = row.counts
  const params = { made, changed, same, error, left }
  if (row.state === 'committed') {
    return (
      <Alert kind="success" title={t('imports.batch.committed', params)}>
        {same + error + left > 0 && t('imports.batch.committed_rest', params)}
      </Alert>
    )
  }
  return <Alert kind="info" title={t.dynamic(`imports.batch.${row.state}`, params)} />
}
