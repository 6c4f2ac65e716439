import type { Translate } from '#platform/i18n/index.ts'
import type { Resource } from './block.ts'
import type { Block } from './store/blocks.ts'

/** What is in the way, by name: "Phòng A1 đã có Toán (MH01-CĐ26A) …". */
export function clashSentence(t: Translate, clash: Block & { resource: Resource }): string {
  return t.dynamic(`students.teaching.clash.${clash.resource}`, {
    room: clash.room_code ?? '',
    teacher: clash.teacher_name ?? t('students.teaching.nobody'),
    group: clash.class_code ?? t('students.teaching.mixed'),
    section: clash.section_name,
    code: clash.section_code,
    day: weekdayAndDay(t, clash.on_date),
    from: clash.from_time,
    to: clash.to_time,
  })
}

const fieldOf: Record<Resource, string> = {
  room: 'room_id',
  teacher: 'teacher_person_id',
  class: 'section_id',
}

/** Errors of a form by field, at most three bookings each. */
export function clashFields(
  t: Translate,
  clashes: readonly (Block & { resource: Resource })[],
): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [resource, all] of Map.groupBy(clashes, (clash) => clash.resource)) {
    const shown = all.slice(0, 3).map((clash) => clashSentence(t, clash))
    const more = all.length - shown.length
    fields[fieldOf[resource]] = [
      ...shown,
      ...(more > 0 ? [t('students.teaching.clash.more', { count: more })] : []),
    ].join(' ')
  }
  return fields
}

/** "Thứ Hai 23/11/2026". */
export function weekdayAndDay(t: Translate, day: string): string {
  const weekday = ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1
  return `${t.dynamic(`students.teaching.weekday.${weekday}`)} ${t.date(day)}`
}
