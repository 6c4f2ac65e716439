import { z } from 'zod'
import type { Actor } from '#platform/access.ts'
import { defineAction, nothing } from '#platform/actions/define.ts'
import type { App } from '#platform/app.ts'
import { actorLabel } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import { precondition } from '#platform/errors.ts'
import { startJob } from '#platform/jobs/queue.ts'
import { harvestJob } from '../harvester/jobs.ts'
import { queueWork } from '../harvester/work.ts'
import {
  closeLost,
  findBroken,
  forgetFaults,
  getRun,
  insertRun,
  listForgotten,
  markStopped,
  type Run,
} from '../store/run.ts'
import { getSource, listDue, moveOn, type Source } from '../store/source.ts'

type Queued = { app: App; actor: Actor; isWhole?: boolean }

/**
 * Queues a run of a source. A harvest that broke off on the line is gone on with, unless everything is wanted (`isWhole`).
 * @throws AppError precondition when one is under way
 */
export async function queueRun(
  tx: Tx,
  source: Source,
  kind: Run['kind'],
  { app, actor, isWhole = false }: Queued,
): Promise<string> {
  const waits = kind === 'harvest' && !isWhole ? await findBroken(tx, source.id) : undefined
  const run = await insertRun(tx, {
    source_id: source.id,
    kind,
    started_by_name: actor.kind === 'account' ? actorLabel(actor).name : '',
    made_at: app.clock.now(),
    asked_from: waits ? waits.asked_from : isWhole ? null : source.next_from,
    token: waits?.token ?? null,
    answer_date: waits?.answer_date ?? null,
  })
  if (!run) throw precondition('resources.oai.error.running')
  if (actor.kind !== 'account') await queueWork(tx, run)
  else
    await startJob(
      tx,
      harvestJob,
      { harvest: run },
      {
        account: actor.id,
        title: app.catalog('vi')(kind === 'try' ? 'resources.oai.try_job' : 'resources.oai.job', {
          name: source.name,
        }),
        link: sourcePath(source.id),
      },
    )
  return run
}

export const sourcePath = (id: string): string => `/hoc-lieu/nguon/${id}`

/** Harvests a source now, or only looks at what it has. */
export const startRun = defineAction({
  name: 'resources.start-harvest',
  permission: 'resources.keep',
  input: z.object({ id: z.uuid(), kind: z.enum(['try', 'harvest']), whole: z.literal('true').optional() }),
  find: (db, input) => getSource(db, input.id),
  about: () => ({ province: true }),
  async run(tx, { input, target, app, actor }) {
    if (target.ended_at) throw precondition('resources.oai.error.ended')
    const run = await queueRun(tx, target, input.kind, { app, actor, isWhole: input.whole !== undefined })
    return {
      result: { id: target.id },
      changes: [
        {
          subject: 'resources.harvest_source',
          id: target.id,
          institution: null,
          before: {},
          after: { run, kind: input.kind },
        },
      ],
    }
  },
})

/** Stops a run after the answer it is at; what came stays. */
export const stopRun = defineAction({
  name: 'resources.stop-harvest',
  permission: 'resources.keep',
  input: z.object({ run: z.uuid() }),
  find: (db, input) => getRun(db, input.run),
  about: () => ({ province: true }),
  async run(tx, { target, app, actor }) {
    const result = { id: target.source_id }
    const isStopped = await markStopped(tx, target.id, actorLabel(actor).name, app.clock.now())
    if (!isStopped) return { result, changes: [] }
    return {
      result,
      changes: [
        {
          subject: 'resources.harvest_source',
          id: target.source_id,
          institution: null,
          before: { run: target.id, state: target.state },
          after: { run: target.id, state: 'stopped' },
        },
      ],
    }
  },
})

/** Milliseconds without a sign after which a run is lost. */
const lostAfter = 6 * 3600_000
/** Milliseconds that lists of what was left out stay. */
const faultsKept = 90 * 24 * 3600_000

/** Starts what is due. */
export const startDue = defineAction({
  name: 'resources.start-due-harvests',
  permission: 'resources.keep',
  input: z.object({}),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { app, actor }) {
    const now = app.clock.now()
    const quietSince = new Date(now.getTime() - lostAfter)
    await closeLost(tx, quietSince, now)
    for (const run of await listForgotten(tx, quietSince, now)) await queueWork(tx, run)
    await forgetFaults(tx, new Date(now.getTime() - faultsKept))
    const due = await listDue(tx, now)
    for (const source of due) {
      await queueRun(tx, source, 'harvest', { app, actor })
      // Should its work be lost, it is due again tomorrow.
      await moveOn(tx, source.id, { from: undefined, due: new Date(now.getTime() + 24 * 3600_000) })
    }
    return {
      result: due.length,
      changes: due.map((source) => ({
        subject: 'resources.harvest_source',
        id: source.id,
        institution: null,
        before: {},
        after: { kind: 'harvest' },
      })),
    }
  },
})
