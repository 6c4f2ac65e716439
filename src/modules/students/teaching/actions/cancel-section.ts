import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { notFound, precondition } from '#platform/errors.ts'
import { findSection } from '../../store/section.ts'
import { cancelSessions } from '../store/sessions.ts'

/** Takes back a section that was opened by mistake, with its planned blocks. One that was taught or marked stays. */
export const cancelSection = defineAction({
  name: 'students.cancel-section',
  permission: 'students.edit',
  input: z.object({
    section: z.uuid(),
    reason: z
      .string('students.teaching.error.reason')
      .trim()
      .min(3, 'students.teaching.error.reason')
      .max(300),
  }),
  async find(db, input) {
    const section = await findSection(db, input.section, '9999-12-31')
    if (!section) throw notFound()
    return section
  },
  about: (section) => ({ institution: section.institution_id }),
  async run(tx, { input, target: section }) {
    if (section.state !== 'open') throw precondition('students.teaching.error.section_closed')
    const taught =
      await sql`select 1 where exists (select 1 from students.session where section_id = ${section.id}::uuid and state = 'held')
        or exists (select 1 from students.mark where section_id = ${section.id}::uuid)
        or exists (select 1 from students.result where section_id = ${section.id}::uuid)`.execute(tx)
    if (taught.rows.length > 0) throw precondition('students.teaching.error.section_taught')
    const planned = await sql<{ id: string }>`select id from students.session
      where section_id = ${section.id}::uuid and state = 'planned'`.execute(tx)
    const ids = await cancelSessions(
      tx,
      planned.rows.map((row) => row.id),
      input.reason,
    )
    await sql`update students.course_section set state = 'cancelled', version = version + 1 where id = ${section.id}::uuid`.execute(
      tx,
    )
    return {
      result: { id: section.id, sessions: ids.length },
      changes: [
        {
          subject: 'students.course_section',
          id: section.id,
          institution: section.institution_id,
          before: { state: section.state },
          after: { state: 'cancelled', reason: input.reason, sessions: ids.length },
        },
      ],
    }
  },
})
