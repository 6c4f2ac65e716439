import { z } from 'zod'
import { addDays } from '#platform/clock.ts'
import { defineAction } from '#platform/actions/define.ts'
import type { Change } from '#platform/audit/record.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { invalid, notFound, precondition } from '#platform/errors.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { findSection } from '../../store/section.ts'
import { refuseClashes } from '../booking.ts'
import { typedDay } from '../input.ts'
import { listBlocks } from '../store/blocks.ts'
import { listTeacherChoices } from '../store/choices.ts'
import { handOverSessions } from '../store/sessions.ts'
import { endTeacher, insertTeachers, listSectionTeachers, type SectionTeacher } from '../store/teachers.ts'
import { lockTimetable } from './add-sessions.ts'

const Input = z.object({
  section: z.uuid(),
  /** Who leaves; without it somebody is added. */
  outgoing: z.uuid().optional(),
  successor: z.uuid().optional(),
  role: z.enum(['main', 'assistant']).default('main'),
  from_date: typedDay,
})

/** The section as office pages reach it. @throws AppError not_found */
async function sectionOf(db: Db, id: string, today: string) {
  const section = await findSection(db, id, today)
  if (!section) throw notFound()
  return section
}

/**
 * Gives a section another teacher from a day on, or one more. A main teacher who leaves is never left without a successor:
 * sessions from that day on move to them, and who leaves keeps access until the day before. What an assistant held goes to
 * the main teacher; who becomes the main teacher also takes the sessions nobody gives yet.
 */
export const changeTeacher = defineAction({
  name: 'students.change-teacher',
  permission: 'students.edit',
  input: Input,
  find: (db, input) => sectionOf(db, input.section, input.from_date),
  about: (section) => ({ institution: section.institution_id }),
  async run(tx, { input, target: section, app, lang, today }) {
    const t = app.catalog(lang)
    if (section.state === 'posted' || section.state === 'cancelled')
      throw precondition('students.teaching.error.section_closed')
    await lockTimetable(tx, section.institution_id)
    const held = await listSectionTeachers(tx, section.id)
    const stays = held.filter((one) => one.to_date === null || one.to_date >= input.from_date)
    const leaves = stays.find((one) => one.person_id === input.outgoing)
    if (input.outgoing && !leaves) throw notFound()
    await checkSuccessor(tx, input, leaves?.role, section.institution_id, today)
    const role = leaves?.role ?? input.role
    const changes = [
      ...(leaves ? await endTime(tx, section, leaves, input.from_date) : []),
      ...(input.successor
        ? await beginTime(tx, section, stays, { ...input, successor: input.successor, role })
        : []),
    ]
    const main = stays.find(
      (one) => one.role === 'main' && one.from_date <= input.from_date && one !== leaves,
    )
    const after = input.successor ?? main?.person_id ?? null
    const moved = await moveSessions(tx, t, section, {
      from: input.from_date,
      before: [...(leaves ? [leaves.person_id] : []), ...(input.successor && role === 'main' ? [null] : [])],
      after,
    })
    const said = input.successor ? (leaves ? 'changed' : 'added') : after ? 'removed' : 'removed_open'
    return {
      result: { id: section.id, moved: moved.length, said: said as Said },
      changes: [...changes, ...moved],
    }
  },
})

/** Which words tell what was done. */
export type Said = 'changed' | 'added' | 'removed' | 'removed_open'

type Place = { id: string; institution_id: string }

/** Ends somebody's time the day before. */
async function endTime(tx: Tx, section: Place, one: SectionTeacher, from: string): Promise<Change[]> {
  const to_date = addDays(from, -1)
  await endTeacher(tx, section.id, one.person_id, to_date)
  return [
    {
      subject: 'students.section_teacher',
      id: `${section.id}/${one.person_id}`,
      institution: section.institution_id,
      before: { role: one.role, from_date: one.from_date, to_date: one.to_date },
      after: one.from_date > to_date ? null : { to_date },
    },
  ]
}

/** Begins the successor's time; who had another part in the section until then has it no longer. */
async function beginTime(
  tx: Tx,
  section: Place,
  stays: readonly SectionTeacher[],
  input: { successor: string; role: 'main' | 'assistant'; from_date: string },
): Promise<Change[]> {
  const own = stays.filter((one) => one.person_id === input.successor)
  const isThere = own.some(
    (one) => one.role === input.role && one.from_date <= input.from_date && one.to_date === null,
  )
  if (isThere) return []
  const row = {
    section_id: section.id,
    person_id: input.successor,
    role: input.role,
    from_date: input.from_date,
  }
  const ended: Change[] = []
  for (const one of own) ended.push(...(await endTime(tx, section, one, input.from_date)))
  return [...ended, ...(await insertTeachers(tx, [row]))]
}

async function checkSuccessor(
  tx: Tx,
  input: z.output<typeof Input>,
  role: 'main' | 'assistant' | undefined,
  institution: string,
  today: string,
): Promise<void> {
  const isNeeded = role !== 'assistant'
  if (!input.successor && isNeeded) throw invalid({ successor: 'students.teaching.error.successor' })
  if (!input.successor) return
  if (input.successor === input.outgoing) throw invalid({ successor: 'students.teaching.error.same_teacher' })
  const day = input.from_date > today ? input.from_date : today
  const staff = await listTeacherChoices(tx, institution, day)
  if (!staff.some((one) => one.person_id === input.successor))
    throw invalid({ successor: 'students.teaching.error.teacher' })
}

/** Sessions from the day on go to the successor, unless another booking of theirs is in the way. */
async function moveSessions(
  tx: Tx,
  t: Translate,
  section: Place,
  change: { from: string; before: readonly (string | null)[]; after: string | null },
): Promise<Change[]> {
  if (change.before.length === 0) return []
  const ahead = await listBlocks(tx, { section: section.id, from_date: change.from, to_date: '9999-12-31' })
  const wanted = ahead
    .filter((block) => block.state === 'planned' && change.before.includes(block.teacher_person_id))
    .map((block) => ({ ...block, room_id: null, class_group_id: null, teacher_person_id: change.after }))
  await refuseClashes(tx, t, wanted)
  const ids = wanted.map((block) => block.id)
  await handOverSessions(tx, ids, change.after)
  return ahead
    .filter((block) => ids.includes(block.id))
    .map((block) => ({
      subject: 'students.session',
      id: block.id,
      institution: section.institution_id,
      before: { teacher_person_id: block.teacher_person_id },
      after: { teacher_person_id: change.after },
    }))
}
