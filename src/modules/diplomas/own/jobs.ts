import { z } from 'zod'
import { defineJob } from '#platform/jobs/define.ts'

/** Every night: who opened a link is forgotten as other looks are. */
export const forgetShareLooks = defineJob({
  name: 'diplomas.forget-share-looks',
  input: z.unknown(),
  cron: '17 19 * * *',
  run: (_input, { app }) =>
    app.database.owner.query(
      `delete from diplomas.share_look where at < now() - make_interval(months => $1)`,
      [app.config.looksKeptMonths],
    ),
})
