import { beforeAll, describe, expect, test } from 'vitest'
import { laidDown } from '#platform/jobs/define.ts'
import { runJob } from '#platform/jobs/queue.ts'
import { testRepository, type TestRepository } from '../testing/repository.ts'
import { harvestDue } from './harvester/due.ts'
import { harvestJob } from './harvester/jobs.ts'
import { some, testHarvests } from './testing/harvests.ts'
import { errorXml, listXml, recordXml } from './testing/source.ts'

let here: TestRepository
let harvests: ReturnType<typeof testHarvests>
beforeAll(async () => {
  here = await testRepository()
  harvests = testHarvests(here)
})
const busy = { status: 503, retryAfter: 3600 }
const first = '?verb=ListRecords&metadataPrefix=oai_dc'
/** The department takes a record down, or brings it back. */
const decide = (identifier: string, isDown: boolean) =>
  here.rows(
    `with one as (update resources.resource r set withdrawn_at = case when $2 then now() end,
         withdrawn_kind = case when $2 then 'rights' end, withdrawn_reason = case when $2 then 'Bản quyền' end
       from resources.harvest_record h where h.resource_id = r.id and h.identifier = $1 returning r.published_id)
     update resources.version v set state = case when $2 then 'withdrawn' else 'published' end from one where v.id = one.published_id`,
    [identifier, isDown],
  )
const isGone = async (identifier: string) => (await harvests.held(identifier))[0]!.gone

describe('where a harvest goes on', () => {
  test('is forgotten when the source is another one', async () => {
    const id = await harvests.started('Kho đổi bộ', { set_spec: 'cu' })
    await harvests.run(id, [listXml(some('set', 1, 1), 'cua-bo-cu'), busy])
    const [row] = await here.rows('select * from resources.harvest_source where id = $1', [id])
    const { name, address, prefix, access, version } = row as Record<string, string>
    const sent = await here.post(
      `/hoc-lieu/nguon/${id}/sua`,
      {
        _form: 'save',
        name: name!,
        address: address!,
        prefix: prefix!,
        access: access!,
        version: String(version),
        set_spec: 'moi',
      },
      here.officer,
    )
    expect(sent.status).toBe(303)
    await harvests.run(id, [listXml(some('set', 2, 2))])
    expect(harvests.asked).toEqual([`${first}&set=moi`])
  })

  test('is left aside when everything is wanted from the beginning', async () => {
    const id = await harvests.started('Kho lấy lại')
    await harvests.run(id, [listXml(some('whole', 1, 1))])
    await harvests.run(id, [listXml(some('whole', 2, 2), 'giua'), busy])
    await harvests.run(id, [listXml(some('whole', 1, 3))], { whole: 'true' })
    expect(harvests.asked).toEqual([first])
  })

  test('is kept while the source is only tried, and when it was we who failed', async () => {
    const id = await harvests.started('Kho thử lại')
    await harvests.run(id, [listXml(some('kept', 1, 1), 'cho-nay'), busy])
    await here.post(`/hoc-lieu/nguon/${id}`, { _form: 'start', kind: 'try' }, here.officer)
    harvests.answers.sets = { status: 404 }
    await harvests.work(id, [listXml([])])
    expect(await harvests.pageOf(id)).toContain('Kho ví dụ')
    await expect(
      harvests.run(id, [listXml(some('kept', 2, 2), 'cho-khac'), new Error('ours')]),
    ).rejects.toThrow('ours')
    expect(harvests.asked[0]).toBe('?verb=ListRecords&resumptionToken=cho-nay')
    expect(await harvests.run(id, [listXml(some('kept', 3, 3))])).toMatchObject({ state: 'done' })
    expect(harvests.asked).toEqual(['?verb=ListRecords&resumptionToken=cho-khac'])
  })
})

describe('a source that goes round', () => {
  const broken = recordXml({ id: 'vong-2' }).replace('</dc:title>', '<i>')
  test('is ended also when its page holds a broken record', async () => {
    const id = await harvests.started('Kho vòng hỏng')
    const page = listXml([{ id: 'vong-1' }, { id: 'vong-2', xml: broken }], 'mai')
    expect(await harvests.run(id, [page])).toMatchObject({ state: 'failed', fault: 'repeats', skipped: 1 })
    expect(harvests.asked.length).toBeLessThan(10)
  })

  test('is ended also when it stamps its records anew each time', async () => {
    const id = await harvests.started('Kho vòng giờ')
    const pages = Array.from({ length: 40 }, (_, n) =>
      listXml([{ id: 'gio-1', at: `2026-11-01T00:00:${String(n + 10)}Z` }], `t${n}`),
    )
    expect(await harvests.run(id, pages)).toMatchObject({ state: 'failed', fault: 'repeats', added: 1 })
    expect(harvests.asked.length).toBeLessThan(10)
  })
})

describe('what the department took down', () => {
  test('stays down when its source deletes it and shows it again', async () => {
    const id = await harvests.started('Kho gỡ một')
    await harvests.run(id, [listXml([{ id: 'down-1' }])])
    await decide('oai:vidu:down-1', true)
    await harvests.run(id, [listXml([{ id: 'down-1', isDeleted: true, at: '2026-11-19' }])])
    expect(await harvests.run(id, [listXml([{ id: 'down-1' }])])).toMatchObject({ skipped: 1, changed: 0 })
    expect(await isGone('oai:vidu:down-1')).toBe(true)
  })

  test('stays down when it had brought back what its source deleted', async () => {
    const id = await harvests.started('Kho gỡ hai')
    const deleted = listXml([{ id: 'down-2', isDeleted: true, at: '2026-11-19' }])
    await harvests.run(id, [listXml([{ id: 'down-2' }])])
    await harvests.run(id, [deleted])
    expect(await isGone('oai:vidu:down-2')).toBe(true)
    const steps = await here.rows(
      `select s.to_state, s.note from resources.version_step s join resources.resource r on r.published_id = s.version_id
       join resources.harvest_record h on h.resource_id = r.id where h.identifier = 'oai:vidu:down-2' and s.to_state = 'withdrawn'`,
    )
    expect(steps).toEqual([{ to_state: 'withdrawn', note: 'Kho gỡ hai đã xóa bản ghi này ngày 19/11/2026.' }])
    await decide('oai:vidu:down-2', false)
    expect(await harvests.run(id, [deleted])).toMatchObject({ unchanged: 1 })
    expect(await isGone('oai:vidu:down-2')).toBe(false)
    await decide('oai:vidu:down-2', true)
    expect(await harvests.run(id, [listXml([{ id: 'down-2' }])])).toMatchObject({ skipped: 1 })
    expect(await isGone('oai:vidu:down-2')).toBe(true)
  })
})

test('signs no database takes, dates that are none and identifiers without end stop no harvest', async () => {
  const id = await harvests.started('Kho lạ')
  const answer = listXml([
    { id: 'odd-1', title: `${'x'.repeat(499)}😀&#0;&#xD800;` },
    { id: `odd-${'9'.repeat(3000)}` },
    { id: 'odd-3', at: 'hôm qua' },
  ]).replace(/<responseDate>.*?</, '<responseDate>hôm nay<')
  expect(await harvests.run(id, [answer])).toMatchObject({ state: 'done', added: 2, skipped: 1 })
  const [one] = await harvests.held('oai:vidu:odd-1')
  expect(one!.title).toBe('x'.repeat(499))
  let page = await harvests.pageOf(id)
  for (const words of ['Mã bản ghi dài quá', 'Lấy tất cả']) expect(page).toContain(words)
  expect(
    await harvests.run(id, [listXml([{ id: 'odd-3', isDeleted: true, at: '19/11/2026' }])]),
  ).toMatchObject({
    state: 'done',
    deleted: 1,
  })
  const [gone] = await harvests.held('oai:vidu:odd-3')
  expect(await here.text(`/hoc-lieu/${String(gone!.code)}`, here.publicActor)).toContain(
    'Kho lạ đã xóa bản ghi này.',
  )
  expect(await harvests.run(id, [errorXml('badArgument', `&#0;${'x'.repeat(298)}😀`)])).toMatchObject({
    state: 'failed',
  })
  page = await harvests.pageOf(id)
  expect(page).toContain('badArgument. xxx')
})

test('a long answer is taken in several acts, and none of it is missing', async () => {
  const id = await harvests.started('Kho dài')
  await here.post(`/hoc-lieu/nguon/${id}`, { _form: 'start', kind: 'harvest' }, here.officer)
  await harvests.work(id, [listXml(some('long', 1, 5))], new AbortController().signal, { atOnce: 2 })
  const [run] = await here.rows(
    `select pages, added from resources.harvest_run where source_id = $1 and kind = 'harvest'`,
    [id],
  )
  expect(run).toEqual({ pages: 1, added: 5 })
})

describe('a harvest that takes long', () => {
  const queued = (run: unknown) =>
    here.rows(
      `select j.payload->>'run' as waiter from graphile_worker._private_jobs j where j.payload->>'harvest' = $1 and j.key is not null`,
      [run],
    )
  const runOf = async (id: string) =>
    (
      await here.rows(
        `select id, state, token from resources.harvest_run where source_id = $1 and kind = 'harvest' order by made_at desc limit 1`,
        [id],
      )
    )[0]!

  test('gives others their turn and goes on where it was', async () => {
    const id = await harvests.started('Kho chậm')
    await here.post(`/hoc-lieu/nguon/${id}`, { _form: 'start', kind: 'harvest' }, here.officer)
    await here.rows(`delete from graphile_worker._private_jobs`)
    const { signal } = new AbortController()
    expect(
      await harvests.work(id, [listXml(some('slow', 1, 1), 'hai'), listXml([])], signal, { turn: 0 }),
    ).toBe('later')
    const run = await runOf(id)
    expect(run).toMatchObject({ state: 'waiting', token: 'hai' })
    expect(await queued(run.id)).toHaveLength(1)
    expect(await harvests.work(id, [listXml(some('slow', 2, 2))])).toBe('ended')
    expect(harvests.asked).toEqual(['?verb=ListRecords&resumptionToken=hai'])
    expect(await harvests.held('oai:vidu:slow-%')).toHaveLength(2)
  })

  test('is not called lost while it waits: it is put into the queue again', async () => {
    const id = await harvests.started('Kho chờ')
    await here.post(`/hoc-lieu/nguon/${id}`, { _form: 'start', kind: 'harvest' }, here.officer)
    const run = await runOf(id)
    await here.rows(`delete from graphile_worker._private_jobs`)
    await here.rows(`update resources.harvest_run set made_at = made_at - interval '7 hours' where id = $1`, [
      run.id,
    ])
    await runJob(here.site.app, harvestDue, {})
    expect(await runOf(id)).toMatchObject({ state: 'waiting' })
    expect(await queued(run.id)).toEqual([{ waiter: '' }])
    await harvests.work(id, [listXml(some('wait', 1, 1))])
    // Another place in the queue finds it done.
    await runJob(here.site.app, harvestJob, { harvest: run.id, run: '' })
    expect(await runOf(id)).toMatchObject({ state: 'done' })
  })

  test('says on the page of who waits that it waits', async () => {
    const [made] = await here.rows(
      `insert into platform.job_run (job, account, title) values ('x', 'y', 'z') returning id`,
    )
    const job = { name: 'x.y', input: harvestJob.input, run: async () => laidDown }
    await runJob(here.site.app, job, { harvest: made!.id, run: made!.id })
    expect(
      await here.rows(`select state, finished_at from platform.job_run where id = $1`, [made!.id]),
    ).toEqual([{ state: 'waiting', finished_at: null }])
  })
})

test('of a source that goes with all it brought one line says how many', async () => {
  const id = await harvests.started('Kho gỡ hết')
  await harvests.run(id, [listXml(some('all', 1, 3))])
  const [row] = await here.rows('select version from resources.harvest_source where id = $1', [id])
  const form = { _form: 'end', version: String(row!.version), rest: 'leave' }
  expect((await here.post(`/hoc-lieu/nguon/${id}`, form, here.officer)).status).toBe(303)
  expect((await harvests.held('oai:vidu:all-%')).map((one) => [one.gone, one.state])).toEqual(
    Array.from({ length: 3 }, () => [true, 'withdrawn']),
  )
  const steps = await here.rows(
    `select 1 from resources.version_step where to_state = 'withdrawn' and note like 'Nguồn Kho gỡ hết%'`,
  )
  expect(steps).toHaveLength(3)
})
