import { z } from 'zod'
import { findLearnersByCode } from '#modules/students/index.ts'
import { defineAction } from '#platform/actions/define.ts'
import { actorLabel } from '#platform/audit/record.ts'
import { conflict, invalid, notFound, precondition } from '#platform/errors.ts'
import { getKind } from '../../kinds/store/kind.ts'
import { buildDrafts } from '../build.ts'
import { fromList } from '../candidates.ts'
import { readList } from '../list-text.ts'
import type { IssueRun } from '../run.ts'
import { listPresent } from '../store/line.ts'
import { getRun, updateRun } from '../store/run.ts'
import { settingFields, typedReason, version } from '../typed.ts'
import { checkSetting } from './settings.ts'

const change = (
  run: IssueRun,
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
) => ({ subject: 'diplomas.issue_run', id: run.id, institution: run.institution_id, before, after })

/** @throws AppError precondition once numbers are taken */
function needsDraft(run: IssueRun): void {
  if (run.state !== 'draft') throw precondition('diplomas.issuing.error.not_draft')
}

/** Saves what stands on every diploma of a draft run, and makes its lines anew from the records as they are now. */
export const saveRun = defineAction({
  name: 'diplomas.save-run',
  permission: 'diplomas.register',
  input: z.object({ run: z.uuid(), version, ...settingFields }),
  find: (db, input) => getRun(db, input.run),
  about: (run) => ({ institution: run.institution_id }),
  async run(tx, { input, target: run, app }) {
    needsDraft(run)
    if (run.version !== input.version) throw conflict()
    checkSetting({ ...input, decision_date: run.decision_date }, await getKind(tx, run.kind_id))
    const { issue_date, issue_place, signer_name, signer_capacity, medium } = input
    const next = { issue_date, issue_place, signer_name, signer_capacity, medium }
    if ((await updateRun(tx, run, next)) === 0) throw conflict()
    const built = await buildDrafts(app, tx, await getRun(tx, run.id))
    return {
      result: { run: run.id, ...built },
      changes: [
        change(
          run,
          { issue_date: run.issue_date, medium: run.medium, signer_name: run.signer_name },
          { ...next, lines: built.lines, faulty: built.faulty },
        ),
      ],
    }
  },
})

/** Makes the lines anew from the records as they are now: who was mended leaves the list of what is missing. */
export const rebuildRun = defineAction({
  name: 'diplomas.rebuild-run',
  permission: 'diplomas.register',
  input: z.object({ run: z.uuid(), version }),
  find: (db, input) => getRun(db, input.run),
  about: (run) => ({ institution: run.institution_id }),
  async run(tx, { input, target: run, app }) {
    needsDraft(run)
    if (run.version !== input.version || (await updateRun(tx, run, {})) === 0) throw conflict()
    const built = await buildDrafts(app, tx, run)
    return {
      result: { run: run.id, ...built },
      changes: [
        change(run, { lines: run.lines, faulty: run.faulty }, { lines: built.lines, faulty: built.faulty }),
      ],
    }
  },
})

/**
 * Adds learners to a list typed by hand: one code a line, the class of the result after a semicolon. All or none of
 * them; who is in the run or was left out of it is not added again.
 */
export const addPeople = defineAction({
  name: 'diplomas.add-to-run',
  permission: 'diplomas.register',
  input: z.object({ run: z.uuid(), version, people: z.string('diplomas.issuing.error.people').max(50_000) }),
  find: (db, input) => getRun(db, input.run),
  about: (run) => ({ institution: run.institution_id }),
  async run(tx, { input, target: run, app }) {
    needsDraft(run)
    if (run.source !== 'list') throw precondition('diplomas.issuing.error.not_list')
    if (run.version !== input.version) throw conflict()
    const t = app.catalog('vi')
    const read = readList(input.people)
    if ('faults' in read)
      throw invalid({ people: t('diplomas.issuing.error.people_lines', { lines: read.faults.join('; ') }) })
    const known = await findLearnersByCode(
      tx,
      run.institution_id,
      read.lines.map((line) => line.code),
    )
    const strange = read.lines.filter((line) => !known.has(line.code)).map((line) => line.code)
    if (strange.length > 0)
      throw invalid({
        people: t('diplomas.issuing.error.people_unknown', { codes: strange.slice(0, 20).join(', ') }),
      })
    const present = await listPresent(tx, run.id)
    const added = read.lines
      .filter(({ code }) => !present.has(known.get(code)!.person_id))
      .map(({ code, classification }) =>
        fromList(run, { person_id: known.get(code)!.person_id, name: code, classification }),
      )
    const built = await buildDrafts(app, tx, run, added)
    if ((await updateRun(tx, run, built.isDemo ? { is_demo: true } : {})) === 0) throw conflict()
    return {
      result: { run: run.id, added: added.length },
      changes: [change(run, { lines: run.lines }, { lines: built.lines, added: added.length })],
    }
  },
})

/** Gives a draft up: no number was taken, its lines go. */
export const cancelRun = defineAction({
  name: 'diplomas.cancel-run',
  permission: 'diplomas.register',
  input: z.object({ run: z.uuid(), version, reason: typedReason }),
  find: (db, input) => getRun(db, input.run),
  about: (run) => ({ institution: run.institution_id }),
  async run(tx, { input, target: run, actor }) {
    needsDraft(run)
    if (run.version !== input.version) throw conflict()
    if ((await updateRun(tx, run, { state: 'cancelled' })) === 0) throw conflict()
    await tx
      .deleteFrom('diplomas.diploma')
      .where('run_id', '=', run.id)
      .where('state', '=', 'draft')
      .execute()
    return {
      result: { run: run.id },
      changes: [
        change(
          run,
          { state: 'draft' },
          { state: 'cancelled', reason: input.reason, by: actorLabel(actor).name },
        ),
      ],
    }
  },
})

/** Leaves somebody of a draft out, with the reason. */
export const leaveOut = defineAction({
  name: 'diplomas.leave-out',
  permission: 'diplomas.register',
  input: z.object({ run: z.uuid(), diploma: z.uuid(), reason: typedReason }),
  find: (db, input) => getRun(db, input.run),
  about: (run) => ({ institution: run.institution_id }),
  async run(tx, { input, target: run, actor }) {
    needsDraft(run)
    const gone = await tx
      .deleteFrom('diplomas.diploma')
      .where('id', '=', input.diploma)
      .where('run_id', '=', run.id)
      .where('state', '=', 'draft')
      .returning(['person_id', 'enrolment_id'])
      .executeTakeFirst()
    if (!gone?.person_id) throw notFound()
    const who = actorLabel(actor)
    await tx
      .insertInto('diplomas.left_out')
      .values({
        run_id: run.id,
        institution_id: run.institution_id,
        person_id: gone.person_id,
        enrolment_id: gone.enrolment_id,
        reason: input.reason,
        by_account: who.id,
        by_name: who.name,
      })
      .onConflict((oc) => oc.columns(['run_id', 'person_id']).doNothing())
      .execute()
    return {
      result: { run: run.id },
      changes: [change(run, null, { left_out: gone.person_id, reason: input.reason })],
    }
  },
})

/** Takes somebody who was left out in again. */
export const letIn = defineAction({
  name: 'diplomas.let-in',
  permission: 'diplomas.register',
  input: z.object({ run: z.uuid(), left_out: z.uuid() }),
  find: (db, input) => getRun(db, input.run),
  about: (run) => ({ institution: run.institution_id }),
  async run(tx, { input, target: run, app }) {
    needsDraft(run)
    const back = await tx
      .deleteFrom('diplomas.left_out')
      .where('id', '=', input.left_out)
      .where('run_id', '=', run.id)
      .returning('person_id')
      .executeTakeFirst()
    if (!back) throw notFound()
    const added =
      run.source === 'list'
        ? [fromList(run, { person_id: back.person_id, name: '', classification: null })]
        : []
    await buildDrafts(app, tx, run, added)
    return { result: { run: run.id }, changes: [change(run, { left_out: back.person_id }, null)] }
  },
})
