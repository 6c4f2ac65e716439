import { z } from 'zod'
import type { App } from '../app.ts'
import { defineJob } from './define.ts'

/** Days until what is no longer needed leaves. What is kept for ever stands in `docs/OPERATIONS.md`. */
const daysKept = {
  /** Beyond it nobody sends a form twice by mistake. */
  sentForms: 7,
  /** Where long work ended: its page, a year. */
  jobRuns: 365,
  /** Work that failed five times, for who looks into why. */
  failedJobs: 30,
  /** Letters written to the folder instead of sent. */
  letters: 90,
} as const

/** Every hour: what has served its purpose leaves. */
export const sweep = defineJob({
  name: 'platform.sweep',
  input: z.unknown(),
  cron: '23 * * * *',
  run: (_input, { app }) => sweepPlatform(app),
})

async function sweepPlatform(app: App): Promise<void> {
  const { owner } = app.database
  await owner.query(`delete from platform.parked_form where at < now() - interval '1 hour'`)
  await owner.query(
    `delete from platform.sent_form where at < now() - make_interval(days => ${daysKept.sentForms})`,
  )
  await owner.query(`delete from platform.look where at < now() - make_interval(months => $1)`, [
    app.config.looksKeptMonths,
  ])
  await owner.query(
    `delete from platform.job_run where finished_at < now() - make_interval(days => ${daysKept.jobRuns})`,
  )
  await owner.query(`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs
    where attempts >= max_attempts and locked_at is null and updated_at < now() - make_interval(days => ${daysKept.failedJobs})))`)
  await endLostRuns(app)
  await app.mailer.sweep(new Date(app.clock.now().getTime() - daysKept.letters * 24 * 3600_000))
}

/** Work whose queue entry is gone (the queue is not part of a backup) says so instead of waiting for ever. */
async function endLostRuns(app: App): Promise<void> {
  await app.database.owner.query(
    `update platform.job_run r set state = 'failed', failure = 'lost', finished_at = now()
     where state in ('waiting', 'running') and not exists (select 1 from graphile_worker.jobs j where j.key = r.id::text)`,
  )
}
