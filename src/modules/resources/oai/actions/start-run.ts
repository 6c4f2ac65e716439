import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '#platform/access.ts'
import { defineAction, nothing } from '#platform/actions/define.ts'
import type { App } from '#platform/app.ts'
import { actorLabel } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import { precondition } from '#platform/errors.ts'
import { enqueue, startJob } from '#platform/jobs/queue.ts'
import { harvestJob } from '../harvester/jobs.ts'
import { closeLost, getRun, insertRun, isBusy, listRuns, type Run } from '../store/run.ts'
import { getSource, listDue, moveOn, type Source } from '../store/source.ts'

/** Queues a run of a source. One that broke off on the line is gone on with. */
export async function queueRun(
  tx: Tx,
  source: Source,
  kind: Run['kind'],
  { app, actor }: { app: App; actor: Actor },
): Promise<string> {
  const now = app.clock.now()
  const [last] = kind === 'harvest' ? await listRuns(tx, source.id, 1) : []
  const waits = last?.kind === 'harvest' && last.state === 'failed' && last.token !== null ? last : undefined
  const run = await insertRun(tx, {
    source_id: source.id,
    kind,
    started_by_name: actor.kind === 'account' ? actorLabel(actor).name : '',
    made_at: now,
    asked_from: waits ? waits.asked_from : source.next_from,
    token: waits?.token ?? null,
    answer_date: waits?.answer_date ?? null,
  })
  if (actor.kind !== 'account') await enqueue(tx, harvestJob, { harvest: run, run: '' }, `harvest ${run}`)
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
    if (await isBusy(tx, target.id)) throw precondition('resources.oai.error.running')
    const source = input.whole ? { ...target, next_from: null } : target
    const run = await queueRun(tx, source, input.kind, { app, actor })
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
    await sql`update resources.harvest_run set state = 'stopped', ended_at = ${app.clock.now()}, fault = 'stopped',
        fault_params = ${JSON.stringify({ name: actorLabel(actor).name })}::jsonb, token = null
      where id = ${target.id}::uuid and state in ('waiting', 'running')`.execute(tx)
    return {
      result: { id: target.source_id },
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

/** Starts what is due. */
export const startDue = defineAction({
  name: 'resources.start-due-harvests',
  permission: 'resources.keep',
  input: z.object({}),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { app, actor }) {
    const now = app.clock.now()
    await closeLost(tx, new Date(now.getTime() - lostAfter), now)
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
