import { z } from 'zod'
import { defineJob } from '#platform/jobs/define.ts'
import { rebuildSearch } from './store/rebuild.ts'

/** Every night: what the rows of the search take from other modules (names of occupations and subjects) is brought up to date. */
export const rebuildSearchJob = defineJob({
  name: 'resources.rebuild-search',
  input: z.object({}),
  cron: '40 18 * * *',
  run: async (_input, { app }) => ({ resources: await rebuildSearch(app) }),
})
