import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { may, type Actor } from '#platform/access.ts'
import { defineAction } from '#platform/actions/define.ts'
import { today as dayOf } from '#platform/clock.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { conflict, invalid, notFound, precondition } from '#platform/errors.ts'
import type { App } from '#platform/app.ts'
import { findSection } from '../../store/section.ts'
import { listTeacherChoices } from '../../teaching/store/choices.ts'
import { applyCorrection, readProposed } from '../correct.ts'
import { markText } from '../mark.ts'
import { mayAskRemark, mayWithdraw, waitsFor, type ProposedCells, type ResultRequest } from '../request.ts'
import { signerOf } from '../sheet.ts'
import { plainRemark, remarkReason } from '../stored-words.ts'
import { getRequest, insertRequest, listTaught, remarkDays, updateRequest } from '../store/request.ts'
import { findResult, readResult, type ResultDetail } from '../store/result-page.ts'
import { getRules } from '../../store/policy.ts'
import { listColumns, readSheet } from '../store/sheet.ts'

const reason = z.string('students.marks.error.reason').trim().min(5, 'students.marks.error.reason').max(500)
const Cells = z.record(z.uuid(), z.string().max(40).optional()).default({})
type Finding = { actor: Actor; app: App }

const changed = (
  one: Pick<ResultRequest, 'id' | 'institution_id'>,
  before: Record<string, unknown> | null,
  after: Record<string, unknown>,
) => ({
  subject: 'students.result_request',
  id: one.id,
  institution: one.institution_id,
  before,
  after,
})

async function ask(
  tx: Tx,
  result: ResultDetail,
  words: { kind: 'remark' | 'correction'; reason: string; proposed: ProposedCells | null },
  { actor, app }: Finding,
) {
  if (!result.is_current) throw precondition('students.marks.error.superseded')
  const { by, byName } = signerOf(actor)
  const row = {
    id: randomUUID(),
    result_id: result.id,
    enrolment_id: result.enrolment_id,
    person_id: result.person_id,
    institution_id: result.institution_id,
    ...words,
    asked_by: by,
    asked_by_name: byName,
  }
  if (!(await insertRequest(tx, row, app.clock.now().toISOString())))
    throw precondition('students.marks.error.request_open')
  const { id, institution_id: _institution, ...after } = row
  return { result: { id, result: result.id }, changes: [changed(row, null, after)] }
}

/** A teacher of the section or the office proposes other marks for a posted result, with the reason. */
export const askCorrection = defineAction({
  name: 'students.ask-correction',
  permission: 'students.teach',
  input: z.object({ result: z.uuid(), reason, cells: Cells }),
  async find(db, input, { actor, app }) {
    const found = await readResult(db, input.result, { actor, today: dayOf(app.clock) })
    if (!found.reader.teaches || !found.section) throw notFound()
    return {
      result: found.result,
      section: found.section,
      person: actor.kind === 'account' ? actor.personId : undefined,
    }
  },
  about: ({ result, person }) => ({ institution: result.institution_id, person }),
  async run(tx, { input, target: { result, section }, actor, app, today }) {
    const policy = await getRules(tx, section.grading_policy_id)
    const { columns, lines } = await readSheet(tx, section, today, [result.enrolment_id])
    const line = lines[0]
    const posted = new Set(columns.filter((one) => one.is_closed).map((one) => one.id))
    const typed = readProposed(
      Object.fromEntries(
        Object.entries(input.cells).flatMap(([column, text = '']) =>
          posted.has(column) ? [[column, text]] : [],
        ),
      ),
      policy.tests.highest_mark,
    )
    const proposed: ProposedCells = {}
    for (const [column, mark] of typed)
      if (markText(mark) !== markText(line?.marks.get(column))) proposed[column] = markText(mark)
    if (Object.keys(proposed).length === 0) throw invalid({ reason: 'students.marks.error.nothing_changed' })
    return ask(tx, result, { kind: 'correction', reason: input.reason, proposed }, { actor, app })
  },
})

/** The learner asks that the exam be marked again, within the days after posting. */
export const askRemark = defineAction({
  name: 'students.ask-remark',
  permission: 'students.learn',
  input: z.object({ result: z.uuid(), reason: z.string().trim().max(500).optional() }),
  async find(db, input, { actor, app }) {
    const { result, reader } = await readResult(db, input.result, { actor, today: dayOf(app.clock) })
    if (!reader.isOwn) throw notFound()
    return result
  },
  about: (result) => ({ person: result.person_id }),
  async run(tx, { input, target: result, actor, app, today }) {
    const { days } = await remarkDays(tx, today)
    const isOpen = mayAskRemark(dayOf({ now: () => result.posted_at }), today, days)
    if (!isOpen || result.exam === null) throw precondition('students.marks.error.remark_closed', { days })
    const words = {
      kind: 'remark' as const,
      reason: input.reason ?? plainRemark,
      proposed: null,
    }
    return ask(tx, result, words, { actor, app })
  },
})

const seen = { request: z.uuid(), version: z.coerce.number().int() }
const placeOf = (one: ResultRequest) => ({ institution: one.institution_id })

/** Who ever taught the section, and so marked first, must not mark again. */
export async function listMarkers(db: Db, one: ResultRequest, today: string) {
  const first = new Set(one.section_id ? await listTaught(db, one.section_id) : [])
  return (await listTeacherChoices(db, one.institution_id, today)).filter(
    (person) => !first.has(person.person_id),
  )
}

/** The office asks somebody who did not mark first. */
export const assignMarker = defineAction({
  name: 'students.assign-marker',
  permission: 'students.edit',
  input: z.object({ ...seen, marker: z.uuid('students.marks.error.marker') }),
  find: (db, input) => getRequest(db, input.request),
  about: placeOf,
  async run(tx, { input, target, today }) {
    const wait = waitsFor(target)
    if (wait !== 'marker' && wait !== 'marking') throw precondition('students.marks.error.not_waiting')
    const isFit = (await listMarkers(tx, target, today)).some((one) => one.person_id === input.marker)
    if (!isFit) throw invalid({ marker: 'students.marks.error.marker' })
    if (
      !(await updateRequest(
        tx,
        { id: target.id, version: input.version },
        { marker_person_id: input.marker },
      ))
    )
      throw conflict()
    return {
      result: { id: target.id },
      changes: [changed(target, { marker: target.marker_person_id }, { marker: input.marker })],
    }
  },
})

/** The second marker gives a mark and the reason; it then waits for the decision. */
export const answerRemark = defineAction({
  name: 'students.answer-remark',
  permission: 'students.teach',
  input: z.object({
    ...seen,
    mark: z.string('students.marks.error.unreadable').trim().min(1),
    answer: reason,
  }),
  async find(db, input, { actor }: Finding) {
    const request = await getRequest(db, input.request)
    const person = actor.kind === 'account' ? actor.personId : undefined
    if (!person || request.marker_person_id !== person) throw notFound()
    return { request, person }
  },
  about: ({ request, person }) => ({ institution: request.institution_id, person }),
  async run(tx, { input, target: { request } }) {
    if (waitsFor(request) !== 'marking') throw precondition('students.marks.error.not_waiting')
    const column = await examColumn(tx, request)
    const result = await findResult(tx, request.result_id)
    const policy = await getRules(tx, result!.grading_policy_id)
    const mark = readRemark(input.mark, policy.tests.highest_mark)
    const next = { proposed: { [column]: mark }, answer: input.answer }
    if (!(await updateRequest(tx, { id: request.id, version: input.version }, next))) throw conflict()
    return { result: { id: request.id }, changes: [changed(request, { proposed: null }, next)] }
  },
})

function readRemark(text: string, highest: string): string {
  try {
    const mark = readProposed({ mark: text }, highest).get('mark')
    if (mark?.state === 'scored') return markText(mark)
  } catch {
    throw invalid({ mark: 'students.marks.error.too_high_or_unreadable' })
  }
  throw invalid({ mark: 'students.marks.error.too_high_or_unreadable' })
}

/** The exam the result stands on: the last posted column in which the learner has a mark that counts. */
async function examColumn(tx: Tx, request: ResultRequest): Promise<string> {
  const columns = (await listColumns(tx, request.section_id!)).filter(
    (one) => one.kind === 'exam' && one.is_closed,
  )
  const section = await findSection(tx, request.section_id!, '9999-12-31')
  const line = (await readSheet(tx, section!, '9999-12-31', [request.enrolment_id])).lines[0]
  const counts = (column: string) => (line?.marks.get(column)?.state ?? 'excused') !== 'excused'
  const last = columns.findLast((column) => counts(column.id))
  if (!last) throw precondition('students.marks.error.no_exam')
  return last.id
}

/** Agrees to a request or refuses it, with the reason: never who asked, and never who marked (four eyes). */
export const decideRequest = defineAction({
  name: 'students.decide-result-request',
  permission: 'students.approve',
  input: z.object({
    ...seen,
    verdict: z.enum(['accepted', 'refused'], 'students.marks.error.verdict'),
    answer: z.string().trim().max(500).optional(),
  }),
  find: (db, input) => getRequest(db, input.request),
  about: placeOf,
  async run(tx, { input, target, actor, app, today }) {
    if (waitsFor(target) !== 'decision') throw precondition('students.marks.error.not_waiting')
    const { by, byName } = signerOf(actor)
    const isMarker =
      actor.kind === 'account' && actor.personId !== undefined && actor.personId === target.marker_person_id
    if (by === target.asked_by || isMarker) throw precondition('students.marks.error.same_person')
    if (input.verdict === 'refused' && !input.answer && !target.answer)
      throw invalid({ answer: 'students.marks.error.reason' })
    const at = app.clock.now().toISOString()
    const done =
      input.verdict === 'accepted' ? await accept(tx, target, { by, byName, at }, today) : undefined
    const next = {
      state: input.verdict,
      decided: { by, byName, at },
      answer: input.answer ?? target.answer,
      new_result_id: done?.id ?? null,
    }
    if (!(await updateRequest(tx, { id: target.id, version: input.version }, next))) throw conflict()
    return {
      result: { id: target.id, result: done?.id ?? target.result_id },
      changes: [changed(target, { state: 'open' }, next), ...(done?.changes ?? [])],
    }
  },
})

async function accept(
  tx: Tx,
  target: ResultRequest,
  approver: { by: string; byName: string; at: string },
  today: string,
) {
  const result = await findResult(tx, target.result_id)
  const section = target.section_id ? await findSection(tx, target.section_id, today) : undefined
  if (!result || !section || !target.proposed) throw precondition('students.marks.error.not_waiting')
  const words = target.kind === 'remark' ? remarkReason(target.answer ?? target.reason) : target.reason
  return applyCorrection(tx, section, result, {
    cells: target.proposed,
    reason: words,
    asker: { by: target.asked_by, byName: target.asked_by_name },
    approver,
    today,
  })
}

/**
 * Who asked takes the request back while nobody has decided; a remark only while it is not marked: who has seen a lower mark
 * would else keep the higher.
 */
export const withdrawRequest = defineAction({
  name: 'students.withdraw-result-request',
  permission: 'signed-in',
  input: z.object(seen),
  async find(db, input, { actor }: Finding) {
    const request = await getRequest(db, input.request)
    if (request.asked_by !== signerOf(actor).by) throw notFound()
    return request
  },
  about: () => ({ anywhere: true }),
  async run(tx, { input, target }) {
    if (!mayWithdraw(target)) throw precondition('students.marks.error.marked_already')
    const isDone = await updateRequest(tx, { id: target.id, version: input.version }, { state: 'withdrawn' })
    if (!isDone) throw conflict()
    return {
      result: { id: target.id },
      changes: [changed(target, { state: 'open' }, { state: 'withdrawn' })],
    }
  },
})

export const mayDecide = (actor: Actor, one: ResultRequest): boolean =>
  may(actor, 'students.approve', placeOf(one)) && signerOf(actor).by !== one.asked_by
