import type { Tx } from '#platform/db/database.ts'
import { enqueue } from '#platform/jobs/queue.ts'
import { z } from 'zod'

/** The name under which a run waits in the queue. `run`: the page on which somebody waits; empty when it began by itself. */
export const harvestWork = {
  name: 'resources.harvest',
  input: z.object({ harvest: z.uuid(), run: z.string() }),
}

/** Puts a run into the queue. `waiter`: the page on which somebody waits, empty for nobody. */
export const queueWork = (tx: Tx, run: string, waiter = ''): Promise<void> =>
  enqueue(tx, harvestWork, { harvest: run, run: waiter }, waiter || `harvest ${run}`)
