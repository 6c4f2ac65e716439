import { addDays } from '#platform/clock.ts'
import type { Random } from '#platform/random.ts'
import type { SessionKind } from '../block.ts'
import type { NewSession } from '../store/sessions.ts'
import { mondayOf, type Period } from '../time.ts'

export type DemoUnit = {
  id: string
  code: string
  hours_theory: number
  hours_practice: number
  hours_test: number
}
export type DemoClass = {
  id: string
  institution_id: string
  code: string
  grading_policy_id: string
  mode: 'year' | 'credit'
  term: { id: string; from_date: string; to_date: string }
  units: DemoUnit[]
  learners: { id: string; from_date: string }[]
}
export type DemoRoom = {
  id: string
  institution_id: string
  code: string
  kind: 'classroom' | 'workshop'
  capacity: number
}

/** Periods as many schools have them; each school writes its own. */
export const demoPeriods: readonly Period[] = [
  ['07:00', '07:45'],
  ['07:50', '08:35'],
  ['08:45', '09:30'],
  ['09:35', '10:20'],
  ['10:25', '11:10'],
  ['13:00', '13:45'],
  ['13:50', '14:35'],
  ['14:45', '15:30'],
  ['15:35', '16:20'],
  ['16:25', '17:10'],
].map(([from_time, to_time], at) => ({ number: at + 1, from_time: from_time!, to_time: to_time! }))

/** The same stream gives the same ids. */
export function seededId(random: Random): string {
  const hex = Array.from({ length: 32 }, () => random.whole(0, 15).toString(16)).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}

/** Rooms and workshops of one school, enough for its classes. */
export function drawRooms(random: Random, institution: string, classes: number): DemoRoom[] {
  const make = (kind: DemoRoom['kind'], letter: string, count: number): DemoRoom[] =>
    Array.from({ length: count }, (_, at) => ({
      id: seededId(random),
      institution_id: institution,
      code: `${letter}${101 + at}`,
      kind,
      capacity: kind === 'workshop' ? 36 : 45,
    }))
  return [
    ...make('classroom', 'A', classes + 1),
    ...make('workshop', 'X', Math.max(2, Math.ceil(classes / 2))),
  ]
}

export type DemoSection = {
  id: string
  code: string
  unit: DemoUnit
  group: DemoClass
  teacher: string
}

/** What is taken in the weekly pattern: `what id weekday half`. */
export type Pattern = Set<string>

const halves = [
  { theory: ['07:00', '09:30'], practice: ['07:00', '11:00'] },
  { theory: ['13:00', '15:30'], practice: ['13:00', '17:00'] },
] as const

/** The blocks of one section over its term: so many half-days a week that its hours fit, theory before practice. */
export function drawSessions(
  random: Random,
  section: DemoSection,
  rooms: readonly DemoRoom[],
  taken: Pattern,
): NewSession[] {
  const { unit, group } = section
  const plan = kindsOf(unit)
  const weeks =
    Math.floor((Date.parse(group.term.to_date) - Date.parse(group.term.from_date)) / 604_800_000) - 1
  const slots = findSlots(section, rooms, taken, Math.max(1, Math.ceil(plan.length / Math.max(weeks, 1))))
  const days: { day: string; slot: (typeof slots)[number] }[] = []
  for (let monday = mondayOf(group.term.from_date); monday <= group.term.to_date; monday = addDays(monday, 7))
    for (const slot of slots) {
      const day = addDays(monday, slot.weekday - 1)
      if (day >= group.term.from_date && day <= group.term.to_date) days.push({ day, slot })
    }
  return plan.slice(0, days.length).map(({ kind, hours }, at) => {
    const { day, slot } = days[at]!
    const [from_time, to_time] = halves[slot.half]![kind === 'practice' ? 'practice' : 'theory']
    return {
      id: seededId(random),
      institution_id: group.institution_id,
      section_id: section.id,
      class_group_id: group.id,
      teacher_person_id: section.teacher,
      room_id: slot.room,
      on_date: day,
      from_time,
      to_time,
      kind,
      hours,
      delivery: 'in_person',
      topic: null,
      is_demo: true,
    }
  })
}

function kindsOf(unit: DemoUnit): { kind: SessionKind; hours: string }[] {
  const parts = (kind: SessionKind, hours: number, step: number) =>
    Array.from({ length: Math.ceil(hours / step) }, (_, at) => ({
      kind,
      hours: String(Math.min(step, hours - at * step)),
    }))
  return [
    ...parts('theory', unit.hours_theory, 3),
    ...parts('practice', unit.hours_practice, 4),
    ...parts('test', unit.hours_test, 2),
  ]
}

/** Half-days on which class, teacher and a room are all free. */
function findSlots(section: DemoSection, rooms: readonly DemoRoom[], taken: Pattern, count: number) {
  const { group, unit, teacher } = section
  const wanted = unit.hours_practice > unit.hours_theory ? 'workshop' : 'classroom'
  const sorted = rooms.toSorted((a, b) => Number(b.kind === wanted) - Number(a.kind === wanted))
  const found: { weekday: number; half: number; room: string }[] = []
  for (const half of [0, 1])
    for (let weekday = 1; weekday <= 5 && found.length < count; weekday++) {
      const at = `${weekday} ${half}`
      if (taken.has(`class ${group.id} ${at}`) || taken.has(`teacher ${teacher} ${at}`)) continue
      const room = sorted.find((one) => !taken.has(`room ${one.id} ${at}`))
      if (!room) continue
      for (const key of [`class ${group.id}`, `teacher ${teacher}`, `room ${room.id}`])
        taken.add(`${key} ${at}`)
      found.push({ weekday, half, room: room.id })
    }
  return found
}

export type DemoAbsence = {
  session_id: string
  enrolment_id: string
  kind: 'absent' | 'late' | 'excused'
  hours: string
  late_minutes: number | null
}

/** Absences of a held session: a few per cent, and somebody who is hardly ever there in every third class. */
export function drawAbsences(
  random: Random,
  session: NewSession,
  learners: readonly { id: string; from_date: string }[],
  truant: string | undefined,
): DemoAbsence[] {
  return learners.flatMap(({ id: enrolment_id, from_date }): DemoAbsence[] => {
    if (from_date > session.on_date) return []
    const draw = random.next()
    const line = { session_id: session.id, enrolment_id, hours: session.hours, late_minutes: null }
    if (draw < (enrolment_id === truant ? 0.34 : 0.03)) return [{ ...line, kind: 'absent' }]
    if (draw < (enrolment_id === truant ? 0.4 : 0.04)) return [{ ...line, kind: 'excused' }]
    const minutes = random.whole(5, 20)
    return draw < 0.055
      ? [{ ...line, kind: 'late', hours: minutes > 15 ? '0.4' : '0', late_minutes: minutes }]
      : []
  })
}
