import { z } from 'zod'
import { may, type Actor } from '#platform/access.ts'
import { defineAction } from '#platform/actions/define.ts'
import { today as dayOf } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { invalid, precondition } from '#platform/errors.ts'
import { getSection } from '../../store/section.ts'
import type { CourseSection } from '../../section.ts'
import { getTeachingRule } from '../store/teaching-rules.ts'
import type { TeachingRule } from '../teaching-rule.ts'
import { absenceKinds, readEntry, type Entry } from '../absence.ts'
import { typedHours } from '../input.ts'
import { getBlock, type Block } from '../store/blocks.ts'
import {
  listAbsences,
  listRegister,
  markTaken,
  readClosing,
  writeAbsences,
  type StoredAbsence,
} from '../store/register.ts'

const Line = z.object({
  kind: z.enum(['present', ...absenceKinds]).default('present'),
  minutes: z.coerce
    .number('students.teaching.error.minutes')
    .int()
    .min(0)
    .max(600, 'students.teaching.error.minutes')
    .optional(),
  hours: typedHours.optional(),
  note: z.string().trim().max(300).optional(),
})

export type RegisterTarget = { block: Block; section: CourseSection; person: string | undefined }

/** The session, when the actor teaches its section today or keeps the school's records. @throws AppError not_found */
export async function getRegister(
  db: Db,
  id: string,
  { actor, today }: { actor: Actor; today: string },
): Promise<RegisterTarget> {
  const block = await getBlock(db, id)
  const section = await getSection(db, block.section_id, { actor, today })
  return { block, section, person: actor.kind === 'account' ? actor.personId : undefined }
}

/** Why attendance of a session cannot be written now: a message key; undefined when it can. */
export function registerLock(
  { block, section }: Pick<RegisterTarget, 'block' | 'section'>,
  actor: Actor,
  today: string,
): string | undefined {
  if (block.state === 'cancelled') return 'students.teaching.error.session_cancelled'
  if (block.on_date > today) return 'students.teaching.error.not_yet'
  // Hours stand in what was posted: a correction there is a decision, not a tap here.
  if (section.posted_at) return 'students.teaching.error.posted'
  const isOffice = may(actor, 'students.edit', { institution: section.institution_id })
  if (section.state === 'submitted' && !isOffice) return 'students.teaching.error.submitted'
  return section.state === 'cancelled' ? 'students.teaching.error.section_closed' : undefined
}

/** Takes the attendance of a session, or corrects it: who is not named was there. Every correction stays in the audit. */
export const takeAttendance = defineAction({
  name: 'students.take-attendance',
  permission: 'students.teach',
  input: z.object({
    session: z.uuid(),
    version: z.coerce.number().int(),
    topic: z.string().trim().max(500).optional(),
    lines: z.record(z.uuid(), Line).default({}),
  }),
  find: (db, input, { actor, app }) => getRegister(db, input.session, { actor, today: dayOf(app.clock) }),
  about: ({ block, person }) => ({ institution: block.institution_id, person }),
  async run(tx, { input, target, actor, today, app }) {
    const { block } = target
    const section = { ...target.section, ...(await readClosing(tx, block.section_id)) }
    const lock = registerLock({ block, section }, actor, today)
    if (lock) throw precondition(lock)
    const roster = await listRegister(tx, block)
    const known = new Set(roster.map((line) => line.enrolment_id))
    const strangers = Object.entries(input.lines).filter(
      ([id, line]) => line.kind !== 'present' && !known.has(id),
    )
    if (strangers.length > 0) throw invalid({}, 'students.teaching.error.not_on_roster')
    const rule = await getTeachingRule(tx, block.on_date)
    const rows = toRows(input.lines as Record<string, Entry>, { block, known, rule })
    const before = await listAbsences(tx, block.id)
    refuseLost(input.lines as Record<string, Entry>, before)
    const at = app.clock.now().toISOString()
    const who =
      actor.kind === 'account' ? { by: actor.id, byName: actor.name } : { by: 'system', byName: 'system' }
    const topic = input.topic ?? null
    const version = await markTaken(tx, block.id, { version: input.version, at, topic, ...who })
    await writeAbsences(tx, block, rows)
    return {
      result: {
        session: block.id,
        version,
        at,
        absent: rows.filter((row) => row.kind !== 'late').length,
        count: roster.length,
      },
      changes: [
        {
          subject: 'students.session',
          id: block.id,
          institution: block.institution_id,
          before: block.taken_at ? { topic: block.topic, absences: before } : null,
          after: { topic, absences: rows },
        },
      ],
    }
  },
})

/** What is said of somebody who was there would be kept nowhere; of a line put right it goes with the absence. */
function refuseLost(lines: Record<string, Entry>, before: readonly StoredAbsence[]): void {
  const stored = new Set(before.map((row) => row.enrolment_id))
  const lost = Object.entries(lines).flatMap(([id, { kind, ...details }]) =>
    kind === 'present' && !stored.has(id)
      ? Object.entries(details)
          .filter(([, value]) => value !== undefined)
          .map(([part]) => [`lines.${id}.${part}`, 'students.teaching.error.is_present'] as const)
      : [],
  )
  if (lost.length > 0) throw invalid(Object.fromEntries(lost))
}

function toRows(
  lines: Record<string, Entry>,
  {
    block,
    known,
    rule,
  }: { block: Pick<Block, 'kind' | 'hours'>; known: ReadonlySet<string>; rule: TeachingRule },
): StoredAbsence[] {
  return Object.entries(lines)
    .filter(([id]) => known.has(id))
    .flatMap(([enrolment_id, entry]) => {
      const row = readEntry(entry, block, rule)
      return row ? [{ enrolment_id, ...row }] : []
    })
    .toSorted((a, b) => (a.enrolment_id < b.enrolment_id ? -1 : 1))
}
