import type { Translate } from '#platform/i18n/index.ts'
import { Badge } from '#ui/index.ts'
import type { Provenance } from '../institution.ts'
import type { FactSource } from '../store/record.ts'

/** Where a fact comes from and since when it is confirmed; what nobody confirmed says so. */
export function Source({ of, t }: { of: Provenance; t: Translate }) {
  if (of.is_demo) return <Badge kind="info">{t('institutions.demo')}</Badge>
  if (!of.is_verified || of.confirmed_on === null)
    return (
      <>
        <Badge kind="warning">{t('institutions.unverified')}</Badge> {of.source}
      </>
    )
  return <>{t('institutions.confirmed', { day: t.date(of.confirmed_on), source: of.source })}</>
}

/** The same for a fact of the profile; nothing for one that is blank. */
export function FactNote({ fact, t }: { fact: FactSource | undefined; t: Translate }) {
  if (!fact) return null
  return (
    <Source of={{ source: fact.source, is_verified: fact.verified, confirmed_on: fact.confirmedOn }} t={t} />
  )
}

const statusKinds = {
  active: 'success',
  suspended: 'warning',
  merged: 'neutral',
  dissolved: 'neutral',
  unknown: 'warning',
} as const

/** Standing of an institution as a badge. */
export function StatusBadge({ status, t }: { status: keyof typeof statusKinds; t: Translate }) {
  return <Badge kind={statusKinds[status]}>{t.dynamic(`institutions.status.${status}`)}</Badge>
}

/** A period in words: `từ 05/02/2024`, `đến 04/02/2024`, both, or nothing when neither is known. */
export function period(t: Translate, from: string | null, to: string | null): string {
  if (from && to) return t('institutions.period.both', { from: t.date(from), to: t.date(to) })
  if (from) return t('institutions.period.from', { from: t.date(from) })
  if (to) return t('institutions.period.to', { to: t.date(to) })
  return ''
}
