import type { Translate } from '#platform/i18n/index.ts'
import type { Children, IconName, TimelineEntry } from '#ui/index.ts'
import type { Entry, EntryGroup, ResultEntry, StatusEntry } from '../store/timeline.ts'

const icons: Record<EntryGroup, IconName> = {
  admission: 'signIn',
  class: 'users',
  status: 'flag',
  conduct: 'award',
  policy: 'shield',
  result: 'check',
  graduation: 'graduation',
}

/** What a decision did, in a few words. */
export const statusTitle = (event: StatusEntry, t: Translate): string =>
  t.dynamic(`students.event.${event.kind}`)

/** Class, other school, until when, why and by which decision, as far as the event says. */
export function statusText(event: StatusEntry, t: Translate): Children {
  const isMoved = event.kind === 'change_class'
  const parts = [
    isMoved && event.from_class && t('students.event.from_class', { class: event.from_class }),
    event.to_class && (isMoved || event.kind === 'admit' || event.kind === 'transfer_in')
      ? t('students.event.to_class', { class: event.to_class, cohort: event.cohort_name })
      : undefined,
    event.other_school && t('students.event.other_school', { school: event.other_school }),
    event.until_date && t('students.event.until', { day: t.date(event.until_date) }),
    event.reason && t('students.event.reason', { reason: event.reason }),
    event.decision_no &&
      t('students.event.decision', { number: event.decision_no, day: t.date(event.decision_date) }),
  ].filter(Boolean)
  return parts.length > 0 ? parts.join(' · ') : undefined
}

function resultText(result: ResultEntry, t: Translate): string {
  const grade = result.grade === null ? t('students.event.no_grade') : gradeText(result, t)
  return [
    grade,
    t(result.is_passed ? 'students.event.passed' : 'students.event.failed'),
    result.is_corrected && t('students.event.corrected'),
  ]
    .filter(Boolean)
    .join(' · ')
}

function gradeText({ grade, letter }: ResultEntry, t: Translate): string {
  const mark = t.lang === 'vi' ? grade!.replace('.', ',') : grade!
  return letter ? `${mark} (${letter})` : mark
}

/** Where an entry of the time line opens: its decision, its fact, the result with its calculation. */
function sourceOf(entry: Entry, learnerId: string): string | undefined {
  if (entry.of === 'status')
    return entry.status.decision_id ? `/quyet-dinh/${entry.status.decision_id}` : undefined
  if (entry.of === 'conduct') return `/hoc-sinh/${learnerId}/khen-thuong-ky-luat#${entry.conduct.id}`
  if (entry.of === 'policy') return `/hoc-sinh/${learnerId}/doi-tuong#${entry.fact.id}`
  return `/ket-qua/${entry.result.id}`
}

function titleOf(entry: Entry, t: Translate): string {
  if (entry.of === 'status') return statusTitle(entry.status, t)
  if (entry.of === 'result')
    return t('students.event.result', { unit: `${entry.result.unit_code} ${entry.result.unit_name}` })
  if (entry.of === 'policy') {
    const group = t.dynamic(`students.group.${entry.fact.kind}`)
    return t(entry.isEnding ? 'students.event.fact_ended' : 'students.event.fact', { group })
  }
  if (entry.isLifting)
    return t('students.event.lifted', { level: t.dynamic(`students.discipline.${entry.conduct.level}`) })
  return entry.conduct.kind === 'award'
    ? t('students.event.award', { award: entry.conduct.level })
    : t('students.event.discipline', { level: t.dynamic(`students.discipline.${entry.conduct.level}`) })
}

function textOf(entry: Entry, t: Translate): Children {
  if (entry.of === 'status') return statusText(entry.status, t)
  if (entry.of === 'result') return resultText(entry.result, t)
  if (entry.of === 'conduct') return entry.isLifting ? undefined : entry.conduct.reason
  if (entry.isEnding) return entry.fact.ended_reason ?? undefined
  return entry.fact.to_date ? t('students.event.until', { day: t.date(entry.fact.to_date) }) : undefined
}

/** An entry of the record's time line; its title opens the source where there is one. */
export function toTimeline(entry: Entry, learnerId: string, t: Translate): TimelineEntry {
  const href = sourceOf(entry, learnerId)
  const title = titleOf(entry, t)
  return {
    when: t.date(entry.on),
    datetime: entry.on,
    title: href ? <a href={href}>{title}</a> : title,
    text: textOf(entry, t),
    icon: icons[entry.group],
  }
}
