import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { fileWaits } from '../waiting.ts'

/** Gives files that wait for an hour a job again, one file for each content. */
export const lookAgain = defineAction({
  name: 'resources.look-again',
  permission: 'resources.keep',
  input: z.object({}),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx) {
    const waiting = await sql<{ id: string; hash: string }>`select distinct on (s.hash) f.id, s.hash
      from resources.file_state s join resources.version_file f on f.hash = s.hash
      where s.scan = 'waiting' and s.added_at < now() - interval '1 hour' order by s.hash, f.id limit 500`.execute(
      tx,
    )
    for (const file of waiting.rows) await fileWaits(tx, file)
    return { result: waiting.rows.length, changes: [] }
  },
})
