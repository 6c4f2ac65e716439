import type { Params, Translate } from '#platform/i18n/index.ts'
import type { Resource } from './block.ts'
import type { Block } from './store/blocks.ts'
import { weekdayOf } from './time.ts'

/** A day for words that are put into the reader's language later: noon is that day in every zone near ours. */
export const wordedDay = (day: string): number => Date.parse(`${day}T12:00:00Z`)

/**
 * What is in the way, by name, in whichever language it is read: "Phòng A1 đã có Toán (MH01-CĐ26A) …".
 * @param more how many others are in the way beside it
 */
export function clashWords(
  clash: Block & { resource: Resource },
  more = 0,
): { code: string; params: Params } {
  return {
    code: `students.teaching.clash.${clash.resource}`,
    params: {
      room: clash.room_code ?? 'empty',
      teacher: clash.teacher_name ?? 'empty',
      group: clash.class_code ?? 'empty',
      section: clash.section_name,
      code: clash.section_code,
      at: wordedDay(clash.on_date),
      from: clash.from_time,
      to: clash.to_time,
      more,
    },
  }
}

export function clashSentence(t: Translate, clash: Block & { resource: Resource }): string {
  const { code, params } = clashWords(clash)
  return t.dynamic(code, params)
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
  return `${t.dynamic(`students.teaching.weekday.${weekdayOf(day)}`)} ${t.date(day)}`
}
