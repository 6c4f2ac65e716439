import { z } from 'zod'
import { systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import { defineJob } from '#platform/jobs/define.ts'
import { openDue } from './actions/open-due.ts'

/** Every hour, the first time a little after midnight in Vietnam: a server that was down then catches up. */
export const openDueJob = defineJob({
  name: 'resources.open-due',
  input: z.unknown(),
  cron: '7 * * * *',
  run: (_input, { app }) => act(app, openDue, {}, systemActor('open due resources')),
})
