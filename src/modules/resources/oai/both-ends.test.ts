import { once } from 'node:events'
import { serve } from '@hono/node-server'
import { expect, onTestFinished, test } from 'vitest'
import { testApp } from '#app/testing.ts'
import { harvestJob } from './harvester/jobs.ts'
import { runJob } from '#platform/jobs/queue.ts'
import { fillRecords } from './testing/fill.ts'

test(
  'one installation harvests another over HTTP, follows what changes there, and asks nobody in its own network unless named',
  { timeout: 60_000 },
  async () => {
    const theirs = await testApp()
    await fillRecords(theirs.app.database.owner, 205)
    const server = serve({ fetch: theirs.web.fetch, port: 0, hostname: '127.0.0.1' })
    onTestFinished(() => void server.close())
    await once(server, 'listening')
    const { port } = server.address() as { port: number }
    const harvest = async (env: Record<string, string>) => {
      const ours = await testApp({ env })
      const officer = ours.actor('department-officer')
      const { owner } = ours.app.database
      const form = {
        name: 'Kho bạn',
        address: `http://127.0.0.1:${port}/oai`,
        prefix: 'oai_lom',
        access: 'public',
      }
      const sent = await ours.as(officer).post('/hoc-lieu/nguon/moi', { _form: 'add', ...form })
      const path = sent.headers.get('location')!.split('?')[0]!
      const run = async (kind: string) => {
        if (kind === 'harvest') await ours.as(officer).post(path, { _form: 'start', kind })
        const { rows } = await owner.query(`select id from resources.harvest_run where state = 'waiting'`)
        await runJob(ours.app, harvestJob, { harvest: rows[0].id, run: '' })
        const done = await owner.query(
          `select state, fault, added, changed, unchanged, deleted, found from resources.harvest_run where id = $1`,
          [rows[0].id],
        )
        return done.rows[0]
      }
      return { ours, run, owner }
    }
    const shut = await harvest({})
    expect(await shut.run('try')).toMatchObject({ state: 'failed', fault: 'inner' })

    const { run, owner } = await harvest({ HARVEST_PRIVATE_HOSTS: '127.0.0.1' })
    expect((await run('try')).found).toMatchObject({
      repository: 'Kho học liệu số giáo dục nghề nghiệp',
      formats: ['oai_dc', 'oai_lom'],
      expected: 205,
      deletions: 'persistent',
    })
    expect(await run('harvest')).toMatchObject({ state: 'done', fault: null, added: 205 })
    const first =
      await owner.query(`select v.title, v.licence, v.address, v.languages from resources.harvest_record h
    join resources.resource r on r.id = h.resource_id join resources.version v on v.id = r.published_id
    where h.identifier = 'oai:test.local:0000000001'`)
    expect(first.rows).toEqual([
      {
        title: 'Phim “hàn & cắt” 0000000001',
        licence: 'cc-by-4.0',
        address: 'http://test.local/hoc-lieu/0000000001',
        languages: ['vi'],
      },
    ])
    await theirs.app.database.owner
      .query(`update resources.resource set withdrawn_at = now(), withdrawn_kind = 'other', withdrawn_reason = 'thử'
      where code = '0000000005'`)
    const next = await run('harvest')
    expect(next).toMatchObject({ state: 'done', added: 0, deleted: 1 })
    expect(next.unchanged).toBeLessThan(205)
  },
)
