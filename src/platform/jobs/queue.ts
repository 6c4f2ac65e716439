import { sql } from 'kysely'
import { Logger, run, runMigrations, type Runner, type TaskList } from 'graphile-worker'
import type { App } from '../app.ts'
import type { Tx } from '../db/database.ts'
import { laidDown, type AnyJob, type Job } from './define.ts'

/** Prepares the queue's own schema. Called by the migration step, with the owner's rights. */
export async function migrateQueue(app: Pick<App, 'database'>): Promise<void> {
  await runMigrations({ pgPool: app.database.owner })
  // The application's role may only add work; graphile-worker's tables stay closed to it.
  await app.database.owner.query(`
    drop function if exists platform.enqueue(text, json, text);
    drop function if exists platform.enqueue(text, json, text, text);
    create or replace function platform.enqueue(job text, payload json, key text, queue text, priority integer) returns void
      language sql security definer set search_path = pg_catalog
      as $$ select graphile_worker.add_job(job, payload, queue_name := queue, job_key := key, max_attempts := 5, priority := priority) $$;
    revoke all on function platform.enqueue(text, json, text, text, integer) from public;
    grant execute on function platform.enqueue(text, json, text, text, integer) to ngheso_app;`)
}

/** The queue's name of a job: its cron lines take no dots. */
function taskName(job: Pick<AnyJob, 'name'>): string {
  return job.name.replaceAll('.', ':')
}

/** Adds work in the writer's own transaction: it exists only when the act is committed. `key` makes it single. */
export async function enqueue<Input>(
  tx: Tx,
  job: Pick<Job<Input>, 'name' | 'input' | 'queue' | 'priority'>,
  input: Input,
  key?: string,
): Promise<void> {
  const payload = JSON.stringify(input)
  const { queue = null, priority = 0 } = job
  await sql`select platform.enqueue(${taskName(job)}, ${payload}::json, ${key ?? null}, ${queue}, ${priority}::int)`.execute(
    tx,
  )
}

/** A long act a person can leave and find again under `/cong-viec/:id`. @returns the id of the run. */
export async function startJob<Input extends object>(
  tx: Tx,
  job: Job<Input & { run: string }>,
  input: Input,
  who: { account: string; institution?: string | undefined; title: string; link?: string | undefined },
): Promise<string> {
  const made = await sql<{
    id: string
  }>`insert into platform.job_run (job, account, institution_id, title, link)
    values (${job.name}, ${who.account}, ${who.institution ?? null}, ${who.title}, ${who.link ?? null}) returning id`.execute(
    tx,
  )
  const id = made.rows[0]!.id
  await enqueue(tx, job, { ...input, run: id }, id)
  return id
}

/**
 * Gives work back to the queue that a process had begun when it was killed: else it would wait hours for its lock to run out.
 * Only for who is alone on the database.
 */
export async function takeOver(app: Pick<App, 'database'>): Promise<void> {
  await app.database.owner.query(
    `select graphile_worker.force_unlock_workers(array(select distinct locked_by from graphile_worker.jobs where locked_by is not null))`,
  )
}

/** Starts the worker in this process. */
export async function startWorker(app: App, jobs: readonly AnyJob[]): Promise<Runner> {
  const taskList: TaskList = Object.fromEntries(
    jobs.map((job) => [
      taskName(job),
      (payload: unknown, { abortSignal, job: { attempts, max_attempts } }) =>
        runJob(app, job, payload, abortSignal, attempts >= max_attempts),
    ]),
  )
  const crontab = jobs.flatMap((job) => (job.cron ? [`${job.cron} ${taskName(job)}`] : [])).join('\n')
  return run({
    pgPool: app.database.owner,
    taskList,
    crontab,
    concurrency: 2,
    noHandleSignals: true,
    pollInterval: 2_000,
    logger: quietLogger(app),
  })
}

/**
 * Runs one job now, with its progress kept on its `job_run` row when it has one.
 * @param isLast it is not tried again: its page says that it failed, else that it waits
 */
export async function runJob(
  app: App,
  job: AnyJob,
  payload: unknown,
  signal = new AbortController().signal,
  isLast = true,
): Promise<void> {
  const input = job.input.parse(payload)
  const id = typeof input === 'object' && input !== null && 'run' in input ? String(input.run) : undefined
  const mark = async (
    state: string,
    more: { progress?: number; step?: string; result?: unknown; failure?: string },
  ) => {
    if (!id) return
    await app.database.owner.query(
      `update platform.job_run set state = $2, progress = coalesce($3, progress), step = coalesce($4, step), result = coalesce($5, result),
         failure = $6, finished_at = case when $2 in ('done', 'failed') then now() end where id = $1`,
      [
        id,
        state,
        more.progress ?? null,
        more.step ?? null,
        more.result === undefined ? null : JSON.stringify(more.result),
        more.failure ?? null,
      ],
    )
  }
  try {
    await mark('running', {})
    const result = await job.run(input, {
      app,
      progress: (progress, step) => mark('running', { progress, step }),
      signal,
    })
    if (result === laidDown) await mark('waiting', {})
    else await mark('done', { progress: 1, result: result ?? null })
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error)
    await mark(isLast ? 'failed' : 'waiting', isLast ? { failure } : {}).catch((err: unknown) =>
      app.log.error({ part: 'jobs', job: job.name, err }, 'the end of a job could not be noted'),
    )
    throw error
  }
}

/** Warnings and errors of the queue go to our log; its chatter does not. */
function quietLogger(app: App): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error') app.log.error({ part: 'jobs' }, message)
    if (level === 'warning') app.log.warn({ part: 'jobs' }, message)
  })
}
