import type { Translate } from '#platform/i18n/index.ts'
import { Badge, type BadgeKind } from '#ui/index.ts'
import type { DiplomaState } from '../../diploma.ts'
import { numberName } from '../../number-name.ts'
import type { Failure, Fault, IssueRun, RunState } from '../run.ts'

const stateKinds: Record<DiplomaState, BadgeKind> = {
  draft: 'neutral',
  numbered: 'info',
  signed: 'info',
  issued: 'success',
  delivered: 'success',
  corrected: 'warning',
  replaced: 'warning',
  suspended: 'warning',
  revoked: 'error',
  void: 'neutral',
}
const runKinds: Record<RunState, BadgeKind> = {
  draft: 'warning',
  numbered: 'info',
  signing: 'info',
  issued: 'success',
  cancelled: 'neutral',
}

/** The state of a diploma, with icon and word. */
export function DiplomaBadge({ state, t }: { state: DiplomaState; t: Translate }) {
  return <Badge kind={stateKinds[state]}>{t.dynamic(`diplomas.state.${state}`)}</Badge>
}

/** The state of an issue, with icon and word. */
export function RunBadge({ state, t }: { state: RunState; t: Translate }) {
  return <Badge kind={runKinds[state]}>{t.dynamic(`diplomas.issuing.run_state.${state}`)}</Badge>
}

export const runName = (run: Pick<IssueRun, 'kind_name' | 'decision_no'>, t: Translate): string =>
  t('diplomas.issuing.run_named', { kind: run.kind_name, number: run.decision_no })

/** Serial and register entry of a diploma, one under the other; a serial is never broken. */
export function Numbers({
  one,
  t,
}: {
  one: { serial: string | null; entry_no: string | null }
  t: Translate
}) {
  if (!one.serial && !one.entry_no) return <>–</>
  return (
    <span class="tabular-nums sm:whitespace-nowrap">
      {one.serial}
      {one.entry_no && (
        <span class="block text-sm text-muted">
          {t('diplomas.issuing.entry_named', { number: one.entry_no })}
        </span>
      )}
    </span>
  )
}

const heldNumber = ({ serial, entry_no }: Fault['params'], t: Translate): string =>
  numberName({ serial: serial === undefined ? null : String(serial), entry_no: String(entry_no ?? '') }, t)

/** A "no" as a sentence. */
export function faultText({ code, params }: Fault, t: Translate): string {
  const words =
    code === 'missing'
      ? { field: t.dynamic(`diplomas.kinds.content.${params.field}`) }
      : code === 'held'
        ? { number: heldNumber(params, t) }
        : params
  return t.dynamic(`diplomas.issuing.fault.${code}`, words)
}

/** Every "no" with the way to mend it. */
export function Faults({ faults, t, linked }: { faults: readonly Fault[]; t: Translate; linked: boolean }) {
  return (
    <ul class="grid gap-1">
      {faults.map((fault) => (
        <li key={`${fault.code} ${fault.params.field ?? ''}`}>
          {faultText(fault, t)}{' '}
          {linked && fault.href && (
            <a href={fault.href}>{t.dynamic(`diplomas.issuing.mend.${mendOf(fault)}`)}</a>
          )}
        </li>
      ))}
    </ul>
  )
}

const mendOf = ({ code }: Fault): string => (code === 'twin' ? 'twin' : code === 'held' ? 'held' : 'record')

export const failureText = (failure: Failure, t: Translate): string => t.dynamic(failure.key, failure.params)
