import type { Translate } from '#platform/i18n/index.ts'
import type { BatchRow, BatchState } from '#platform/imports/index.ts'
import { Badge, Steps, type BadgeKind } from '#ui/index.ts'

const kinds: Record<BatchState, BadgeKind> = {
  reading: 'info',
  matching: 'warning',
  checking: 'info',
  ready: 'primary',
  committing: 'info',
  committed: 'success',
  undoing: 'info',
  undone: 'neutral',
  failed: 'error',
  discarded: 'neutral',
  replaced: 'neutral',
}

/** The state of a batch in a word. */
export function StateBadge({ row, t }: { row: Pick<BatchRow, 'state'>; t: Translate }) {
  return <Badge kind={kinds[row.state]}>{t.dynamic(`imports.state.${row.state}`)}</Badge>
}

const order = ['file', 'columns', 'review', 'write'] as const
const places: Partial<Record<BatchState, number>> = {
  reading: 0,
  matching: 1,
  checking: 2,
  ready: 2,
  failed: 2,
  committing: 3,
}

/** Where the person is on the way from file to records; nothing once the way has ended. */
export function BatchSteps({ row, t, at }: { row: BatchRow; t: Translate; at?: number }) {
  const here = at ?? places[row.state]
  if (here === undefined) return null
  const items = order.map((name, index) => {
    const state = index < here ? ('done' as const) : index === here ? ('current' as const) : ('todo' as const)
    const href = name === 'columns' && row.state !== 'committing' ? `/nhap-du-lieu/${row.id}/cot` : undefined
    return { label: t(`imports.steps.${name}`), state, stateText: t(`imports.steps.${state}`), href }
  })
  return <Steps label={t('imports.steps.label')} items={items} />
}
