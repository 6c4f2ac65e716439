import type { Actor } from '../access.ts'
import { actorLabel } from '../audit/record.ts'
import type { App } from '../app.ts'
import type { Tx } from '../db/database.ts'
import type { Lang } from '../i18n/index.ts'
import { startJob } from '../jobs/queue.ts'
import { busyStates, mandateOf, placeOf, type BatchRow, type BatchState } from './batch.ts'
import type { AnyImport } from './define.ts'
import { importStepJob } from './jobs.ts'
import { runStep } from './steps.ts'
import { patchBatch } from './store.ts'

/** Up to this many rows the person waits for the answer; above it a job goes on. */
export const rowsAtOnce = 2_000
/** Up to this many bytes a file is opened while the person waits. */
export const bytesAtOnce = 2 * 1024 * 1024

/** After an act: the batch, its state, and the run to watch when a job goes on. */
export type WentOn = { id: string; state: BatchState; run: string | null }

/**
 * Sets a batch to a state of work, under the actor's right. Small work goes on right after the act (`goOn`), large work
 * in a job that the same transaction starts. A command line never starts a job.
 */
export async function setToWork(
  tx: Tx,
  spec: AnyImport,
  row: Pick<BatchRow, 'id' | 'file_name' | 'institution_id'>,
  state: BatchState,
  context: { actor: Actor; app: App; lang: Lang; isLarge: boolean },
): Promise<WentOn> {
  const { actor, app, lang } = context
  const mandate = mandateOf(actor, spec.permission, placeOf(spec, row))
  const isJob = context.isLarge && actor.kind === 'account'
  const run = isJob
    ? await startJob(
        tx,
        importStepJob,
        { kind: spec.kind, batch: row.id },
        {
          account: actorLabel(actor).id,
          institution: row.institution_id ?? undefined,
          title: `${app.catalog(lang)(spec.title)}: ${row.file_name}`,
          link: `/nhap-du-lieu/${row.id}`,
        },
      )
    : null
  await patchBatch(tx, row.id, { state, mandate, failure: null, job_run: run })
  return { id: row.id, state, run }
}

/** What follows the act once it is committed. */
export const goOn =
  (spec: AnyImport) =>
  async (result: WentOn, { app }: { app: App }) => {
    if (result.run === null && busyStates.includes(result.state))
      result.state = await runStep(app, spec, result.id)
  }
