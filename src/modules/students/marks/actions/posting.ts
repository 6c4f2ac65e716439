import { z } from 'zod'
import type { Actor } from '#platform/access.ts'
import { defineAction } from '#platform/actions/define.ts'
import { today as dayOf } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import { AppError, conflict, notFound, precondition } from '#platform/errors.ts'
import type { CourseSection } from '../../section.ts'
import { findSection } from '../../store/section.ts'
import { findAnomalies } from '../anomaly.ts'
import { anomalySentence } from '../anomaly-words.ts'
import { getSheetTarget, sheetPlace, signerOf } from '../sheet.ts'
import { columnName, sittingReason } from '../stored-words.ts'
import { closeColumns, insertColumns } from '../store/column.ts'
import { holdSection, moveSection } from '../store/posting.ts'
import { insertResults, resultOf, type NewResult } from '../store/result.ts'
import { getRules } from '../../store/policy.ts'
import { judgeSheet, listColumns, readSheet, type JudgedSheetLine } from '../store/sheet.ts'

/** The highest number a sitting has. */
const mostSittings = 9
const seen = { section: z.uuid(), version: z.coerce.number().int() }
const placeOf = ({ section }: { section: CourseSection }) => ({ institution: section.institution_id })

const moved = (section: CourseSection, after: Record<string, unknown>) => ({
  subject: 'students.course_section',
  id: section.id,
  institution: section.institution_id,
  before: { state: section.state },
  after,
})

/** The sheet as it would be posted. @throws AppError precondition, naming what is missing and of whom */
async function readComplete(
  tx: Tx,
  section: CourseSection,
  context: { today: string; t: Parameters<typeof anomalySentence>[0] },
): Promise<JudgedSheetLine[]> {
  const policy = await getRules(tx, section.grading_policy_id)
  const sheet = await readSheet(tx, section, context.today)
  const lines = judgeSheet(policy, section, sheet)
  const stops = findAnomalies(policy, sheet.columns, lines).filter((one) => one.is_stop)
  if (stops.length > 0)
    throw new AppError('precondition', {
      key: 'students.marks.error.incomplete',
      params: { what: stops.map((one) => anomalySentence(context.t, one, sheet.columns)).join(' ') },
    })
  return lines.filter((line) => line.is_active)
}

/** The teacher hands the complete sheet in ("Gửi chốt"). */
export const submitSheet = defineAction({
  name: 'students.submit-marks',
  permission: 'students.teach',
  input: z.object(seen),
  find: (db, input, { actor, app }) => getSheetTarget(db, input.section, { actor, today: dayOf(app.clock) }),
  about: sheetPlace,
  async run(tx, { input, target: { section }, actor, app, today, lang }) {
    if (section.state !== 'open') throw precondition('students.marks.error.not_open')
    await holdSection(tx, section)
    await readComplete(tx, section, { today, t: app.catalog(lang) })
    const submitted = { by: signerOf(actor).by, at: app.clock.now().toISOString() }
    const isMoved = await moveSection(
      tx,
      { ...section, version: input.version },
      { state: 'submitted', submitted },
    )
    if (!isMoved) throw conflict()
    return { result: { section: section.id }, changes: [moved(section, { state: 'submitted' })] }
  },
})

/** The office gives the sheet back with a reason. */
export const returnSheet = defineAction({
  name: 'students.return-marks',
  permission: 'students.edit',
  input: z.object({
    ...seen,
    reason: z.string('students.marks.error.reason').trim().min(5, 'students.marks.error.reason').max(500),
  }),
  find: findForOffice,
  about: placeOf,
  async run(tx, { input, target: { section } }) {
    if (section.state !== 'submitted') throw precondition('students.marks.error.not_submitted')
    const next = { state: 'open' as const, submitted: null, return_reason: input.reason }
    if (!(await moveSection(tx, { ...section, version: input.version }, next))) throw conflict()
    return {
      result: { section: section.id },
      changes: [moved(section, { state: 'open', return_reason: input.reason })],
    }
  },
})

async function findForOffice(
  db: Parameters<typeof findSection>[0],
  input: { section: string },
  { app }: { actor: Actor; app: { clock: { now: () => Date } } },
) {
  const section = await findSection(db, input.section, dayOf(app.clock))
  if (!section) throw notFound()
  return { section }
}

/**
 * Posts the results of a section ("Chốt"): facts from then on. Refused while attendance or marks are missing. After a
 * further sitting it is posted again: only who sat again gets a new result, which keeps the grade of the first sitting.
 */
export const postSheet = defineAction({
  name: 'students.post-marks',
  permission: 'students.edit',
  input: z.object(seen),
  find: findForOffice,
  about: placeOf,
  async run(tx, { input, target: { section }, actor, app, today, lang }) {
    if (section.state !== 'submitted') throw precondition('students.marks.error.not_submitted')
    await holdSection(tx, section)
    const lines = await readComplete(tx, section, { today, t: app.catalog(lang) })
    const { by, byName } = signerOf(actor)
    const at = app.clock.now().toISOString()
    const rows = lines.flatMap((line) => posted(section, line, { by, byName }))
    const changes = await insertResults(tx, rows, { by, byName, at })
    await closeColumns(tx, section.id, at)
    const next = { state: 'posted' as const, posted: { by, at } }
    if (!(await moveSection(tx, { ...section, version: input.version }, next))) throw conflict()
    return {
      result: { section: section.id, count: rows.length },
      changes: [moved(section, { state: 'posted', results: rows.length }), ...changes],
    }
  },
})

/** The result to be written for a line; nothing when its learner sat no further exam that counts since the last posting. */
function posted(
  section: CourseSection,
  line: JudgedSheetLine,
  signer: { by: string; byName: string },
): NewResult[] {
  const row = resultOf(section, line, line.verdict)
  if (line.result === null) return [row]
  if (line.result.sittings === line.verdict.sittings) return []
  return [
    {
      ...row,
      corrects_id: line.result.id,
      reason: sittingReason(line.verdict.sittings),
      approved_by: signer.by,
      approved_by_name: signer.byName,
    },
  ]
}

/**
 * Opens a further sitting of the exam after the first posting: for those who failed it, and for those who may raise their
 * grade (Thông tư 04/2022/TT-BLĐTBXH, Điều 12–16). Tests and attendance stay as posted.
 */
export const openSitting = defineAction({
  name: 'students.open-exam-sitting',
  permission: 'students.edit',
  input: z.object(seen),
  find: findForOffice,
  about: placeOf,
  async run(tx, { input, target: { section }, today }) {
    if (section.state !== 'posted') throw precondition('students.marks.error.not_posted')
    const columns = await listColumns(tx, section.id)
    const sitting = Math.max(0, ...columns.filter((one) => one.kind === 'exam').map((one) => one.sitting)) + 1
    if (sitting > mostSittings)
      throw precondition('students.marks.error.most_sittings', { most: mostSittings })
    const policy = await getRules(tx, section.grading_policy_id)
    const lines = judgeSheet(policy, section, await readSheet(tx, section, today))
    if (!lines.some((line) => line.is_active && mayGoOn(line)))
      throw precondition('students.marks.error.nobody_again')
    const column = { kind: 'exam' as const, position: 1, name: columnName('exam', sitting), sitting }
    const changes = await insertColumns(tx, section, [column])
    if (!(await moveSection(tx, { ...section, version: input.version }, { state: 'open', submitted: null })))
      throw conflict()
    return {
      result: { section: section.id, sitting },
      changes: [moved(section, { state: 'open', sitting }), ...changes],
    }
  },
})

const mayGoOn = ({ verdict }: JudgedSheetLine): boolean =>
  verdict.eligible && (verdict.may.length > 0 || verdict.sittings === 0)
