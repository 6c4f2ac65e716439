import { z } from 'zod'
import { systemActor } from '#platform/access.ts'
import { defineJob } from '#platform/jobs/define.ts'
import { makeCopy } from './make.ts'
import { listUnmade } from './store/copy.ts'

/** Makes the files of copies that were entered when the process stopped. */
export const resumeCopies = defineJob({
  name: 'diplomas.resume-copies',
  input: z.unknown(),
  cron: '* * * * *',
  async run(_input, { app }) {
    for (const id of await app.database.read(systemActor('certified copies'), listUnmade))
      await makeCopy(app, id)
  },
})
