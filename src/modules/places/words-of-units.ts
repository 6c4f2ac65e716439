import type { Translate } from '#platform/i18n/index.ts'
import type { NamedUnit } from './unit.ts'

/** The time of a unit in words: "từ 01/07/2025", "từ 01/01/2025 hoặc trước đó đến 30/06/2025". */
export function periodOf(
  unit: Pick<NamedUnit, 'from_date' | 'from_is_known' | 'to_date'>,
  t: Translate,
): string {
  const days = { from: t.date(unit.from_date), to: t.date(unit.to_date) }
  if (unit.from_is_known)
    return unit.to_date ? t('places.period.closed', days) : t('places.period.open', { from: days.from })
  if (unit.to_date === null) return t('places.period.unknown_open', { from: days.from })
  return unit.to_date === unit.from_date
    ? t('places.period.until', { to: days.to })
    : t('places.period.unknown_closed', days)
}

/** Where a unit of a day is seen. */
export function unitHref(unit: Pick<NamedUnit, 'code' | 'from_date'>, on?: string): string {
  return `/dia-ban/${encodeURIComponent(unit.code)}?ngay=${on ?? unit.from_date}`
}

/** The official code, or that it is not known. */
export function codeOf(unit: { code: string; is_official_code: boolean }, t: Translate): string {
  return unit.is_official_code ? unit.code : t('places.code_unknown')
}
