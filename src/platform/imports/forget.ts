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
    const changes = batches.map((batch) => ({
      subject: 'imports.batch',
      id: batch.id,
      institution: batch.institution_id,
      before: { state: batch.state },
      after: { state: mayDiscard(batch) ? 'discarded' : batch.state, rows_gone: true },
    }))
    return { result: batches.map((batch) => batch.kept_hash), changes }
  },
  // The file of a batch is sealed, so no other record names it.
  async after(files, { app }) {
    for (const hash of files) await app.files.delete(hash)
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
    all += done.length
    if (done.length < atOnce) return all
  }
}
