import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'

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
    const gone = await sql<{ id: string; state: string; institution_id: string | null }>`
      with old as (select id, state from resources.import_batch
        where state in ('reading', 'ready', 'faulty') and made_at < ${before} for update)
      update resources.import_batch b set state = 'discarded', resources = null, fault = null, ended_at = ${now}, version = version + 1
      from old where b.id = old.id returning b.id, old.state, b.institution_id`.execute(tx)
    return {
      result: gone.rows.length,
      changes: gone.rows.map((one) => ({
        subject: 'resources.import_batch',
        id: one.id,
        institution: one.institution_id,
        before: { state: one.state },
        after: { state: 'discarded' },
      })),
    }
  },
})
