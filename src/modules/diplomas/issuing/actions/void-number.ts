import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { actorLabel, type Change } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import { conflict, notFound, precondition } from '#platform/errors.ts'
import { spoilBlanks } from '../../blanks/store/take.ts'
import { getDiploma, insertEvents } from '../../store/diploma.ts'
import { getRun, holdRun, updateRun } from '../store/run.ts'
import { typedReason, version } from '../typed.ts'
import { closeRun } from './finish-lines.ts'

/**
 * Voids the number of a diploma entered wrongly, before it is issued: its line stays in the register with the reason, its number is
 * never given again, its blank is spoiled. The learner may be entered anew.
 */
export const voidNumber = defineAction({
  name: 'diplomas.void-number',
  permission: 'diplomas.register',
  input: z.object({ id: z.uuid(), version, reason: typedReason }),
  find: (db, input) => getDiploma(db, input.id),
  about: (diploma) => ({ institution: diploma.institution_id }),
  async run(tx, { input, target: diploma, actor, today }) {
    if (!diploma.run_id) throw notFound()
    await holdRun(tx, diploma.run_id)
    const done = await tx
      .updateTable('diplomas.diploma')
      .set({ state: 'void', failure: null, version: diploma.version + 1 })
      .where('id', '=', diploma.id)
      .where('state', '=', 'numbered')
      .where('version', '=', input.version)
      .executeTakeFirst()
    if (Number(done.numUpdatedRows) === 0) {
      if (diploma.state !== 'numbered') throw precondition('diplomas.issuing.error.not_voidable')
      throw conflict()
    }
    const { kind: _, ...by } = actorLabel(actor)
    await insertEvents(tx, [diploma.id], { act: 'void', on_date: today, reason: input.reason }, by)
    if (diploma.blank_id)
      await spoilBlanks(tx, [diploma.blank_id], { reason: input.reason, on_date: today, by })
    return {
      result: { run: diploma.run_id, id: diploma.id },
      changes: [
        {
          subject: 'diplomas.diploma',
          id: diploma.id,
          institution: diploma.institution_id,
          before: { state: 'numbered' },
          after: { state: 'void', reason: input.reason },
        },
        ...(await endRun(tx, diploma.run_id)),
      ],
    }
  },
})

/** A run of which nothing is left is over; one whose last waiting line went is issued. */
async function endRun(tx: Tx, runId: string): Promise<Change[]> {
  const run = await getRun(tx, runId)
  if (run.state !== 'numbered' || run.numbered > 0) return closeRun(tx, run)
  await updateRun(tx, run, { state: 'cancelled' })
  return [
    {
      subject: 'diplomas.issue_run',
      id: run.id,
      institution: run.institution_id,
      before: { state: run.state },
      after: { state: 'cancelled' },
    },
  ]
}
