import type { Translate } from '#platform/i18n/index.ts'
import { formatNumber } from '#platform/text/index.ts'
import { Badge } from '#ui/index.ts'
import { categories, phaseOf } from '../course.ts'
import type { Run } from '../store/courses.ts'

/** A decimal kept as text, in the reader's form: "7.5" reads "7,5". */
export function decimal(value: string | null, t: Translate): string {
  return value === null ? '' : formatNumber(value, t.lang, { atMost: 2 })
}

export function hours(value: string | number | null, t: Translate): string {
  return value === null ? '–' : t('staff.training.hours', { hours: decimal(String(value), t) })
}

export function days(span: { from_date: string; to_date: string }, t: Translate): string {
  return span.from_date === span.to_date
    ? t.date(span.from_date)
    : t('staff.training.days', { from: t.date(span.from_date), to: t.date(span.to_date) })
}

export function seats(run: Pick<Run, 'registered' | 'quota'>, t: Translate): string {
  const registered = t.number(run.registered)
  return run.quota === null
    ? t('staff.training.seats_open', { registered })
    : t('staff.training.seats', { registered, quota: t.number(run.quota) })
}

/** What a course may be about, as choices. */
export function categoryOptions(t: Translate): { value: string; label: string }[] {
  return categories.map((value) => ({ value, label: t.dynamic(`staff.training.category.${value}`) }))
}

/** Where a class stands today, in words. */
export function PhaseBadge({
  run,
  today,
  t,
}: {
  run: Parameters<typeof phaseOf>[0]
  today: string
  t: Translate
}) {
  const phase = phaseOf(run, today)
  const kind = phase === 'registering' ? 'primary' : phase === 'ended' ? 'warning' : 'neutral'
  return <Badge kind={kind}>{t.dynamic(`staff.training.phase.${phase}`)}</Badge>
}

export function Outcome({ outcome, t }: { outcome: string | null; t: Translate }) {
  if (!outcome) return <Badge>{t('staff.training.outcome.none')}</Badge>
  return (
    <Badge kind={outcome === 'passed' ? 'success' : 'warning'}>
      {t.dynamic(`staff.training.outcome.${outcome}`)}
    </Badge>
  )
}

export function ProofState({ state, t }: { state: string; t: Translate }) {
  const kind =
    state === 'verified' || state === 'passed' ? 'success' : state === 'pending' ? 'info' : 'warning'
  const key =
    state === 'passed' || state === 'failed'
      ? `staff.training.outcome.${state}`
      : `staff.training.state.${state}`
  return <Badge kind={kind}>{t.dynamic(key)}</Badge>
}
