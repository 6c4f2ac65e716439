import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '#platform/db/database.ts'
import { enqueue } from '#platform/jobs/queue.ts'
import { sharedLock } from './store/let-go.ts'

/**
 * Name and input of the job that looks at an added file; what it does is in `jobs.ts`. Letters and imports go before it: a
 * folder of three hundred files keeps nobody waiting.
 */
export const lookAtFileJob = {
  name: 'resources.look-at-file',
  input: z.object({ file: z.uuid() }),
  priority: 10,
}
/** Documents that are made into a PDF: minutes each, one at a time. */
export const officeKinds: readonly string[] = ['docx', 'pptx', 'xlsx', 'odt', 'odp', 'ods', 'cfb']

/** An added file waits to be scanned and looked at; in the same transaction as the row that adds it. */
export async function fileWaits(tx: Tx, file: { id: string; hash: string; kind: string }): Promise<void> {
  await sql.raw(sharedLock).execute(tx)
  await sql`insert into resources.file_state (hash) values (${file.hash}) on conflict (hash) do nothing`.execute(
    tx,
  )
  const queue = officeKinds.includes(file.kind) ? 'resources.convert' : undefined
  await enqueue(tx, { ...lookAtFileJob, queue }, { file: file.id }, `look:${file.id}`)
}
