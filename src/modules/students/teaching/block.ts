import { addDays } from '#platform/clock.ts'
import type { TeachingRule } from './teaching-rule.ts'
import { minutesOf, weekdayOf } from './time.ts'

/** Hours of theory and of practice differ in length (`TeachingRule`); tests and exams count like theory unless the hours are given. */
export const sessionKinds = ['theory', 'practice', 'test', 'exam'] as const
export type SessionKind = (typeof sessionKinds)[number]
export const sessionDeliveries = ['in_person', 'online'] as const
export const sessionStates = ['planned', 'held', 'cancelled'] as const
export type SessionState = (typeof sessionStates)[number]

/** Hours of learning a time counts for by the rule of its day: decimal text with one digit, half up, at least 0.1. */
export function hoursOf(kind: SessionKind, minutes: number, rule: TeachingRule): string {
  const unit = kind === 'practice' ? rule.minutes_practice : rule.minutes_theory
  const tenths = Math.max(1, Math.floor((minutes * 20 + unit) / (2 * unit)))
  return tenthsText(tenths)
}

/** `12.5` as 125: hours have one decimal, so whole tenths are exact. */
export const tenthsOf = (hours: string): number => {
  const [whole = '0', part = '0'] = hours.split('.')
  return Number(whole) * 10 + Number((part + '0').slice(0, 1))
}

export const tenthsText = (tenths: number): string =>
  tenths % 10 === 0 ? String(tenths / 10) : `${Math.floor(tenths / 10)}.${tenths % 10}`

/** What takes part in a block; null takes nothing. */
export type Taken = {
  on_date: string
  from_time: string
  to_time: string
  room_id: string | null
  teacher_person_id: string | null
  class_group_id: string | null
}

export const resources = ['room', 'teacher', 'class'] as const
export type Resource = (typeof resources)[number]

const columnOf = { room: 'room_id', teacher: 'teacher_person_id', class: 'class_group_id' } as const

/** Which room, teacher or class a block takes. */
export const takenBy = (block: Taken, what: Resource): string | null => block[columnOf[what]]

/** What two blocks both need at one time. One may begin when the other ends. */
export function clashOf(a: Taken, b: Taken): Resource[] {
  if (a.on_date !== b.on_date || a.from_time >= b.to_time || b.from_time >= a.to_time) return []
  return resources.filter((what) => takenBy(a, what) !== null && takenBy(a, what) === takenBy(b, what))
}

export type Series = { from_date: string; to_date: string; weekdays: readonly number[] }

/** Longest series: a school year. */
export const longestSeries = 370

/** The days of a series in order; both ends belong to it. */
export function daysOf({ from_date, to_date, weekdays }: Series): string[] {
  const days: string[] = []
  for (let day = from_date; day <= to_date && days.length <= longestSeries; day = addDays(day, 1))
    if (weekdays.includes(weekdayOf(day))) days.push(day)
  return days
}

/** Does a block leave the hours in which teaching is allowed (Thông tư 04/2022/TT-BLĐTBXH: 6:00 to 22:00)? */
export function isOutsideTeachingHours(
  block: { from_time: string; to_time: string },
  allowed: { from: string; to: string },
): boolean {
  const pad = (time: string) => time.padStart(5, '0')
  return (
    minutesOf(block.from_time) < minutesOf(pad(allowed.from)) ||
    minutesOf(block.to_time) > minutesOf(pad(allowed.to))
  )
}

export type LoadLine = { theory: number; practice: number }

/** Tenths of hours by kind; tests and exams belong to theory. */
export function loadOf(blocks: readonly { kind: SessionKind; hours: string }[]): LoadLine {
  const load = { theory: 0, practice: 0 }
  for (const block of blocks) load[block.kind === 'practice' ? 'practice' : 'theory'] += tenthsOf(block.hours)
  return load
}

/** Does a load exceed what is allowed in the span? The share of theory and the share of practice are added up. */
export function isOverloaded(load: LoadLine, span: 'day' | 'week', rule: TeachingRule): boolean {
  const [theory, practice] = [rule[`theory_${span}`] * 10, rule[`practice_${span}`] * 10]
  return load.theory * practice + load.practice * theory > theory * practice
}
