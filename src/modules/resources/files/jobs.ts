import { z } from 'zod'
import { systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import { defineJob } from '#platform/jobs/define.ts'
import { lookAgain } from './actions/look-again.ts'
import { lookAt } from './look.ts'
import { sweepLetGo, sweepUploads } from './sweep.ts'
import { lookAtFileJob } from './waiting.ts'

/** After a file is added: it is scanned, then read for its words, facts and a picture. */
export const lookAtFile = defineJob({
  ...lookAtFileJob,
  run: ({ file }, { app, signal }) => lookAt(app, file, signal),
})

/** Every hour: files that still wait (the scanner was away longer than a job is tried) get their turn again. */
export const lookAgainJob = defineJob({
  name: 'resources.look-again',
  input: z.unknown(),
  cron: '41 * * * *',
  run: (_input, { app }) => act(app, lookAgain, {}, systemActor('look at files')),
})

/** Every night: unfinished uploads nobody went on with, and bytes that were let go long enough ago. */
export const sweepFiles = defineJob({
  name: 'resources.sweep-files',
  input: z.unknown(),
  cron: '33 18 * * *',
  async run(_input, { app }) {
    return { uploads: await sweepUploads(app), files: await sweepLetGo(app) }
  },
})
