import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { actorLabel } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import { conflict, invalid, precondition } from '#platform/errors.ts'
import { typedReason } from '../../../records/typed.ts'
import { getPolicy } from '../../../store/policy.ts'
import { listTeacherChoices } from '../../../teaching/store/choices.ts'
import { roundSitting } from '../../exam-sheet.ts'
import { shareCohort } from '../../store/graduate.ts'
import { listExamLines, listPart, writeExamMarks } from '../../store/marks.ts'
import { isDone, settle, type Marker, type Marking, type Paper } from '../marking.ts'
import { endMarking, getMarking, insertThird, listMarkers, listPapers } from '../store.ts'

const seen = { marking: z.uuid(), version: z.coerce.number().int() }
const placeOf = (marking: Marking) => ({ institution: marking.institution_id })
const addressOf = ({ cohort_id: cohort, kind, sitting }: Marking) => ({ cohort, kind, sitting })

/** Papers that count with how their marks come out. @throws AppError precondition while a marker is still at it */
async function settled(tx: Tx, marking: Marking) {
  if (marking.state !== 'open') throw precondition('students.marking.error.closed')
  const markers = await listMarkers(tx, marking.id)
  if (!isDone(markers)) throw precondition('students.marking.error.not_all')
  const { policy } = await getPolicy(tx, marking.grading_policy_id)
  const papers = (await listPapers(tx, marking.id)).filter((paper) => !paper.is_set_aside)
  return {
    markers,
    lines: papers.map((paper) => ({ paper, outcome: settle(policy, marking.kind, markers, paper) })),
  }
}

/** Asks a third marker, who has not marked in the round, for the papers on which the others differ too much. */
export const askThird = defineAction({
  name: 'students.ask-third-marker',
  permission: 'students.edit',
  input: z.object({ ...seen, third: z.uuid({ error: 'students.marking.error.third' }) }),
  find: (db, input) => getMarking(db, input.marking),
  about: placeOf,
  async run(tx, { input, target: marking, today }) {
    const { markers, lines } = await settled(tx, marking)
    const differing = lines.filter(({ outcome }) => outcome.needs_third)
    if (differing.length === 0) throw precondition('students.marking.error.no_difference')
    if (markers.some((one) => one.is_third)) throw conflict('students.marking.error.third_asked')
    if (markers.some((one) => one.marker_person_id === input.third))
      throw invalid({ third: 'students.marking.error.third' })
    const staff = await listTeacherChoices(tx, marking.institution_id, today)
    if (!staff.some((one) => one.person_id === input.third))
      throw invalid({ third: 'students.marking.error.not_staff' })
    await insertThird(tx, marking, input.third, markers.length + 1)
    return {
      result: addressOf(marking),
      changes: [
        {
          subject: 'students.exam_marking',
          id: marking.id,
          institution: marking.institution_id,
          before: { third: null },
          after: { third: input.third, papers: differing.length },
        },
      ],
    }
  },
})

/** Closes the round: every paper's mark becomes the exam's mark. All or none. */
export const closeMarking = defineAction({
  name: 'students.close-exam-marking',
  permission: 'students.edit',
  input: z.object(seen),
  find: (db, input) => getMarking(db, input.marking),
  about: placeOf,
  async run(tx, { input, target: marking, actor, app, today }) {
    await shareCohort(tx, marking.cohort_id)
    const { markers, lines } = await settled(tx, marking)
    const open = lines.filter(({ outcome }) => outcome.mark === null)
    if (open.length > 0) throw precondition('students.marking.error.unsettled', { names: namesOf(open) })
    const closed_at = app.clock.now()
    if (!(await endMarking(tx, marking, input.version, { state: 'closed', closed_at }))) throw conflict()
    const { at: before } = roundSitting(await listPart(tx, marking.cohort_id, marking.kind), marking.sitting)
    // The marks of whoever graduated or left meanwhile stay what their graduation rests on.
    const running = new Set((await listExamLines(tx, marking.cohort_id)).map((line) => line.enrolment_id))
    const counted = lines.filter(({ paper }) => running.has(paper.enrolment_id))
    const rows = counted.map(({ paper, outcome }) => ({
      enrolment_id: paper.enrolment_id,
      kind: marking.kind,
      sitting: marking.sitting,
      on_date: marking.held_on,
      results_on: today,
      state: 'scored' as const,
      value: outcome.mark,
      version: before.get(paper.enrolment_id)?.version ?? 0,
    }))
    if ((await writeExamMarks(tx, rows, actorLabel(actor).id)).length > 0) throw conflict()
    return {
      result: { ...addressOf(marking), written: rows.length },
      changes: [
        {
          subject: 'students.exam_marking',
          id: marking.id,
          institution: marking.institution_id,
          before: { state: 'open' },
          after: {
            state: 'closed',
            papers: rows.length,
            thirds: markers.filter((one) => one.is_third).length,
          },
        },
        ...rows.map(({ enrolment_id, ...after }) => ({
          subject: 'students.graduation_mark',
          id: enrolment_id,
          institution: marking.institution_id,
          before: before.get(enrolment_id) ?? null,
          after,
        })),
      ],
    }
  },
})

const namesOf = (lines: readonly { paper: Paper }[]): string =>
  lines
    .slice(0, 5)
    .map(({ paper }) => paper.full_name)
    .join(', ')

/** Gives a round up that was not closed, with the reason; another may be opened. */
export const discardMarking = defineAction({
  name: 'students.discard-exam-marking',
  permission: 'students.edit',
  input: z.object({ ...seen, reason: typedReason }),
  find: (db, input) => getMarking(db, input.marking),
  about: placeOf,
  async run(tx, { input, target: marking }) {
    if (marking.state !== 'open') throw precondition('students.marking.error.closed')
    const next = { state: 'discarded' as const, discard_reason: input.reason }
    if (!(await endMarking(tx, marking, input.version, next))) throw conflict()
    return {
      result: addressOf(marking),
      changes: [
        {
          subject: 'students.exam_marking',
          id: marking.id,
          institution: marking.institution_id,
          before: { state: 'open' },
          after: next,
        },
      ],
    }
  },
})

/** For the pages: who may still be asked. */
export const freeMarkers = <One extends { person_id: string }>(
  staff: readonly One[],
  markers: readonly Marker[],
): One[] => staff.filter((one) => !markers.some((marker) => marker.marker_person_id === one.person_id))
