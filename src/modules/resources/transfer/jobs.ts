import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { z } from 'zod'
import { systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { AppError } from '#platform/errors.ts'
import type { FileStore } from '#platform/files/index.ts'
import { defineJob } from '#platform/jobs/define.ts'
import { expireBatches } from './actions/expire.ts'
import { saveRead } from './actions/save-read.ts'
import { PackageFault, type BatchFault } from './fault.ts'
import { readKnown } from './known.ts'
import type { FolderRead } from './read-folder.ts'
import { readUpload } from './read-upload.ts'
import { getBatch } from './store/batch.ts'

const actor = systemActor('resource import')

/** Reads a ZIP that was sent. Done twice it ends the same: files are kept by what they hold. */
export const readBatchJob = defineJob({
  name: 'resources.read-import',
  input: z.object({ batch: z.uuid(), run: z.string() }),
  run: (input, { app }) => readBatch(app, input.batch),
})

/** Every night. */
export const expireBatchesJob = defineJob({
  name: 'resources.expire-imports',
  input: z.unknown(),
  cron: '41 18 * * *',
  run: (_input, { app }) => act(app, expireBatches, {}, actor),
})

async function readBatch(app: App, id: string): Promise<void> {
  const { batch, known, institution } = await app.database.read(actor, async (db) => {
    const row = await getBatch(db, id)
    const found = await sql<{
      code: string
    }>`select code from institutions.institution where id = ${row.institution_id}::uuid`.execute(db)
    return { batch: row, known: await readKnown(db), institution: found.rows[0]?.code ?? null }
  })
  if (batch.state !== 'reading') return
  const kept: string[] = []
  const reader = { catalog: app.catalog, files: noting(app.files, kept) }
  const upload = { name: batch.file_name, institution, ...known, keepsCodes: batch.institution_id === null }
  const save = (read: FolderRead | { fault: BatchFault }) =>
    act(app, saveRead, { batch: id, kept, read }, actor)
  try {
    const { stream } = await app.files.get(batch.hash)
    await save(await readUpload(reader, await buffer(stream), upload))
  } catch (error) {
    await save({ fault: faultOf(error) })
    // A defect of ours: the page says so, and the log has all of it.
    if (!(error instanceof PackageFault) && !(error instanceof AppError)) throw error
  }
}

function faultOf(error: unknown): BatchFault {
  if (error instanceof PackageFault) {
    const { key, params, cells, because } = error
    return { key, params, cells, because }
  }
  if (!(error instanceof AppError)) return { key: 'defect', params: {}, cells: [] }
  const because = { key: error.reason.key, params: error.reason.params ?? {} }
  return { key: 'refused', params: {}, cells: [], because }
}

/** The store, and what is put into it. */
const noting = (files: FileStore, kept: string[]): FileStore => ({
  ...files,
  async put(content, options) {
    const stored = await files.put(content, options)
    kept.push(stored.hash)
    return stored
  },
})
