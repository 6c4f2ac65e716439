import { z } from 'zod'
import { systemActor } from '../access.ts'
import { defineAction, nothing } from '../actions/define.ts'
import { act } from '../actions/run.ts'
import type { App } from '../app.ts'
import { mayDiscard } from './batch.ts'
import { deleteRows, listForgettable, patchBatch } from './store.ts'

/** Batches done in one act: their rows may be 200,000 each. */
const atOnce = 10

const forget = defineAction({
  name: 'imports.forget-rows',
  permission: 'imports.forget-rows',
  input: z.object({ days: z.number().int().min(1) }),
  find: nothing,
  about: () => ({ anywhere: true as const }),
  async run(tx, { input, app }) {
    const batches = await listForgettable(tx, input.days, atOnce)
    for (const batch of batches) {
      await deleteRows(tx, batch.id)
      const state = mayDiscard(batch) ? ('discarded' as const) : batch.state
      await patchBatch(tx, batch.id, { state, rows_gone_at: app.clock.now() })
    }
    // Within the act: where it fails or is cut off here, the batch is looked at again the next night. The file is sealed,
    // so no other record names it.
    for (const batch of batches) await app.files.delete(batch.kept_hash)
    const changes = batches.map((batch) => ({
      subject: 'imports.batch',
      id: batch.id,
      institution: batch.institution_id,
      before: { state: batch.state },
      after: { state: mayDiscard(batch) ? 'discarded' : batch.state, rows_gone: true },
    }))
    return { result: batches.length, changes }
  },
})

/**
 * Deletes the uploaded files, and the rows read from them, whose batch nobody touched for the time set (`IMPORT_ROWS_KEPT_DAYS`). What was never
 * written is dropped with them; what was written stays, and undoing it needs the audit trail only.
 * @returns how many batches
 */
export async function forgetRows(app: App): Promise<number> {
  let all = 0
  for (;;) {
    const done = await act(app, forget, { days: app.config.importRowsKeptDays }, systemActor('imports'))
    all += done
    if (done < atOnce) return all
  }
}
