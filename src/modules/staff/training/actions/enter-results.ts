import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { conflict, invalid, precondition } from '#platform/errors.ts'
import { typedDay, typedHours, typedScore } from '../course.ts'
import { getRun } from '../store/courses.ts'
import { insertCertificates, listEnrolments, writeResults, type ResultRow } from '../store/enrolments.ts'
import { giver } from './save-course.ts'

const Line = z.object({
  version: z.coerce.number().int(),
  outcome: z.enum(['passed', 'failed']).optional(),
  score: typedScore.optional(),
  hours: typedHours.optional(),
})

/** Results of a class, entered as a grid: a line for each person, by the id of the registration. */
export const enterResults = defineAction({
  name: 'staff.enter-results',
  permission: 'staff.give-courses',
  input: z.object({ run: z.uuid(), decided_on: typedDay, results: z.record(z.uuid(), Line) }),
  find: (db, input) => getRun(db, input.run),
  about: (run) => giver(run.institution_id),
  async run(tx, { input, target, today }) {
    if (target.state === 'cancelled') throw precondition('staff.training.error.cancelled')
    if (input.decided_on < target.from_date)
      throw invalid({ decided_on: 'staff.training.error.before_start' })
    if (input.decided_on > today) throw invalid({ decided_on: 'staff.training.error.future' })
    const stored = new Map((await listEnrolments(tx, target.id)).map((row) => [row.id, row]))
    const wrong: Record<string, string> = {}
    const rows: ResultRow[] = []
    for (const [id, line] of Object.entries(input.results)) {
      const before = stored.get(id)
      if (!before) continue
      if (before.certificate_id && line.outcome !== 'passed')
        wrong[`results.${id}.outcome`] = 'staff.training.error.has_certificate'
      if (!line.outcome && (line.score || line.hours))
        wrong[`results.${id}.outcome`] = 'staff.training.error.outcome_missing'
      if (line.outcome === 'passed' && !line.hours)
        wrong[`results.${id}.hours`] = 'staff.training.error.hours_missing'
      const isSame =
        (before.outcome ?? undefined) === line.outcome &&
        same(before.score, line.score) &&
        same(before.hours, line.hours)
      if (isSame) continue
      if (before.version !== line.version) throw conflict()
      const decided = line.outcome ? input.decided_on : null
      rows.push({
        id,
        version: line.version,
        outcome: line.outcome ?? null,
        score: line.score ?? null,
        hours: line.hours ?? null,
        decided_on: decided,
      })
    }
    if (Object.keys(wrong).length > 0) throw invalid(wrong)
    const written = new Set(await writeResults(tx, target.id, rows))
    if (written.size < rows.length) throw conflict()
    const changes = rows.map((row) => {
      const before = stored.get(row.id)!
      return {
        subject: 'staff.enrolment',
        id: row.id,
        institution: before.institution_id,
        before: {
          outcome: before.outcome,
          score: before.score,
          hours: before.hours,
          decided_on: before.decided_on,
        },
        after: { outcome: row.outcome, score: row.score, hours: row.hours, decided_on: row.decided_on },
      }
    })
    return { result: { run: target.id, count: rows.length }, changes }
  },
})

function same(stored: string | null, typed: string | undefined): boolean {
  if (stored === null || typed === undefined) return stored === null && typed === undefined
  return Number(stored) === Number(typed)
}

/** Gives a certificate to everybody who passed and has none yet. */
export const issueCertificates = defineAction({
  name: 'staff.issue-certificates',
  permission: 'staff.give-courses',
  input: z.object({ run: z.uuid() }),
  find: (db, input) => getRun(db, input.run),
  about: (run) => giver(run.institution_id),
  async run(tx, { target, today }) {
    const made = await insertCertificates(tx, target.id, today)
    if (made.length === 0) throw precondition('staff.training.error.nobody_passed')
    const changes = made.map((row) => ({
      subject: 'staff.certificate',
      id: row.id,
      institution: row.institution_id,
      before: null,
      after: { serial: row.serial, enrolment: row.enrolment_id, issued_on: today },
    }))
    return { result: { run: target.id, count: made.length }, changes }
  },
})
