import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { conflict, invalid, notFound, precondition } from '#platform/errors.ts'
import { findSection } from '../../store/section.ts'
import { hoursOf } from '../block.ts'
import { askAboutWarnings, refuseClashes } from '../booking.ts'
import { typedDay } from '../input.ts'
import { getBlock } from '../store/blocks.ts'
import { listPeriods } from '../store/choices.ts'
import { readClosing } from '../store/register.ts'
import { getTeachingRule } from '../store/teaching-rules.ts'
import { cancelSessions, moveSession as writeMove } from '../store/sessions.ts'
import { minutesOf, readSpan } from '../time.ts'
import { checkPlace, lockTimetable } from './add-sessions.ts'

const Input = z.object({
  id: z.uuid(),
  version: z.coerce.number().int(),
  on_date: typedDay,
  span: z.string('students.teaching.error.required').trim().max(40),
  room_id: z.uuid().optional(),
  teacher_person_id: z.uuid().optional(),
  topic: z.string().trim().max(500).optional(),
  reason: z.string().trim().max(300).optional(),
  accept_warnings: z.stringbool().optional(),
})

/** Moves a block that has not been held to another time, room or teacher of the section. */
export const moveSession = defineAction({
  name: 'students.move-session',
  permission: 'students.edit',
  input: Input,
  find: (db, input) => getBlock(db, input.id),
  about: (block) => ({ institution: block.institution_id }),
  async run(tx, { input, target: block, app, lang }) {
    const t = app.catalog(lang)
    if (block.state !== 'planned') throw precondition('students.teaching.error.not_planned')
    await lockTimetable(tx, block.institution_id)
    const section = await findSection(tx, block.section_id, input.on_date)
    if (!section) throw notFound()
    if (section.state !== 'open') throw precondition('students.teaching.error.section_closed')
    const span = readSpan(input.span, await listPeriods(tx, block.institution_id))
    if ('error' in span) throw invalid({ span: `students.teaching.error.${span.error}` })
    await checkPlace(tx, { ...input, days: [input.on_date] }, section)
    const minutes = (one: { from_time: string; to_time: string }) =>
      minutesOf(one.to_time) - minutesOf(one.from_time)
    const after = {
      id: block.id,
      version: input.version,
      on_date: input.on_date,
      ...span,
      room_id: input.room_id ?? null,
      teacher_person_id: input.teacher_person_id ?? null,
      class_group_id: block.class_group_id,
      topic: input.topic ?? null,
      // Hours given by hand stay with a block that keeps its length.
      hours:
        minutes(span) === minutes(block)
          ? block.hours
          : hoursOf(block.kind, minutes(span), await getTeachingRule(tx, input.on_date)),
    }
    await refuseClashes(tx, t, [after])
    if (!input.accept_warnings) await askAboutWarnings(tx, t, section, [{ ...after, kind: block.kind }])
    await writeMove(tx, after)
    const facts = ({
      on_date,
      from_time,
      to_time,
      room_id,
      teacher_person_id,
      hours,
      topic,
    }: typeof after) => ({
      on_date,
      from_time,
      to_time,
      room_id,
      teacher_person_id,
      hours,
      topic,
    })
    return {
      result: { id: block.id, section: block.section_id, on_date: input.on_date, version: input.version + 1 },
      changes: [
        {
          subject: 'students.session',
          id: block.id,
          institution: block.institution_id,
          before: facts({ ...block }),
          after: { ...facts(after), reason: input.reason ?? null },
        },
      ],
    }
  },
})

/** Cancels a block that has not been held; its place is free again, and who looks for it reads why. */
export const cancelSession = defineAction({
  name: 'students.cancel-session',
  permission: 'students.edit',
  input: z.object({
    id: z.uuid(),
    version: z.coerce.number().int(),
    reason: z
      .string('students.teaching.error.reason')
      .trim()
      .min(3, 'students.teaching.error.reason')
      .max(300),
  }),
  find: (db, input) => getBlock(db, input.id),
  about: (block) => ({ institution: block.institution_id }),
  async run(tx, { input, target: { id, institution_id, section_id } }) {
    await lockTimetable(tx, institution_id)
    if ((await readClosing(tx, section_id)).state !== 'open')
      throw precondition('students.teaching.error.section_closed')
    const block = await getBlock(tx, id)
    if (block.state !== 'planned') throw precondition('students.teaching.error.not_planned')
    if (block.version !== input.version) throw conflict()
    const done = await cancelSessions(tx, [block.id], input.reason)
    if (done.length === 0) throw precondition('students.teaching.error.not_planned')
    return {
      result: { id: block.id, section: block.section_id, on_date: block.on_date },
      changes: [
        {
          subject: 'students.session',
          id: block.id,
          institution: block.institution_id,
          before: { state: block.state },
          after: { state: 'cancelled', reason: input.reason },
        },
      ],
    }
  },
})
