import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { discardOlder } from '../store/batch.ts'

/** A batch nobody decided about leaves after so many days; its bytes are let go then. */
const daysKept = 7

/** Lets go of batches that were sent and forgotten. */
export const expireBatches = defineAction({
  name: 'resources.expire-imports',
  permission: 'resources.keep',
  input: z.object({}),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { app }) {
    const now = app.clock.now()
    const before = new Date(now.getTime() - daysKept * 24 * 3600_000)
    const gone = await discardOlder(tx, before, now)
    return {
      result: gone.length,
      changes: gone.map((one) => ({
        subject: 'resources.import_batch',
        id: one.id,
        institution: one.institution_id,
        before: { state: one.state },
        after: { state: 'discarded' },
      })),
    }
  },
})
