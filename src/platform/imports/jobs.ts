import { z } from 'zod'
import { systemActor } from '../access.ts'
import { defineAction, nothing } from '../actions/define.ts'
import { act } from '../actions/run.ts'
import type { App } from '../app.ts'
import { defineJob, type AnyJob } from '../jobs/define.ts'
import { enqueue } from '../jobs/queue.ts'
import type { AnyImport } from './define.ts'
import { forgetRows } from './forget.ts'
import { runStep } from './steps.ts'
import { listOrphans } from './store.ts'

/** The import of a kind among the composed modules. */
export function findImport(app: Pick<App, 'modules'>, kind: string): AnyImport | undefined {
  return listImports(app).find((spec) => spec.kind === kind)
}

export function listImports(app: Pick<App, 'modules'>): AnyImport[] {
  return app.modules.flatMap((module) => module.imports ?? [])
}

/** Goes on with a batch that is too large for a request. */
export const importStepJob = defineJob({
  name: 'imports.step',
  input: z.object({ kind: z.string(), batch: z.uuid(), run: z.string() }),
  async run({ kind, batch }, { app, progress }) {
    const spec = findImport(app, kind)
    if (!spec) throw new Error(`no import ${kind}`)
    const state = await runStep(app, spec, batch, progress)
    return { batch, state }
  },
})

const putBack = defineAction({
  name: 'imports.put-back',
  permission: 'imports.put-back',
  input: z.object({ quiet: z.number().min(0) }),
  find: nothing,
  about: () => ({ anywhere: true as const }),
  async run(tx, { input }) {
    const orphans = await listOrphans(tx, input.quiet)
    for (const { id, kind, job_run: run } of orphans) {
      // Without a run of its own (small work of a request) the batch's id names one that nobody watches.
      await enqueue(tx, importStepJob, { kind, batch: id, run: run ?? id }, run ?? id)
    }
    const changes = orphans.map(({ id }) => ({
      subject: 'imports.batch',
      id,
      before: null,
      after: { put_back: true },
    }))
    return { result: orphans.length, changes }
  },
})

/**
 * Puts batches back to work whose worker was killed: they are in a state of work and nobody holds them.
 * @param quiet seconds a batch must have stood still; 0 at start, when no worker of ours can hold one
 * @returns how many
 */
export async function recoverImports(app: App, quiet = 20): Promise<number> {
  const system = systemActor('imports')
  const waiting = await app.database.read(system, async (db) =>
    db
      .selectFrom('platform.import_batch')
      .select('id')
      .where('state', 'in', ['reading', 'checking', 'committing', 'undoing'])
      .limit(1)
      .execute(),
  )
  return waiting.length === 0 ? 0 : act(app, putBack, { quiet }, system)
}

const recoverJob = defineJob({
  name: 'imports.recover',
  input: z.unknown(),
  cron: '* * * * *',
  run: (_input, { app }) => recoverImports(app),
})

const forgetJob = defineJob({
  name: 'imports.forget',
  input: z.unknown(),
  cron: '41 19 * * *',
  run: (_input, { app }) => forgetRows(app),
})

/** The importer's jobs. */
export const importJobList: readonly AnyJob[] = [importStepJob, recoverJob, forgetJob]
