import { sql } from 'kysely'
import { z } from 'zod'
import { addDays } from '#platform/clock.ts'
import { defineAction } from '#platform/actions/define.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { invalid, notFound, precondition } from '#platform/errors.ts'
import { findSection, listRoster } from '../../store/section.ts'
import { typedDay } from '../input.ts'
import { deleteRosterLine, endRosterLine, insertRoster } from '../store/roster.ts'

/** A section whose roster may still change. */
async function openSection(db: Db, id: string) {
  const section = await findSection(db, id, '9999-12-31')
  if (!section) throw notFound()
  return section
}

/** As many as one search finds, and as a section could hold. */
const mostLearners = 200

/** Puts learners on the roster: latecomers, those who relearn, those of other classes. */
export const addLearners = defineAction({
  name: 'students.add-to-section',
  permission: 'students.edit',
  input: z.object({
    section: z.uuid(),
    learners: z.array(z.uuid()).min(1, 'students.teaching.error.nobody_chosen').max(mostLearners),
    attempt: z.enum(['first', 'relearn', 'improve']).default('first'),
    from_date: typedDay,
  }),
  find: (db, input) => openSection(db, input.section),
  about: (section) => ({ institution: section.institution_id }),
  async run(tx, { input, target: section }) {
    if (section.state !== 'open') throw precondition('students.teaching.error.section_closed')
    if (section.posted_at) await checkPosted(tx, section.id, input.learners)
    await checkLearners(tx, section.institution_id, input.learners)
    const there = (await listRoster(tx, section.id)).filter((line) => line.to_date === null)
    const twice = there.filter((line) => input.learners.includes(line.enrolment_id))
    if (twice.length > 0)
      throw invalid({ learners: 'students.teaching.error.on_roster' }, 'students.teaching.error.on_roster')
    const rows = input.learners.map((enrolment_id) => ({
      section_id: section.id,
      enrolment_id,
      attempt: input.attempt,
      from_date: input.from_date,
    }))
    const changes = await insertRoster(tx, rows)
    return { result: { id: section.id, count: rows.length }, changes }
  },
})

/** A section open again for a further sitting has its tests and attendance closed: who has no result in it could not be graded. */
async function checkPosted(tx: Tx, section: string, ids: readonly string[]): Promise<void> {
  const found = await sql`select distinct enrolment_id from students.result
    where section_id = ${section}::uuid and enrolment_id = any(${[...ids]}::uuid[])`.execute(tx)
  if (found.rows.length < new Set(ids).size) throw precondition('students.teaching.error.section_posted')
}

async function checkLearners(tx: Tx, institution: string, ids: readonly string[]): Promise<void> {
  const found = await sql<{
    id: string
  }>`select id from students.enrolment where id = any(${[...ids]}::uuid[])
    and institution_id = ${institution}::uuid and state = 'studying'`.execute(tx)
  if (found.rows.length < new Set(ids).size)
    throw invalid({ learners: 'students.teaching.error.not_studying' })
}

/** Takes a learner off the roster from a day on; one put there by mistake, of whom nothing is kept, goes without a trace. */
export const removeLearner = defineAction({
  name: 'students.remove-from-section',
  permission: 'students.edit',
  input: z.object({ section: z.uuid(), learner: z.uuid(), from_date: typedDay }),
  find: (db, input) => openSection(db, input.section),
  about: (section) => ({ institution: section.institution_id }),
  async run(tx, { input, target: section }) {
    if (section.state !== 'open') throw precondition('students.teaching.error.section_closed')
    const line = (await listRoster(tx, section.id)).find((one) => one.enrolment_id === input.learner)
    if (!line) throw notFound()
    const last = addDays(input.from_date, -1)
    const done =
      line.from_date > last
        ? await deleteRosterLine(tx, section.id, input.learner)
        : await endRosterLine(tx, section.id, input.learner, last)
    if (!done) throw invalid({ from_date: 'students.teaching.error.has_facts' })
    return {
      result: { id: section.id },
      changes: [
        {
          subject: 'students.section_learner',
          id: `${section.id}/${input.learner}`,
          institution: section.institution_id,
          before: { from_date: line.from_date, to_date: line.to_date, attempt: line.attempt },
          after: line.from_date > last ? null : { to_date: last },
        },
      ],
    }
  },
})
