import { z } from 'zod'
import type { Actor } from '#platform/access.ts'
import { defineAction } from '#platform/actions/define.ts'
import { actorLabel } from '#platform/audit/record.ts'
import type { Db } from '#platform/db/database.ts'
import { AppError, conflict, invalid, notFound, precondition } from '#platform/errors.ts'
import { receive, type Purpose } from '#platform/files/index.ts'
import { startJob } from '#platform/jobs/queue.ts'
import { chooseSchool } from '../../catalogue/actions/create-resource.ts'
import { placeOf } from '../../catalogue/rights.ts'
import { findPersonName } from '../../catalogue/store/author.ts'
import { ownerOf } from '../../catalogue/store/draft.ts'
import { largestForm } from '../../catalogue/upload.ts'
import { readBatchJob } from '../jobs.ts'
import { getBatch, insertBatch, moveBatch, type Batch } from '../store/batch.ts'
import { takeAll } from '../take-in.ts'

const zipPurpose: Purpose = { purpose: 'resource-import', maxBytes: largestForm, types: ['zip'] }

export const batchPath = (id: string): string => `/hoc-lieu/nhap/${id}`

/** Keeps a ZIP and has it read; nothing is made of it yet. */
export const sendBatch = defineAction({
  name: 'resources.send-import',
  permission: 'resources.contribute',
  input: z.object({
    file: z.instanceof(File, { error: 'resources.transfer.error.file' }),
    institution: z.uuid().optional(),
  }),
  find: async (_db, input, { actor }) => ({ institution_id: chooseSchool(actor, input.institution) }),
  about: (target) => placeOf(target),
  async run(tx, { input, target, actor, app }) {
    if (actor.kind !== 'account') throw new AppError('unauthenticated', 'platform.error.unauthenticated')
    const { file } = input
    if (file.size === 0) throw invalid({ file: 'resources.transfer.error.file' })
    const kept = await receive(app.files, file.stream(), file.name, zipPurpose).catch((error: unknown) => {
      if (!(error instanceof AppError) || error.refusal !== 'invalid') throw error
      throw invalid({ file: 'resources.transfer.error.no_zip' })
    })
    const id = await insertBatch(tx, {
      account: actor.id,
      account_name: actorLabel(actor).name,
      institution_id: target.institution_id,
      file_name: kept.name,
      hash: kept.hash,
      size: kept.size,
      made_at: app.clock.now(),
    })
    await startJob(
      tx,
      readBatchJob,
      { batch: id },
      {
        account: actor.id,
        institution: target.institution_id ?? undefined,
        title: app.catalog('vi')('resources.transfer.job', { name: kept.name }),
        link: batchPath(id),
      },
    )
    return {
      result: { id },
      changes: [
        {
          subject: 'resources.import_batch',
          id,
          institution: target.institution_id,
          before: null,
          after: { file: kept.name, hash: kept.hash },
        },
      ],
    }
  },
})

/** One's own batch. @throws AppError not_found */
async function getOwn(db: Db, id: string, actor: Actor): Promise<Batch> {
  const batch = await getBatch(db, id)
  if (actor.kind === 'account' && batch.account === actor.id) return batch
  throw notFound()
}

const ofBatch = {
  permission: 'resources.contribute',
  input: z.object({ id: z.uuid(), version: z.coerce.number().int() }),
  find: (db: Db, input: { id: string }, { actor }: { actor: Actor }) => getOwn(db, input.id, actor),
  about: (batch: Batch) => placeOf(batch),
}

/** Makes the drafts that were shown, all of them or none. */
export const takeBatch = defineAction({
  ...ofBatch,
  name: 'resources.take-import',
  async run(tx, { input, target, actor, app }) {
    if (target.state !== 'ready' || !target.resources)
      throw precondition('resources.transfer.error.not_ready')
    if (target.version !== input.version) throw conflict()
    const owner = ownerOf(actor)
    const name = owner.person ? await findPersonName(tx, owner.person) : undefined
    const { taken, changes } = await takeAll(tx, target.resources, { ...owner, name: name ?? owner.name })
    const ended = { state: 'done' as const, taken, ended_at: app.clock.now() }
    if (!(await moveBatch(tx, target, ended))) throw conflict()
    return {
      result: { id: target.id, count: taken.filter((one) => one.state === 'added').length },
      changes: [change(target, 'done'), ...changes],
    }
  },
})

/** Lets a batch go; nothing was made of it. */
export const dropBatch = defineAction({
  ...ofBatch,
  name: 'resources.drop-import',
  async run(tx, { target, app }) {
    if (target.state === 'done') throw precondition('resources.transfer.error.done')
    const done = await moveBatch(tx, target, { state: 'discarded', ended_at: app.clock.now() })
    if (!done) throw conflict()
    return { result: { id: target.id }, changes: [change(target, 'discarded')] }
  },
})

const change = (batch: Batch, state: Batch['state']) => ({
  subject: 'resources.import_batch',
  id: batch.id,
  institution: batch.institution_id,
  before: { state: batch.state },
  after: { state },
})
