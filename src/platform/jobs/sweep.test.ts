import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { testApp, type TestApp } from '#app/testing.ts'
import { systemActor } from '../access.ts'
import { recordLook } from '../audit/looks.ts'
import { stoppedClock } from '../clock.ts'
import { defineJob } from './define.ts'
import { runJob, startJob, startWorker, takeOver } from './queue.ts'
import { sweep } from './sweep.ts'

let site: TestApp
beforeAll(async () => {
  site = await testApp({ modules: [] })
})

const rows = async (sql: string) => (await site.app.database.owner.query(sql)).rows

test('what has served its purpose leaves, the rest stays', async () => {
  const { owner } = site.app.database
  await owner.query(`insert into platform.parked_form (token, path, sealed, account, at)
    values ('old', '/', 'x', 'a', now() - interval '61 minutes'), ('new', '/', 'x', 'a', now())`)
  await owner.query(`insert into platform.sent_form (token, account, location, at)
    values ('old', 'a', '/', now() - interval '8 days'), ('new', 'a', '/', now())`)
  await owner.query(`insert into platform.look (actor_id, actor_name, page, subject, subject_ids, at)
    values ('old', '', '/', 's', '{}', now() - interval '25 months'), ('new', '', '/', 's', '{}', now() - interval '23 months')`)
  await runJob(site.app, sweep, undefined)
  expect(await rows('select token from platform.parked_form')).toEqual([{ token: 'new' }])
  expect(await rows('select token from platform.sent_form')).toEqual([{ token: 'new' }])
  expect(await rows('select actor_id from platform.look')).toEqual([{ actor_id: 'new' }])
})

test('long work that failed and is tried again waits on its page; after the last try it says why it failed', async () => {
  const job = defineJob({
    name: 'sample.again',
    input: z.object({ run: z.string() }),
    run: () => Promise.reject(new Error('away')),
  })
  const run = await site.app.database.write(systemActor('test'), (tx) =>
    startJob(tx, job, {}, { account: 'again', title: 'Thử lại' }),
  )
  const state = () => rows(`select state, failure from platform.job_run where account = 'again'`)
  await expect(runJob(site.app, job, { run }, undefined, false)).rejects.toThrow('away')
  expect(await state()).toEqual([{ state: 'waiting', failure: null }])
  await expect(runJob(site.app, job, { run })).rejects.toThrow('away')
  expect(await state()).toEqual([{ state: 'failed', failure: 'away' }])
  await rows(`delete from platform.job_run`)
})

test('long work that is no longer in the queue says that it failed; work that waits goes on waiting', async () => {
  const job = defineJob({
    name: 'sample.work',
    input: z.object({ run: z.string() }),
    run: async () => undefined,
  })
  const who = { account: 'a', title: 'Việc lâu' }
  const [kept, lost] = await site.app.database.write(systemActor('test'), async (tx) => [
    await startJob(tx, job, {}, who),
    await startJob(tx, job, {}, who),
  ])
  await site.app.database.owner.query(
    `select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs where key = $1))`,
    [lost],
  )
  await runJob(site.app, sweep, undefined)
  const found = await rows('select id, state from platform.job_run')
  expect(new Map(found.map((row) => [row.id, row.state]))).toEqual(
    new Map([
      [kept, 'waiting'],
      [lost, 'failed'],
    ]),
  )
})

test('letters kept in the folder leave after ninety days', async () => {
  const letter = { to: 'ai@truong.vn', subject: 'Thư', text: 'Nội dung' }
  await site.app.mailer.send(letter)
  const now = Date.now()
  await runJob(
    { ...site.app, clock: stoppedClock(new Date(now + 89 * 86_400_000).toISOString()) },
    sweep,
    undefined,
  )
  expect(await site.app.mailer.listMail()).toHaveLength(1)
  await runJob(
    { ...site.app, clock: stoppedClock(new Date(now + 91 * 86_400_000).toISOString()) },
    sweep,
    undefined,
  )
  expect(await site.app.mailer.listMail()).toEqual([])
})

test('a look is read by who was looked at and by who reaches everything, whatever the query', async () => {
  const [mine, account] = [randomUUID(), randomUUID()]
  const reader = { ...site.actor('teacher', { kind: 'self', id: mine }, mine), id: account } as never
  await recordLook(site.app.database, reader, '/', { subject: 's', ids: [mine] })
  await recordLook(site.app.database, reader, '/', { subject: 's', ids: [randomUUID()] })
  const seen = (actor: never) =>
    site.app.database.read(actor, (db) =>
      db.selectFrom('platform.look').select('subject_ids').where('subject', '=', 's').execute(),
    )
  expect((await seen(reader)).flatMap((row) => row.subject_ids)).toContain(mine)
  expect(await seen(reader)).toHaveLength(1)
  expect((await seen(systemActor('test') as never)).length).toBeGreaterThan(1)
})

test('work a killed process had begun is done by the next one', async () => {
  const job = defineJob({
    name: 'sample.again',
    input: z.object({ run: z.string() }),
    run: async () => 'xong',
  })
  const run = await site.app.database.write(systemActor('test'), (tx) =>
    startJob(tx, job, {}, { account: 'a', title: 'Việc dở dang' }),
  )
  const { owner } = site.app.database
  // as a worker that began it and is no more leaves it
  await owner.query(
    `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'worker-dead', attempts = 1 where key = $1`,
    [run],
  )
  await owner.query(`update platform.job_run set state = 'running', progress = 0.4 where id = $1`, [run])
  await takeOver(site.app)
  const worker = await startWorker(site.app, [job])
  try {
    await expect
      .poll(async () => (await rows(`select state, result from platform.job_run where id = '${run}'`))[0])
      .toEqual({ state: 'done', result: 'xong' })
  } finally {
    await worker.stop()
  }
})
