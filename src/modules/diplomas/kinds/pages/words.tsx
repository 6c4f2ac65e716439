import type { Translate } from '#platform/i18n/index.ts'
import { Badge } from '#ui/index.ts'
import type { Kind } from '../kind.ts'

export const kindPath = (id: string) => `/so-goc/loai/${id}`

/** From when to when a version holds, in words. */
export function spanText({ from_date, to_date }: Pick<Kind, 'from_date' | 'to_date'>, t: Translate): string {
  if (from_date === null)
    return to_date ? t('diplomas.kinds.until', { to: t.date(to_date) }) : t('diplomas.kinds.ever')
  return to_date
    ? t('diplomas.kinds.between', { from: t.date(from_date), to: t.date(to_date) })
    : t('diplomas.kinds.from', { from: t.date(from_date) })
}

/** What a version says, one sentence each. */
export function readings(kind: Kind, t: Translate): string[] {
  return [
    kind.issue_days === null
      ? t('diplomas.kinds.reading.no_days')
      : t('diplomas.kinds.reading.days', { days: kind.issue_days }),
    t(kind.is_digital ? 'diplomas.kinds.reading.digital' : 'diplomas.kinds.reading.not_digital'),
    t(kind.has_blanks ? 'diplomas.kinds.reading.blanks' : 'diplomas.kinds.reading.no_blanks'),
  ]
}

export function VerifiedBadge({ kind, t }: { kind: Pick<Kind, 'is_verified'>; t: Translate }) {
  return kind.is_verified ? (
    <Badge kind="success">{t('diplomas.kinds.verified')}</Badge>
  ) : (
    <Badge kind="warning">{t('diplomas.kinds.unverified')}</Badge>
  )
}
