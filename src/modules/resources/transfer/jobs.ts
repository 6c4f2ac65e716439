import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { z } from 'zod'
import { systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { defineJob } from '#platform/jobs/define.ts'
import { expireBatches } from './actions/expire.ts'
import { saveRead } from './actions/save-read.ts'
import { PackageFault } from './fault.ts'
import { readKnown } from './known.ts'
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
  const { stream } = await app.files.get(batch.hash)
  const upload = { name: batch.file_name, institution, ...known, keepsCodes: batch.institution_id === null }
  const read = await readUpload(app, await buffer(stream), upload).then(
    (resources) => ({ resources }),
    (error: unknown) => {
      if (!(error instanceof PackageFault)) throw error
      const { key, params, cells } = error
      return { fault: { key, params, cells } }
    },
  )
  await act(app, saveRead, { batch: id, read }, actor)
}
