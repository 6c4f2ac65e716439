import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import type { Change } from '#platform/audit/record.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { invalid, notFound, precondition } from '#platform/errors.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { findSection } from '../../store/section.ts'
import { book, refuseClashes } from '../booking.ts'
import { typedDay } from '../input.ts'
import { listBlocks } from '../store/blocks.ts'
import { listTeacherChoices } from '../store/choices.ts'
import { handOverSessions } from '../store/sessions.ts'
import { endTeacher, insertTeachers, listSectionTeachers } from '../store/teachers.ts'
import { addDays } from '../time.ts'

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
 * sessions from that day on move to them, and who leaves keeps access until the day before.
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
    const held = await listSectionTeachers(tx, section.id)
    const leaves = held.find(
      (one) => one.person_id === input.outgoing && (one.to_date === null || one.to_date >= input.from_date),
    )
    if (input.outgoing && !leaves) throw notFound()
    await checkSuccessor(tx, input, leaves?.role, section.institution_id, today)
    const changes: Change[] = []
    if (leaves) {
      await endTeacher(tx, section.id, leaves.person_id, addDays(input.from_date, -1))
      changes.push({
        subject: 'students.section_teacher',
        id: `${section.id}/${leaves.person_id}`,
        institution: section.institution_id,
        before: { role: leaves.role, from_date: leaves.from_date, to_date: leaves.to_date },
        after: { to_date: addDays(input.from_date, -1) },
      })
    }
    if (input.successor) {
      const row = {
        section_id: section.id,
        person_id: input.successor,
        role: leaves?.role ?? input.role,
        from_date: input.from_date,
      }
      changes.push(...(await insertTeachers(tx, [row])))
    }
    const moved = leaves
      ? await moveSessions(tx, t, section, {
          from: input.from_date,
          before: leaves.person_id,
          after: input.successor ?? null,
        })
      : []
    return { result: { id: section.id, moved: moved.length }, changes: [...changes, ...moved] }
  },
})

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
  section: { id: string; institution_id: string },
  change: { from: string; before: string; after: string | null },
): Promise<Change[]> {
  const ahead = await listBlocks(tx, {
    section: section.id,
    teacher: change.before,
    from_date: change.from,
    to_date: '9999-12-31',
  })
  const wanted = ahead
    .filter((block) => block.state === 'planned')
    .map((block) => ({ ...block, room_id: null, class_group_id: null, teacher_person_id: change.after }))
  await refuseClashes(tx, t, wanted)
  let ids: string[] = []
  await book(tx, t, wanted, async () => {
    ids = await handOverSessions(tx, section.id, change)
  })
  return ids.map((id) => ({
    subject: 'students.session',
    id,
    institution: section.institution_id,
    before: { teacher_person_id: change.before },
    after: { teacher_person_id: change.after },
  }))
}
