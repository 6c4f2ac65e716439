import type { Translate } from '#platform/i18n/index.ts'
import { Badge, Section, Table, type BadgeKind } from '#ui/index.ts'
import type { Fault, Run, RunState } from '../store/run.ts'
import { runText } from './words.tsx'

const badges: Record<RunState, BadgeKind> = {
  waiting: 'neutral',
  running: 'info',
  done: 'success',
  failed: 'error',
  stopped: 'warning',
}

/** Harvests of a source, the latest first, each with what it brought. */
export function Runs({ runs, t }: { runs: readonly Run[]; t: Translate }) {
  const count = (key: 'added' | 'changed' | 'unchanged' | 'deleted' | 'skipped') => ({
    key,
    label: t(`resources.oai.run.${key}`),
    align: 'end' as const,
    render: (row: Run) => (row.kind === 'try' ? '–' : t.number(row[key])),
  })
  return (
    <Section title={t('resources.oai.runs')}>
      <Table
        caption={t('resources.oai.runs')}
        rows={runs}
        rowKey={(row) => row.id}
        columns={[
          { key: 'made_at', label: t('resources.oai.run.at'), render: (row) => t.dateTime(row.made_at) },
          {
            key: 'kind',
            label: t('resources.oai.run.what'),
            render: (row) => t(`resources.oai.run.${row.kind}`),
          },
          {
            key: 'state',
            label: t('resources.oai.run.result'),
            render: (row) => (
              <div>
                <Badge kind={badges[row.state]}>{t(`resources.oai.result.${row.state}`)}</Badge>
                {row.fault && <p class="mt-1 max-w-prose wrap-anywhere">{runText(row, t)}</p>}
              </div>
            ),
          },
          count('added'),
          count('changed'),
          count('unchanged'),
          count('deleted'),
          count('skipped'),
          {
            key: 'by',
            label: t('resources.oai.run.by'),
            render: (row) => row.started_by_name || t('resources.oai.run.by_itself'),
          },
        ]}
        empty={<p>{t('resources.oai.never')}</p>}
      />
    </Section>
  )
}

/** Records that were left out, and why. */
export function Faults({ run, faults, t }: { run: Run; faults: readonly Fault[]; t: Translate }) {
  const title = t('resources.oai.faults', { at: t.dateTime(run.made_at) })
  return (
    <Section
      title={title}
      lead={
        run.skipped > faults.length
          ? t('resources.oai.faults_more', { count: faults.length, total: run.skipped })
          : undefined
      }
    >
      <Table
        caption={title}
        rows={faults}
        rowKey={(row) => row.identifier}
        columns={[
          {
            key: 'identifier',
            label: t('resources.oai.fault_identifier'),
            render: (row) => <span class="break-all">{row.identifier}</span>,
          },
          {
            key: 'fault',
            label: t('resources.oai.fault_why'),
            render: (row) => t.dynamic(`resources.oai.skip.${row.fault}`, row.params ?? {}),
          },
        ]}
      />
    </Section>
  )
}
