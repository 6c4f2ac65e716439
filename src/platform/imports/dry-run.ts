import { z } from 'zod'
import type { Actor } from '../access.ts'
import { defineAction } from '../actions/define.ts'
import { act } from '../actions/run.ts'
import type { App } from '../app.ts'
import { actorLabel } from '../audit/record.ts'
import { mandateOf, placeOf, viewOf, type BatchRow, type Counts, type FoundList } from './batch.ts'
import type { AnyImport } from './define.ts'
import { readLists } from './read-lists.ts'
import { examineRows, stageRows } from './stage.ts'
import { silent } from './steps.ts'
import { findBatch, findColumns, insertBatch, listProblems, patchBatch, type StagedRow } from './store.ts'

/** What importing a file would do. `counts` is absent when its columns need a person. */
export type DryRun = {
  tables: FoundList[]
  warnings: BatchRow['warnings']
  counts: Counts | undefined
  problems: Pick<StagedRow, 'row_number' | 'sheet' | 'sheet_row' | 'problems'>[]
}

/** Carries the outcome out of the transaction, which it rolls back. */
class Outcome extends Error {
  readonly found: DryRun
  constructor(found: DryRun) {
    super('dry run')
    this.found = found
  }
}

const tryAction = (spec: AnyImport) =>
  defineAction({
    name: `imports.${spec.kind}.try`,
    permission: spec.permission,
    input: z.object({ institution: z.uuid().nullable(), bytes: z.instanceof(Uint8Array), name: z.string() }),
    find: async (_db, { institution }) => ({ institution_id: institution }),
    about: (target) => placeOf(spec, target),
    async run(tx, { input, target, actor, app, today }): Promise<never> {
      const recall = (print: string) => findColumns(tx, spec.kind, target.institution_id, print)
      const { tables, warnings, isConfident } = await readLists(input.bytes, input.name, spec, recall)
      if (!isConfident) throw new Outcome({ tables, warnings, counts: undefined, problems: [] })
      const { id: account, name: account_name } = actorLabel(actor)
      const mandate = mandateOf(actor, spec.permission, placeOf(spec, target))
      const file = { file_name: input.name, file_hash: '', kept_hash: '', file_size: input.bytes.byteLength }
      const id = await insertBatch(tx, {
        kind: spec.kind,
        ...target,
        account,
        account_name,
        ...file,
        mandate,
        replaces: null,
      })
      await patchBatch(tx, id, { tables, warnings })
      const row = (await findBatch(tx, id))!
      const skipped = await stageRows(tx, input.bytes, row, { spec, keys: app.keys, today, progress: silent })
      const counts = { ...(await examineRows(tx, spec, viewOf(row, today, app), false)), skipped }
      throw new Outcome({
        tables,
        warnings,
        counts,
        problems: await listProblems(tx, { id, tables }, 10_000),
      })
    },
  })

/** Reads, checks and compares a file and writes nothing. @throws AppError as the import itself */
export async function dryRun(
  app: App,
  spec: AnyImport,
  file: { bytes: Uint8Array; name: string; institution: string | null },
  actor: Actor,
): Promise<DryRun> {
  try {
    return await act<unknown, unknown, never>(app, tryAction(spec) as never, file, actor)
  } catch (error) {
    if (error instanceof Outcome) return error.found
    throw error
  }
}
