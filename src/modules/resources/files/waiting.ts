import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '#platform/db/database.ts'
import { enqueue } from '#platform/jobs/queue.ts'
import { sharedLock } from './store/let-go.ts'

/**
 * Name and input of the job that looks at an added file; what it does is in `jobs.ts`. In a queue of its own: a folder of three
 * hundred documents keeps no letter and no import waiting.
 */
export const lookAtFileJob = {
  name: 'resources.look-at-file',
  input: z.object({ file: z.uuid() }),
  queue: 'resources.look',
}

/** An added file waits to be scanned and looked at; in the same transaction as the row that adds it. */
export async function fileWaits(tx: Tx, file: { id: string; hash: string }): Promise<void> {
  await sql.raw(sharedLock).execute(tx)
  await sql`insert into resources.file_state (hash) values (${file.hash}) on conflict (hash) do nothing`.execute(
    tx,
  )
  await enqueue(tx, lookAtFileJob, { file: file.id }, `look:${file.id}`)
}
