import type { Translate } from '#platform/i18n/index.ts'
import { Badge } from '#ui/index.ts'
import type { Run } from '../store/run.ts'
import type { Source } from '../store/source.ts'

export function SourceState({ source, t }: { source: Source; t: Translate }) {
  const state = source.ended_at ? 'ended' : source.is_daily ? 'daily' : 'by_hand'
  return (
    <Badge kind={state === 'daily' ? 'success' : state === 'ended' ? 'warning' : 'neutral'}>
      {t(`resources.oai.state.${state}`)}
    </Badge>
  )
}

/** How a run went, in a sentence: why it ended early, else what it brought. */
export function runText(run: Run, t: Translate): string {
  if (run.fault) return t.dynamic(`resources.oai.fault.${run.fault}`, run.fault_params ?? {})
  if (run.kind === 'try') return t.dynamic(`resources.oai.result.${run.state}`)
  const { added, changed, deleted, skipped } = run
  return t('resources.oai.summary', { added, changed, deleted, skipped })
}

export const takenOf = (run: Run): number =>
  run.added + run.changed + run.unchanged + run.deleted + run.skipped
