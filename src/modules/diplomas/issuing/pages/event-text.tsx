import type { Translate } from '#platform/i18n/index.ts'
import type { IconName, TimelineEntry } from '#ui/index.ts'
import type { DiplomaEvent } from '../store/event.ts'

const icons: Partial<Record<DiplomaEvent['act'], IconName>> = {
  issue: 'success',
  deliver: 'success',
  void: 'close',
  revoke: 'alert',
  suspend: 'alert',
}

/** An act on a diploma as a line of its history. */
export function eventEntry(event: DiplomaEvent, t: Translate): TimelineEntry {
  const icon = icons[event.act]
  return {
    when: t.dateTime(event.at),
    datetime: event.at.toISOString(),
    title: t.dynamic(`diplomas.issuing.event.${event.act}`, { day: t.date(event.on_date) }),
    by: event.by_name,
    text: eventText(event, t),
    ...(icon ? { icon } : {}),
  }
}

function eventText(event: DiplomaEvent, t: Translate) {
  const { detail } = event
  const lines = [
    ...(event.decision_no
      ? [
          t('diplomas.issuing.decision_of', {
            number: event.decision_no,
            day: event.decision_date ? t.date(event.decision_date) : '–',
          }),
        ]
      : []),
    ...(event.reason ? [event.reason] : []),
    ...(event.act === 'deliver' ? [deliveredText(detail, t)] : []),
  ]
  return lines.length > 0 ? lines.map((line) => <p key={line}>{line}</p>) : undefined
}

function deliveredText(detail: Record<string, unknown>, t: Translate): string {
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  const who =
    detail.to === 'authorised'
      ? t('diplomas.issuing.deliver.took_authorised', { name: text(detail.name), proof: text(detail.proof) })
      : t('diplomas.issuing.deliver.took_holder')
  return detail.method === 'code' ? `${who} ${t('diplomas.issuing.deliver.by_code')}` : who
}
