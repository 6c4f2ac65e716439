import { z } from 'zod'
import { systemActor } from '#platform/access.ts'
import { defineJob } from '#platform/jobs/define.ts'
import { signLines } from './sign-lines.ts'
import { listStopped } from './store/stopped.ts'

/** Signs and issues a run, with progress for who waits; run again it goes on with what is left. */
export const signJob = defineJob({
  name: 'diplomas.sign',
  input: z.object({ issue_run: z.uuid(), run: z.uuid() }),
  async run({ issue_run }, { app, progress }) {
    await progress(0, 'diplomas.issuing.step.signing')
    const done = await signLines(app, issue_run, {
      progress: (count, all) => progress(count / Math.max(all, 1), 'diplomas.issuing.step.signing'),
    })
    return { ...done, state: done && done.failed > 0 ? 'failed' : 'done' }
  },
})

/** Goes on with runs whose worker was stopped half-way: nobody has to notice and press again. */
export const resumeSigning = defineJob({
  name: 'diplomas.resume-signing',
  input: z.unknown(),
  cron: '* * * * *',
  async run(_input, { app }) {
    const stopped = await app.database.read(systemActor('signing diplomas'), (db) => listStopped(db))
    for (const id of stopped) await signLines(app, id)
  },
})
