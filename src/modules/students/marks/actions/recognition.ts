import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import type { App } from '#platform/app.ts'
import type { Change } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import { conflict, invalid, precondition } from '#platform/errors.ts'
import { receive, type Purpose } from '#platform/files/index.ts'
import { isPass } from '../../grading/module-grade.ts'
import type { GradingPolicy, Mode } from '../../grading/policy.ts'
import { recognise } from '../../grading/results.ts'
import { keepDecision } from '../../store/decision.ts'
import { getEnrolment } from '../../store/enrolment.ts'
import type { Enrolment } from '../../enrolment.ts'
import { day, RecognitionFields, type Paper, type Recognition } from '../recognition.ts'
import { signerOf } from '../sheet.ts'
import {
  decideRecognitionRow,
  findUnitFor,
  getRecognition,
  holdEnrolment,
  insertRecognition,
  type UnitFor,
} from '../store/recognition.ts'
import { insertResults } from '../store/result.ts'
import { getRules } from '../../store/policy.ts'

const purpose: Purpose = { purpose: 'recognition', maxBytes: 10 * 1024 * 1024, types: ['pdf', 'jpeg', 'png'] }
export const recognitionMaxBody = purpose.maxBytes + 256 * 1024

/** The office notes a request for recognition or exemption with its proof. */
export const askRecognition = defineAction({
  name: 'students.ask-recognition',
  permission: 'students.edit',
  input: RecognitionFields.safeExtend({ enrolment: z.uuid() }),
  find: (db, input) => getEnrolment(db, input.enrolment),
  about: (enrolment) => ({ institution: enrolment.institution_id }),
  run: async (tx, { input, target, app }) => noteRecognition(tx, app, target, input),
})

/**
 * Keeps a request for recognition with its proof, whoever sends it.
 * @throws AppError invalid: the unit is none of the programme or is passed or asked for already, there is no proof, or no grade
 */
export async function noteRecognition(
  tx: Tx,
  app: App,
  target: Enrolment,
  input: z.output<typeof RecognitionFields>,
) {
  const unit = await findUnitFor(tx, target.id, input.unit)
  if (!unit) throw invalid({ unit: 'students.marks.error.unit' })
  if (unit.is_passed || unit.is_asked) throw invalid({ unit: 'students.marks.error.unit_done' })
  if (!input.file && !input.evidence) throw invalid({ evidence: 'students.marks.error.evidence' })
  if (input.scope === 'partial' && input.grade === null)
    throw invalid({ grade: 'students.marks.error.partial_grade' })
  const policy = await getRules(tx, target.grading_policy_id)
  if (!bringsPass(policy, target.mode, input))
    throw invalid({ grade: 'students.marks.error.grade_below_pass' })
  const row = {
    id: randomUUID(),
    enrolment_id: target.id,
    person_id: target.person_id,
    institution_id: target.institution_id,
    course_unit_id: unit.id,
    scope: input.scope,
    basis: input.basis,
    evidence: input.evidence ?? null,
    grade: input.grade,
    paper: input.file ? await keepPaper(app, input.file) : null,
  }
  await insertRecognition(tx, row, app.clock.now().toISOString())
  const { id, institution_id, paper, evidence: _, ...after } = row
  return {
    result: { id },
    changes: [
      {
        subject: 'students.recognition',
        id,
        institution: institution_id,
        before: null,
        after: { ...after, has_paper: paper !== null },
      },
    ],
  }
}

/** A full exemption stands as a pass: a grade that comes with it is one that passes. */
const bringsPass = (
  policy: GradingPolicy,
  mode: Mode,
  { scope, grade }: Pick<Recognition, 'scope' | 'grade'>,
): boolean => scope === 'partial' || grade === null || isPass(policy, mode, { grade })

async function keepPaper(app: App, file: File): Promise<Paper> {
  const { hash, name, kind } = await receive(app.files, file.stream(), file.name, purpose)
  return { hash, name, kind }
}

/**
 * The principal's decision on a request (Thông tư 04/2022/TT-BLĐTBXH, Điều 10). Full exemption is a result at once, with
 * letter R; partial exemption spares the study, and the exam is sat in a section.
 */
export const decideRecognition = defineAction({
  name: 'students.decide-recognition',
  permission: 'students.approve',
  input: z.object({
    recognition: z.uuid(),
    version: z.coerce.number().int(),
    verdict: z.enum(['granted', 'refused'], 'students.marks.error.verdict'),
    answer: z.string().trim().max(500).optional(),
    decision_no: z.string().trim().max(60).optional(),
    decision_date: day.optional(),
    signer: z.string().trim().max(120).optional(),
  }),
  find: (db, input) => getRecognition(db, input.recognition),
  about: (one) => ({ institution: one.institution_id }),
  async run(tx, { input, target, actor, app, today }) {
    if (target.state !== 'asked') throw precondition('students.marks.error.decided')
    if (input.verdict === 'refused' && !input.answer) throw invalid({ answer: 'students.marks.error.reason' })
    const changes: Change[] = []
    let decisionId: string | null = null
    let resultId: string | null = null
    if (input.verdict === 'granted') {
      const granted = await readGranted(tx, target)
      const decision = await keepDecision(
        tx,
        target.institution_id,
        'recognition',
        decisionWords(input, today),
      )
      decisionId = decision.id
      const signer = { ...signerOf(actor), at: app.clock.now().toISOString() }
      const posted = target.scope === 'full' ? await post(tx, granted, decision.id, signer) : undefined
      resultId = posted?.id ?? null
      changes.push(...decision.changes, ...(posted?.changes ?? []))
    }
    const next = {
      state: input.verdict,
      decision_id: decisionId,
      answer: input.answer ?? null,
      result_id: resultId,
    }
    if (!(await decideRecognitionRow(tx, { id: target.id, version: input.version }, next))) throw conflict()
    return {
      result: { id: target.id },
      changes: [
        {
          subject: 'students.recognition',
          id: target.id,
          institution: target.institution_id,
          before: { state: 'asked' },
          after: next,
        },
        ...changes,
      ],
    }
  },
})

function decisionWords(
  input: {
    decision_no?: string | undefined
    decision_date?: string | undefined
    signer?: string | undefined
  },
  today: string,
) {
  const faults: Record<string, string> = {}
  if (!input.decision_no) faults.decision_no = 'students.error.decision_no'
  if (!input.decision_date) faults.decision_date = 'students.error.decision_date'
  else if (input.decision_date > today) faults.decision_date = 'students.error.decision_future'
  if (Object.keys(faults).length > 0) throw invalid(faults)
  return {
    number: input.decision_no!,
    signed_on: input.decision_date!,
    ...(input.signer ? { signer: input.signer } : {}),
  }
}

type Granted = { one: Recognition; unit: UnitFor; enrolment: Enrolment; policy: GradingPolicy }

/** What a grant rests on. @throws AppError precondition when the unit was passed since it was asked, or the grade is no pass */
async function readGranted(tx: Tx, one: Recognition): Promise<Granted> {
  await holdEnrolment(tx, one.enrolment_id)
  const unit = await findUnitFor(tx, one.enrolment_id, one.course_unit_id)
  if (!unit) throw precondition('students.marks.error.unit')
  if (unit.is_passed) throw precondition('students.marks.error.passed_since')
  const enrolment = await getEnrolment(tx, one.enrolment_id)
  const policy = await getRules(tx, enrolment.grading_policy_id)
  if (!bringsPass(policy, enrolment.mode, one)) throw precondition('students.marks.error.grade_below_pass')
  return { one, unit, enrolment, policy }
}

async function post(
  tx: Tx,
  { one, unit, enrolment, policy }: Granted,
  decisionId: string,
  signer: { by: string; byName: string; at: string },
) {
  const stands = recognise(policy, { scope: 'full', grade: one.grade })
  const row = {
    id: randomUUID(),
    enrolment_id: one.enrolment_id,
    course_unit_id: one.course_unit_id,
    section_id: null,
    term_id: null,
    source: 'recognised' as const,
    attempt: 'first' as const,
    sittings: 0,
    is_retaken: false,
    credits: unit.credits,
    is_condition: unit.is_condition,
    hours_planned: null,
    hours_attended: null,
    average: null,
    exam: null,
    is_eligible: true,
    grade: stands.grade,
    first_grade: null,
    highest_grade: null,
    letter: stands.letter,
    point4: null,
    is_passed: stands.passed,
    grading_policy_id: enrolment.grading_policy_id,
    steps: [
      {
        key: `students.marks.step.recognised`,
        params: { letter: stands.letter, evidence: one.evidence ?? '–' },
        rule: 'letters.recognised',
      },
    ],
    decision_id: decisionId,
  }
  return { id: row.id, changes: await insertResults(tx, [row], signer) }
}
