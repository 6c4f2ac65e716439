import { addDays } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { getPolicy } from '../../store/policy.ts'
import type { CourseSection } from '../../section.ts'
import { isOutsideTeachingHours, isOverloaded, loadOf, tenthsOf, tenthsText } from '../block.ts'
import { weekdayAndDay } from '../clash-words.ts'
import { mondayOf } from '../time.ts'
import { listClassLoad, readSectionLoad } from './loads.ts'
import { getRoom } from './room.ts'
import { listTeachingRules } from './teaching-rules.ts'
import { ruleOn } from '../teaching-rule.ts'
import type { NewSession } from './sessions.ts'

type Booking = Pick<
  NewSession,
  'on_date' | 'from_time' | 'to_time' | 'kind' | 'hours' | 'room_id' | 'class_group_id'
> & {
  id?: string | undefined
}

/**
 * What is allowed but not as the law or the plan would have it, in words: outside the hours of teaching of the
 * section's policy (Thông tư 04/2022/TT-BLĐTBXH), too much on one day or in one week by the rule of the day
 * (Thông tư 03/2017/TT-BLĐTBXH), a room too small, more hours than the section has, a day outside its term.
 */
export async function listWarnings(
  db: Db,
  t: Translate,
  section: Pick<CourseSection, 'id' | 'grading_policy_id' | 'class_group_id'>,
  bookings: readonly Booking[],
): Promise<string[]> {
  const { policy } = await getPolicy(db, section.grading_policy_id)
  const allowed = policy.organisation.teaching_hours
  const late = bookings.filter((one) => isOutsideTeachingHours(one, allowed))
  return [
    ...(late.length > 0
      ? [
          t('students.teaching.warning.hours', {
            from: allowed.from,
            to: allowed.to,
            count: late.length,
            document: policy.document,
          }),
        ]
      : []),
    ...(await loadWarnings(db, t, bookings)),
    ...(await placeWarnings(db, t, section.id, bookings)),
  ]
}

async function loadWarnings(db: Db, t: Translate, bookings: readonly Booking[]): Promise<string[]> {
  const group = bookings[0]?.class_group_id
  const days = bookings.map((one) => one.on_date).toSorted()
  if (!group || days.length === 0) return []
  const except = bookings.flatMap((one) => (one.id ? [one.id] : []))
  const span = { from: mondayOf(days[0]!), to: addDays(mondayOf(days.at(-1)!), 6), except }
  const all = [...(await listClassLoad(db, group, span)), ...bookings]
  const words: string[] = []
  const rules = await listTeachingRules(db)
  const touched = { day: new Set(days), week: new Set(days.map(mondayOf)) }
  const over = (key: 'day' | 'week', of: (day: string) => string) =>
    [...Map.groupBy(all, (one) => of(one.on_date))]
      .filter(([at, blocks]) => touched[key].has(at) && isOverloaded(loadOf(blocks), key, ruleOn(rules, at)))
      .map(([at]) => at)
      .toSorted()
  const [fullDays, fullWeeks] = [over('day', (day) => day), over('week', mondayOf)]
  const bounds = (day: string, span: 'day' | 'week') => {
    const rule = ruleOn(rules, day)
    return { theory: rule[`theory_${span}`], practice: rule[`practice_${span}`], citation: rule.citation }
  }
  const [day, week] = [fullDays[0], fullWeeks[0]]
  if (day)
    words.push(
      t('students.teaching.warning.day', {
        day: weekdayAndDay(t, day),
        count: fullDays.length,
        ...bounds(day, 'day'),
      }),
    )
  if (week)
    words.push(
      t('students.teaching.warning.week', {
        day: t.date(week),
        count: fullWeeks.length,
        ...bounds(week, 'week'),
      }),
    )
  return words
}

async function placeWarnings(
  db: Db,
  t: Translate,
  sectionId: string,
  bookings: readonly Booking[],
): Promise<string[]> {
  const load = await readSectionLoad(
    db,
    sectionId,
    bookings.flatMap((one) => (one.id ? [one.id] : [])),
  )
  const booked = tenthsOf(load.hours_booked)
  const added = bookings
    .filter((one) => one.kind !== 'exam')
    .reduce((sum, one) => sum + tenthsOf(one.hours), 0)
  const outside = bookings.filter(
    (one) => one.on_date < load.term.from_date || one.on_date > load.term.to_date,
  ).length
  const roomId = bookings[0]?.room_id
  const room = roomId ? await getRoom(db, roomId) : undefined
  return [
    ...(outside > 0
      ? [
          t('students.teaching.warning.term', {
            count: outside,
            term: load.term.name,
            from: t.date(load.term.from_date),
            to: t.date(load.term.to_date),
          }),
        ]
      : []),
    ...(room?.capacity && room.capacity < load.learners
      ? [
          t('students.teaching.warning.room', {
            room: room.code,
            seats: room.capacity,
            learners: load.learners,
          }),
        ]
      : []),
    ...(booked + added > load.hours_planned * 10
      ? [
          t('students.teaching.warning.plan', {
            hours: tenthsText(booked + added),
            planned: load.hours_planned,
          }),
        ]
      : []),
  ]
}
