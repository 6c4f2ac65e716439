import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { actorLabel } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { conflict, invalid, precondition } from '#platform/errors.ts'
import type { GradingPolicy } from '../../../grading/policy.ts'
import { typedDay } from '../../../records/typed.ts'
import { getPolicy } from '../../../store/policy.ts'
import { listTeacherChoices } from '../../../teaching/store/choices.ts'
import { kindOf } from '../../candidates/candidates.ts'
import { readAdmissions } from '../../candidates/store.ts'
import { roundSitting, sittingFault, sittingWords, type SittingFault } from '../../exam-sheet.ts'
import { examKinds, mostSittings, type CohortFacts } from '../../graduation.ts'
import { getCohortFacts } from '../../store/facts.ts'
import { listExamLines, listPart } from '../../store/marks.ts'
import { markerCount } from '../marking.ts'
import { findMarking, insertMarking } from '../store.ts'

const Input = z.object({
  cohort: z.uuid(),
  kind: z.enum(examKinds),
  sitting: z.coerce.number().int().min(1).max(mostSittings),
  held_on: typedDay,
  markers: z.array(z.uuid()).default([]),
  is_blind: z.stringbool().default(false),
})
type Input = z.output<typeof Input>

/**
 * Hands the papers of one sitting to independent markers (Circular 04/2022/TT-BLĐTBXH, Art. 12–16, 23–27): two for an exam, a
 * panel of three to five for a thesis. Blind rounds give each paper a code (số phách) drawn by lot.
 */
export const openMarking = defineAction({
  name: 'students.open-exam-marking',
  permission: 'students.edit',
  input: Input,
  find: (db, input) => getCohortFacts(db, input.cohort),
  about: (cohort) => ({ institution: cohort.institution_id }),
  async run(tx, { input, target: cohort, actor, app, lang, today }) {
    if (cohort.mode !== 'year') throw precondition('students.graduation.exam.error.credit')
    if (input.held_on > today) throw invalid({ held_on: 'students.graduation.exam.error.future' })
    if (await findMarking(tx, cohort.id, input.kind, input.sitting))
      throw conflict('students.marking.error.open_already')
    const { policy } = await getPolicy(tx, cohort.grading_policy_id)
    const known = { policy, today, t: app.catalog(lang) }
    const markers = await fitMarkers(tx, input, cohort, known)
    const papers = withCodes(await whoSat(tx, input, known))
    const who = actorLabel(actor)
    const row = {
      institution_id: cohort.institution_id,
      cohort_id: cohort.id,
      kind: input.kind,
      sitting: input.sitting,
      held_on: input.held_on,
      is_blind: input.is_blind,
    }
    const id = await insertMarking(
      tx,
      { ...row, opened_by: who.id, opened_by_name: who.name, opened_at: app.clock.now() },
      markers,
      papers,
    )
    if (!id) throw conflict('students.marking.error.open_already')
    return {
      result: { cohort: cohort.id, kind: input.kind, sitting: input.sitting, papers: papers.length },
      changes: [
        {
          subject: 'students.exam_marking',
          id,
          institution: cohort.institution_id,
          before: null,
          after: { ...row, markers, papers: papers.length },
        },
      ],
    }
  },
})

type Known = { policy: GradingPolicy; today: string; t: Translate }

/** The people chosen, when they are enough, different, and staff of the school. */
async function fitMarkers(
  tx: Tx,
  { kind, markers }: Input,
  cohort: CohortFacts,
  { policy, today, t }: Known,
): Promise<string[]> {
  const chosen = [...new Set(markers)]
  const { least, most } = markerCount(policy, kind)
  if (chosen.length !== markers.length) throw invalid({ markers: 'students.marking.error.twice' })
  if (chosen.length < least || chosen.length > most)
    throw invalid({ markers: t('students.marking.error.markers', { least, most }) })
  const staff = new Set(
    (await listTeacherChoices(tx, cohort.institution_id, today)).map((one) => one.person_id),
  )
  if (chosen.some((person) => !staff.has(person)))
    throw invalid({ markers: 'students.marking.error.not_staff' })
  return chosen
}

/**
 * Who may have a paper in the sitting: admitted to the examination, nothing entered for it, and it is their turn on that day.
 * @throws AppError when there is nobody, saying what stood against those it could have been
 */
async function whoSat(
  tx: Tx,
  { cohort, kind, sitting, held_on }: Input,
  { policy, today, t }: Known,
): Promise<string[]> {
  const marks = roundSitting(await listPart(tx, cohort, kind), sitting)
  const admitted = await readAdmissions(tx, cohort, today)
  const faults: SittingFault[] = []
  const found: string[] = []
  for (const { enrolment_id: id } of await listExamLines(tx, cohort)) {
    const admission = admitted.get(id)
    if (!admission || kindOf(admission) === 'unfit' || marks.at.has(id)) continue
    const fault = sittingFault(policy, { sitting, on_date: held_on }, marks.before.get(id))
    if (fault) faults.push(fault)
    else found.push(id)
  }
  const told = faults.find((one) => one.code !== 'not_open')
  if (found.length === 0 && told) throw invalid({ held_on: sittingWords(told, t) })
  if (found.length === 0) throw precondition('students.marking.error.no_papers')
  return found
}

/** Codes by lot: the order of the codes tells nothing of the names. */
function withCodes(enrolments: readonly string[]): { enrolment_id: string; code: string }[] {
  const order = [...enrolments]
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = randomInt(at + 1)
    ;[order[at], order[other]] = [order[other]!, order[at]!]
  }
  return order.map((enrolment_id, at) => ({ enrolment_id, code: String(at + 1).padStart(3, '0') }))
}
