import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { fileWaits } from '../waiting.ts'

/** Contents done in one go. */
const atOnce = 2000

/**
 * Gives files that wait a job again, one file for each content: those whose job has been given up, or was never there. While
 * there is a scanner also what came before it, and once a day what it found too large: it may take more now.
 */
export const lookAgain = defineAction({
  name: 'resources.look-again',
  permission: 'resources.keep',
  input: z.object({}),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { app }) {
    const scans = app.config.uploads.clamdUrl !== undefined
    const waiting = await sql<{
      id: string
      hash: string
      kind: string
    }>`select distinct on (f.hash) f.id, f.hash, f.kind
      from resources.version_file f left join resources.file_state s on s.hash = f.hash
      where (s.scan = 'waiting' and s.added_at < now() - interval '1 hour')
        or (${scans} and (s.hash is null or s.scan = 'none' or (s.scan = 'too_large' and s.scanned_at < now() - interval '1 day')))
        or (s.looked_at is null and s.scan in ('none', 'clean')
          and s.added_at < now() - interval '1 hour' and s.added_at > now() - interval '3 days')
      order by f.hash, f.id limit ${atOnce}`.execute(tx)
    for (const file of waiting.rows) await fileWaits(tx, file)
    return { result: waiting.rows.length, changes: [] }
  },
})
