import { z } from 'zod'
import { systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import { defineJob } from '#platform/jobs/define.ts'
import { startDue } from '../actions/start-run.ts'

/** Every ten minutes: sources whose day has come. */
export const harvestDue = defineJob({
  name: 'resources.harvest-due',
  input: z.unknown(),
  cron: '*/10 * * * *',
  run: (_input, { app }) => act(app, startDue, {}, systemActor('harvest')),
})
