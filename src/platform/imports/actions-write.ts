import { z } from 'zod'
import { defineAction } from '../actions/define.ts'
import { AppError, precondition } from '../errors.ts'
import { included, mayDiscard, placeOf, type BatchRow } from './batch.ts'
import type { AnyImport } from './define.ts'
import { goOn, rowsAtOnce, setToWork } from './go-on.ts'
import { mayReview } from './review.ts'
import { batchChange } from './steps.ts'
import { deleteRows, holdBatch, patchBatch } from './store.ts'

const Id = z.object({ id: z.uuid() })
const isLarge = (row: BatchRow) => (row.counts.rows ?? 0) > rowsAtOnce

/** Approves a batch: its accepted rows are written, all or none. */
export const commitAction = (spec: AnyImport) =>
  defineAction({
    name: `imports.${spec.kind}.commit`,
    permission: spec.permission,
    input: z.object({ id: z.uuid(), leave_errors: z.stringbool().optional() }),
    find: async (db, { id }) => ({ row: await holdBatch(db, id, spec.kind) }),
    about: ({ row }) => placeOf(spec, row),
    async run(tx, { input, target: { row }, actor, app, lang }) {
      refuseCommit(row, input.leave_errors ?? false)
      const result = await setToWork(tx, spec, row, 'committing', { actor, app, lang, isLarge: isLarge(row) })
      return {
        result,
        changes: [
          batchChange(row, {
            state: 'committing',
            counts: row.counts,
            leave_errors: input.leave_errors ?? false,
          }),
        ],
      }
    },
    after: goOn(spec),
  })

function refuseCommit(row: BatchRow, leavesErrors: boolean): void {
  const { counts } = row
  if (['committing', 'committed', 'undoing', 'undone'].includes(row.state))
    throw precondition('imports.commit.already')
  if (!mayReview(row)) throw precondition('imports.error.wrong_state')
  if ((counts.undecided ?? 0) > 0)
    throw precondition('imports.commit.undecided', { count: counts.undecided ?? 0 })
  if ((counts.error ?? 0) > 0 && !leavesErrors) {
    throw new AppError(
      'invalid',
      { key: 'imports.commit.errors', params: { count: counts.error ?? 0 } },
      { leave_errors: 'imports.commit.tick' },
    )
  }
  if ((counts.write_new ?? 0) + (counts.write_change ?? 0) === 0) throw precondition('imports.commit.nothing')
}

/** Takes back what a batch wrote, all or nothing. */
export const undoAction = (spec: AnyImport) =>
  defineAction({
    name: `imports.${spec.kind}.undo`,
    permission: spec.permission,
    input: Id,
    find: async (db, { id }) => ({ row: await holdBatch(db, id, spec.kind) }),
    about: ({ row }) => placeOf(spec, row),
    async run(tx, { target: { row }, actor, app, lang }) {
      if (row.state !== 'committed') throw precondition('imports.undo.not_committed')
      const result = await setToWork(tx, spec, row, 'undoing', { actor, app, lang, isLarge: isLarge(row) })
      return { result, changes: [batchChange(row, { state: 'undoing' })] }
    },
    after: goOn(spec),
  })

/** Drops a batch that was not written, with everything read from its file. */
export const discardAction = (spec: AnyImport) =>
  defineAction({
    name: `imports.${spec.kind}.discard`,
    permission: spec.permission,
    input: Id,
    find: async (db, { id }) => ({ row: await holdBatch(db, id, spec.kind) }),
    about: ({ row }) => placeOf(spec, row),
    async run(tx, { target: { row } }) {
      if (!mayDiscard(row)) throw precondition('imports.error.wrong_state')
      await deleteRows(tx, row.id)
      await patchBatch(tx, row.id, { state: 'discarded' })
      return { result: { id: row.id }, changes: [batchChange(row, { state: 'discarded' })] }
    },
  })

/** Tries again what failed while reading or checking. */
export const retryAction = (spec: AnyImport) =>
  defineAction({
    name: `imports.${spec.kind}.retry`,
    permission: spec.permission,
    input: Id,
    find: async (db, { id }) => ({ row: await holdBatch(db, id, spec.kind) }),
    about: ({ row }) => placeOf(spec, row),
    async run(tx, { target: { row }, actor, app, lang }) {
      const step = row.failure?.step
      if (row.state !== 'failed' || (step !== 'reading' && step !== 'checking'))
        throw precondition('imports.error.wrong_state')
      const rows = included(row.tables).reduce((sum, list) => sum + list.rows, 0)
      const result = await setToWork(tx, spec, row, step, {
        actor,
        app,
        lang,
        isLarge: step === 'reading' || rows > rowsAtOnce,
      })
      return { result, changes: [batchChange(row, { state: step })] }
    },
    after: goOn(spec),
  })
