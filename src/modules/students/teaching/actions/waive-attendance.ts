import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { invalid, notFound, precondition } from '#platform/errors.ts'
import { findSection } from '../../store/section.ts'

/**
 * The principal relaxes the rule of attendance for a disabled learner, or takes that back (empty reason). Only attendance: the test
 * average is never relaxed (Thông tư 04/2022/TT-BLĐTBXH).
 */
export const waiveAttendance = defineAction({
  name: 'students.waive-attendance',
  permission: 'students.approve',
  input: z.object({ section: z.uuid(), learner: z.uuid(), reason: z.string().trim().max(300).optional() }),
  async find(db, input) {
    const section = await findSection(db, input.section, '9999-12-31')
    if (!section) throw notFound()
    return section
  },
  about: (section) => ({ institution: section.institution_id }),
  async run(tx, { input, target: section, today }) {
    if (section.posted_at) throw precondition('students.teaching.error.posted')
    const before = await sql<{ waiver: string | null; disabled: boolean }>`select r.waiver,
        exists (select 1 from students.policy_fact f where f.person_id = r.person_id and f.kind = 'disability'
          and f.from_date <= ${today}::date and coalesce(f.to_date, 'infinity') >= ${today}::date) as disabled
      from students.section_learner r where r.section_id = ${section.id}::uuid and r.enrolment_id = ${input.learner}::uuid`.execute(
      tx,
    )
    const line = before.rows[0]
    if (!line) throw notFound()
    if (input.reason && !line.disabled) throw invalid({ learner: 'students.teaching.error.not_disabled' })
    await sql`update students.section_learner set waiver = ${input.reason ?? null}
      where section_id = ${section.id}::uuid and enrolment_id = ${input.learner}::uuid`.execute(tx)
    return {
      result: { id: section.id },
      changes: [
        {
          subject: 'students.section_learner',
          id: `${section.id}/${input.learner}`,
          institution: section.institution_id,
          before: { waiver: line.waiver },
          after: { waiver: input.reason ?? null },
        },
      ],
    }
  },
})
