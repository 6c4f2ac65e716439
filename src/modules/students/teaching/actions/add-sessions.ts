import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import type { Tx } from '#platform/db/database.ts'
import { invalid, notFound, precondition } from '#platform/errors.ts'
import { findSection } from '../../store/section.ts'
import type { CourseSection } from '../../section.ts'
import { daysOf, hoursOf, longestSeries, sessionDeliveries, sessionKinds } from '../block.ts'
import { askAboutWarnings, clashError } from '../booking.ts'
import { typedDay, typedHours } from '../input.ts'
import { listPeriods } from '../store/choices.ts'
import { findClashes } from '../store/clashes.ts'
import { getRoom } from '../store/room.ts'
import { insertSessions, type NewSession } from '../store/sessions.ts'
import { listTeachingRules } from '../store/teaching-rules.ts'
import { ruleOn } from '../teaching-rule.ts'
import { listSectionTeachers } from '../store/teachers.ts'
import { daysBetween, minutesOf, readSpan, weekdayOf } from '../time.ts'

const Input = z
  .object({
    section_id: z.uuid('students.teaching.error.required'),
    kind: z.enum(sessionKinds).default('theory'),
    delivery: z.enum(sessionDeliveries).default('in_person'),
    teacher_person_id: z.uuid().optional(),
    room_id: z.uuid().optional(),
    from_date: typedDay,
    /** Absent: one block. */
    to_date: typedDay.optional(),
    weekdays: z.array(z.coerce.number().int().min(1).max(7)).default([]),
    /** Periods (`1-3`) or times (`7:00-9:15`). */
    span: z.string('students.teaching.error.required').trim().max(40),
    hours: typedHours.optional(),
    topic: z.string().trim().max(500).optional(),
    skip_clashes: z.stringbool().optional(),
    accept_warnings: z.stringbool().optional(),
  })
  .refine((input) => !input.to_date || input.to_date >= input.from_date, {
    path: ['to_date'],
    message: 'students.teaching.error.ends_before',
  })
  .refine((input) => !input.to_date || daysBetween(input.from_date, input.to_date) < longestSeries, {
    path: ['to_date'],
    message: 'students.teaching.error.too_long',
  })
type Input = z.output<typeof Input>

/** Adds a block, or a series of blocks (every week from … to …), to the timetable. Nothing is written while something is in the way. */
export const addSessions = defineAction({
  name: 'students.add-sessions',
  permission: 'students.edit',
  input: Input,
  async find(db, input) {
    const section = await findSection(db, input.section_id, input.from_date)
    if (!section) throw notFound()
    return section
  },
  about: (section) => ({ institution: section.institution_id }),
  async run(tx, { input, target: section, app, lang }) {
    if (section.state !== 'open') throw precondition('students.teaching.error.section_closed')
    const t = app.catalog(lang)
    await lockTimetable(tx, section.institution_id)
    const all = await plan(tx, input, section)
    const clashes = await findClashes(tx, all)
    const blocked = new Set(clashes.map((clash) => clash.at))
    if (clashes.length > 0 && (!input.skip_clashes || blocked.size === all.length))
      throw clashError(t, clashes)
    const rows = all.filter((_, at) => !blocked.has(at))
    if (!input.accept_warnings) await askAboutWarnings(tx, t, section, rows)
    await insertSessions(tx, rows)
    return {
      result: { section: section.id, count: rows.length, first: rows[0]!.on_date, skipped: blocked.size },
      changes: rows.map(({ id, institution_id, ...after }) => ({
        subject: 'students.session',
        id,
        institution: institution_id,
        before: null,
        after,
      })),
    }
  },
})

/** Two people who plan one school's week wait for one another, so that the check before writing is the truth. */
export async function lockTimetable(tx: Tx, institution: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('students timetable'), hashtext(${institution}))`.execute(
    tx,
  )
}

async function plan(tx: Tx, input: Input, section: CourseSection): Promise<NewSession[]> {
  const span = readSpan(input.span, await listPeriods(tx, section.institution_id))
  if ('error' in span) throw invalid({ span: `students.teaching.error.${span.error}` })
  const weekdays = input.weekdays.length > 0 ? input.weekdays : [weekdayOf(input.from_date)]
  const days = daysOf({ from_date: input.from_date, to_date: input.to_date ?? input.from_date, weekdays })
  if (days.length === 0) throw invalid({ weekdays: 'students.teaching.error.no_days' })
  await checkPlace(tx, { ...input, days }, section)
  const minutes = minutesOf(span.to_time) - minutesOf(span.from_time)
  const rules = await listTeachingRules(tx)
  return days.map((on_date) => ({
    id: randomUUID(),
    institution_id: section.institution_id,
    section_id: section.id,
    class_group_id: section.class_group_id,
    teacher_person_id: input.teacher_person_id ?? null,
    room_id: input.room_id ?? null,
    on_date,
    ...span,
    kind: input.kind,
    hours:
      input.hours && Number(input.hours) > 0
        ? input.hours
        : hoursOf(input.kind, minutes, ruleOn(rules, on_date)),
    delivery: input.delivery,
    topic: input.topic ?? null,
  }))
}

/** The room is the school's, the teacher teaches the section on each of the days. */
export async function checkPlace(
  tx: Tx,
  place: { room_id?: string | undefined; teacher_person_id?: string | undefined; days: readonly string[] },
  section: Pick<CourseSection, 'id' | 'institution_id'>,
): Promise<void> {
  if (place.room_id && (await getRoom(tx, place.room_id)).institution_id !== section.institution_id)
    throw notFound()
  if (!place.teacher_person_id) return
  const own = (await listSectionTeachers(tx, section.id)).filter(
    (one) => one.person_id === place.teacher_person_id,
  )
  if (own.length === 0) throw invalid({ teacher_person_id: 'students.teaching.error.not_of_section' })
  const isThere = (day: string) =>
    own.some((one) => one.from_date <= day && (one.to_date === null || one.to_date >= day))
  if (!place.days.every(isThere)) throw invalid({ teacher_person_id: 'students.teaching.error.not_then' })
}
