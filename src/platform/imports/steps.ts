import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import { systemActor } from '../access.ts'
import { defineAction, type Action } from '../actions/define.ts'
import { act } from '../actions/run.ts'
import type { App } from '../app.ts'
import type { Change } from '../audit/record.ts'
import type { Tx } from '../db/database.ts'
import { AppError } from '../errors.ts'
import { isAway } from '../http/respond.ts'
import {
  actorOf,
  busyStates,
  placeOf,
  viewOf,
  type BatchRow,
  type BatchState,
  type Failure,
} from './batch.ts'
import type { AnyImport } from './define.ts'
import { readLists } from './read-lists.ts'
import { examineRows, stageRows, type Progress } from './stage.ts'
import { findBatch, findColumns, holdBatch, patchBatch } from './store.ts'

const Id = z.object({ id: z.uuid() })
type Held = { row: BatchRow }
type Bulk = (seq: number) => Promise<number>
type Stepped = { state: BatchState; changes: readonly Change[] | Bulk }

export const silent: Progress = async () => undefined

/** A change of the batch itself, for the audit. */
export function batchChange(row: BatchRow, after: Record<string, unknown>): Change {
  return {
    subject: 'imports.batch',
    id: row.id,
    institution: row.institution_id,
    before: { state: row.state },
    after,
  }
}

/**
 * Goes on with a batch from the state it is in, in one transaction: all of the step or nothing of it. Called twice, the
 * second call waits for the first and then finds nothing to do.
 */
function stepAction(spec: AnyImport, progress: Progress): Action<z.infer<typeof Id>, Held, BatchState> {
  return defineAction({
    name: `imports.${spec.kind}.step`,
    permission: spec.permission,
    input: Id,
    find: async (db, { id }) => ({ row: await holdBatch(db, id, spec.kind) }),
    about: ({ row }) => placeOf(spec, row),
    async run(tx, { target: { row }, app, today }) {
      const context = { spec, app, today, progress }
      const { state, changes } = await step(tx, row, context)
      return { result: state, changes }
    },
  })
}

type StepContext = { spec: AnyImport; app: App; today: string; progress: Progress }

async function step(tx: Tx, row: BatchRow, context: StepContext): Promise<Stepped> {
  switch (row.state) {
    case 'reading':
      return readStep(tx, row, context)
    case 'checking':
      return checkStep(tx, row, await loadFile(context.app, row), context)
    case 'committing':
      return { state: 'committed', changes: (seq) => writeStep(tx, row, seq, context, 'commit') }
    case 'undoing':
      return { state: 'undone', changes: (seq) => writeStep(tx, row, seq, context, 'undo') }
    default:
      return { state: row.state, changes: [] }
  }
}

/** The workbook as it was uploaded. @throws FileError missing, once the batch was forgotten */
export async function loadFile(app: App, row: Pick<BatchRow, 'kept_hash'>): Promise<Buffer> {
  return app.keys.openBytes(await buffer((await app.files.get(row.kept_hash)).stream))
}

async function readStep(tx: Tx, row: BatchRow, context: StepContext): Promise<Stepped> {
  await context.progress(0.05, 'imports.step.opening')
  const source = await loadFile(context.app, row)
  const lists = await readLists(source, row.file_name, context.spec, (print) =>
    findColumns(tx, row.kind, row.institution_id, print),
  )
  const state = lists.isConfident ? 'checking' : 'matching'
  await patchBatch(tx, row.id, { tables: lists.tables, warnings: lists.warnings, state })
  if (state === 'matching') return { state, changes: [batchChange(row, { state })] }
  return checkStep(tx, { ...row, tables: lists.tables, state }, source, context)
}

async function checkStep(
  tx: Tx,
  row: BatchRow,
  source: Uint8Array,
  { spec, app, today, progress }: StepContext,
): Promise<Stepped> {
  const skipped = await stageRows(tx, source, row, { spec, keys: app.keys, today, progress })
  await progress(0.75, 'imports.step.comparing')
  const counts = { ...(await examineRows(tx, spec, viewOf(row, today, app), false)), skipped }
  await patchBatch(tx, row.id, { state: 'ready', counts, failure: null })
  return { state: 'ready', changes: [batchChange(row, { state: 'ready', counts })] }
}

/** Called with the number of the audit entry, last in the act: the module writes, then the batch says so. */
async function writeStep(
  tx: Tx,
  row: BatchRow,
  seq: number,
  { spec, app, today, progress }: StepContext,
  verb: 'commit' | 'undo',
): Promise<number> {
  await progress(0.3, verb === 'commit' ? 'imports.step.writing' : 'imports.step.undoing')
  const written = await spec[verb](tx, viewOf(row, today, app), seq)
  const done =
    verb === 'commit'
      ? { state: 'committed' as const, commit_seq: seq }
      : { state: 'undone' as const, undo_seq: seq }
  await patchBatch(tx, row.id, { ...done, failure: null })
  return written
}

/** Notes on the batch why a step failed. Nothing of the step was kept. */
function failAction(spec: AnyImport): Action<{ id: string; failure: Failure }, Held, null> {
  return defineAction({
    name: `imports.${spec.kind}.fail`,
    permission: spec.permission,
    input: z.object({
      id: z.uuid(),
      failure: z.object({
        step: z.custom<BatchState>(),
        key: z.string(),
        params: z.record(z.string(), z.union([z.string(), z.number()])),
      }),
    }),
    find: async (db, { id }) => ({ row: await holdBatch(db, id, spec.kind) }),
    about: ({ row }) => placeOf(spec, row),
    async run(tx, { input: { failure }, target: { row } }) {
      if (row.state !== failure.step) return { result: null, changes: [] }
      // What was written before stays written when taking it back fails.
      const state = failure.step === 'undoing' ? 'committed' : 'failed'
      await patchBatch(tx, row.id, { state, failure })
      return { result: null, changes: [batchChange(row, { state, failure })] }
    },
  })
}

/**
 * Runs the step that waits on a batch, under the right that was decided when it was asked for. A failure is written on
 * the batch; a database that is away is thrown, for the queue to try again.
 * @returns the state the batch is in now
 */
export async function runStep(
  app: App,
  spec: AnyImport,
  id: string,
  progress: Progress = silent,
): Promise<BatchState> {
  const row = await app.database.read(systemActor('imports'), (db) => findBatch(db, id))
  if (!row || !busyStates.includes(row.state)) return row?.state ?? 'discarded'
  const actor = actorOf(row.mandate, spec.permission)
  try {
    return await act(app, stepAction(spec, progress), { id }, actor)
  } catch (error) {
    if (isAway(error)) throw error
    const reason = error instanceof AppError ? error.reason : { key: 'imports.error.defect' }
    if (!(error instanceof AppError))
      app.log.error({ batch: id, step: row.state, err: error }, 'import step failed')
    await act(
      app,
      failAction(spec),
      { id, failure: { step: row.state, key: reason.key, params: reason.params ?? {} } },
      actor,
    )
    return row.state === 'undoing' ? 'committed' : 'failed'
  }
}
