import { z } from 'zod'
import type { Actor } from '#platform/access.ts'
import { defineAction } from '#platform/actions/define.ts'
import { actorLabel } from '#platform/audit/record.ts'
import type { Db } from '#platform/db/database.ts'
import { conflict, invalid, notFound, precondition } from '#platform/errors.ts'
import { getPolicy } from '../../../store/policy.ts'
import { readCell } from '../../exam-cell.ts'
import { isDone, settle, type Marker, type Marking, type OwnPaper } from '../marking.ts'
import {
  getMarking,
  handIn,
  listMarkers,
  listOwnPapers,
  listPapers,
  writeOwnMarks,
  type OwnMark,
} from '../store.ts'

export type OwnSheet = { marking: Marking; marker: Marker; papers: OwnPaper[] }

/** The marking sheet of the person who acts. @throws AppError not_found for everybody who is no marker of the round */
export async function getOwnSheet(db: Db, id: string, actor: Actor): Promise<OwnSheet> {
  const marking = await getMarking(db, id)
  const person = actor.kind === 'account' ? actor.personId : undefined
  const markers = await listMarkers(db, id)
  const marker = person ? markers.find((one) => one.marker_person_id === person) : undefined
  if (!marker || marking.state === 'discarded') throw notFound()
  const only = marker.is_third ? await papersForThird(db, marking, markers) : undefined
  return { marking, marker, papers: await listOwnPapers(db, marking, marker, only) }
}

/** The papers on which the first markers differ too much. */
async function papersForThird(db: Db, marking: Marking, markers: readonly Marker[]): Promise<string[]> {
  if (!isDone(markers)) return []
  const { policy } = await getPolicy(db, marking.grading_policy_id)
  return (await listPapers(db, marking.id))
    .filter((paper) => settle(policy, marking.kind, markers, paper).needs_third)
    .map((paper) => paper.id)
}

const placeOf = ({ marking, marker }: OwnSheet) => ({
  institution: marking.institution_id,
  person: marker.marker_person_id,
})

function refuseEnded({ marking, marker }: OwnSheet): void {
  if (marking.state !== 'open') throw precondition('students.marking.error.closed')
  if (marker.handed_in_at) throw precondition('students.marking.error.handed_in')
}

/** A marker writes own marks. What is wrong is said in its cell, and nothing is written until all can be read. */
export const markPapers = defineAction({
  name: 'students.mark-exam-papers',
  permission: 'students.teach',
  input: z.object({
    marking: z.uuid(),
    marks: z.record(z.uuid(), z.string().max(20).optional()).default({}),
    seen: z.record(z.uuid(), z.coerce.number().int()).default({}),
  }),
  find: (db, input, { actor }) => getOwnSheet(db, input.marking, actor),
  about: placeOf,
  async run(tx, { input, target, actor }) {
    refuseEnded(target)
    const { marking, marker, papers } = target
    const { policy } = await getPolicy(tx, marking.grading_policy_id)
    const faults: Record<string, string> = {}
    const rows: OwnMark[] = []
    for (const paper of papers) {
      const typed = input.marks[paper.id] ?? ''
      const cell = readCell(policy, typed, marking.kind === 'thesis')
      if (cell === null) {
        if (paper.value !== null && paper.id in input.seen)
          faults[`marks.${paper.id}`] = 'students.marking.error.empty'
      } else if ('error' in cell) faults[`marks.${paper.id}`] = cell.error
      else if (cell.state !== 'scored') faults[`marks.${paper.id}`] = 'students.marking.error.only_marks'
      else if (paper.value === null || Number(paper.value) !== Number(cell.value))
        rows.push({ paper_id: paper.id, value: cell.value!, version: input.seen[paper.id] ?? 0 })
    }
    if (Object.keys(faults).length > 0) throw invalid(faults)
    const who = { marker: marker.id, institution: marking.institution_id, by: actorLabel(actor).id }
    const lost = await writeOwnMarks(tx, who, rows)
    if (lost.length > 0)
      throw conflict(
        'students.graduation.exam.error.changed',
        Object.fromEntries(lost.map((id) => [`marks.${id}`, 'students.graduation.exam.error.changed_cell'])),
      )
    const codes = new Map(papers.map((paper) => [paper.id, paper]))
    return {
      result: { marking: marking.id, written: rows.length },
      changes:
        rows.length === 0
          ? []
          : [
              {
                subject: 'students.exam_paper_mark',
                id: marker.id,
                institution: marking.institution_id,
                before: Object.fromEntries(
                  rows.map((row) => [codes.get(row.paper_id)!.code, codes.get(row.paper_id)!.value]),
                ),
                after: Object.fromEntries(rows.map((row) => [codes.get(row.paper_id)!.code, row.value])),
              },
            ],
    }
  },
})

/** A marker has marked every paper and hands the marks in: they stay, and only now may the office compare. */
export const handInMarks = defineAction({
  name: 'students.hand-in-exam-marks',
  permission: 'students.teach',
  input: z.object({ marking: z.uuid() }),
  find: (db, input, { actor }) => getOwnSheet(db, input.marking, actor),
  about: placeOf,
  async run(tx, { target, app }) {
    refuseEnded(target)
    const { marking, marker, papers } = target
    const missing = papers.filter((paper) => paper.value === null)
    if (missing.length > 0)
      throw precondition('students.marking.error.missing', {
        count: missing.length,
        codes: missing
          .slice(0, 10)
          .map((paper) => paper.full_name ?? paper.code)
          .join(', '),
      })
    const at = app.clock.now()
    if (!(await handIn(tx, marker.id, at))) throw conflict()
    return {
      result: { marking: marking.id },
      changes: [
        {
          subject: 'students.exam_marker',
          id: marker.id,
          institution: marking.institution_id,
          before: { handed_in_at: null },
          after: { handed_in_at: at.toISOString(), papers: papers.length },
        },
      ],
    }
  },
})
