import { beforeAll, describe, expect, test } from 'vitest'
import { runJob } from '#platform/jobs/queue.ts'
import { testRepository, type TestRepository } from '../testing/repository.ts'
import { SourceFault } from './harvester/client.ts'
import { harvestDue } from './harvester/due.ts'
import { some, testHarvests, type Reply } from './testing/harvests.ts'
import { errorXml, listXml, recordXml } from './testing/source.ts'

let here: TestRepository
let harvests: ReturnType<typeof testHarvests>
beforeAll(async () => {
  here = await testRepository()
  harvests = testHarvests(here)
})

test('a new source is tried: the page tells what it has and what its records would be', async () => {
  const id = await harvests.source('Kho thử')
  await harvests.work(id, [
    listXml(
      [
        { id: 't1', title: 'Video hàn' },
        {
          id: 't2',
          title: '',
          xml: recordXml({ id: 't2', title: 'x' }).replace(/<dc:title>.*?<\/dc:title>/, ''),
        },
      ],
      'tiep',
    ),
  ])
  const page = await harvests.pageOf(id)
  for (const words of [
    'Kho ví dụ',
    'Video hàn',
    'Sẽ bỏ qua: Không có tên',
    'CC BY 4.0: ghi công',
    'cokhi',
    'nên lấy hằng ngày',
    '>100<',
  ])
    expect(page).toContain(words)
  expect(await harvests.held('oai:vidu:t%')).toEqual([])
})

describe('a harvest', () => {
  test('takes all parts, and the next one only what changed since', async () => {
    const id = await harvests.started('Kho A')
    expect(await harvests.run(id, [listXml(some('a', 1, 3), 't/1'), listXml(some('a', 4, 5))])).toMatchObject(
      {
        state: 'done',
        added: 5,
        skipped: 0,
      },
    )
    expect(harvests.asked).toEqual([
      '?verb=ListRecords&metadataPrefix=oai_dc',
      '?verb=ListRecords&resumptionToken=t%2F1',
    ])
    expect((await harvests.held('oai:vidu:a-%'))[0]).toMatchObject({
      title: 'Bài a-1',
      kind: 'video',
      licence: 'cc-by-4.0',
      number: 1,
      access: 'public',
      origin: 'harvested',
      gone: false,
    })
    const next = await harvests.run(id, [
      listXml([
        { id: 'a-1', title: 'Bài a-1 sửa' },
        { id: 'a-2' },
        { id: 'a-3', isDeleted: true, at: '2026-11-19' },
        { id: 'a-9', isDeleted: true },
      ]),
    ])
    expect(next).toMatchObject({ state: 'done', added: 0, changed: 1, unchanged: 2, deleted: 1 })
    // this source counts days only
    expect(harvests.asked.at(-1)).toBe('?verb=ListRecords&metadataPrefix=oai_dc&from=2026-11-20')
    const [first, , third] = await harvests.held('oai:vidu:a-%')
    expect(first).toMatchObject({ title: 'Bài a-1 sửa', number: 2, state: 'published' })
    expect(third).toMatchObject({ gone: true })
    const gone = await here.text(`/hoc-lieu/${String(third!.code)}`, here.publicActor)
    expect(gone).toContain('Kho A đã xóa bản ghi này ngày 19/11/2026')
    await harvests.run(id, [listXml([{ id: 'a-3' }])])
    expect((await harvests.held('oai:vidu:a-3'))[0]).toMatchObject({ gone: false, state: 'published' })
  })

  test('shows whose it is, where the original is, and is in no harvest of ours and no measure', async () => {
    const id = await harvests.started('Kho B')
    await harvests.run(id, [listXml([{ id: 'b-1', title: 'Máy tiện CNC', rights: 'Chỉ dùng trong lớp' }])])
    const [one] = await harvests.held('oai:vidu:b-1')
    expect(one!.licence).toBeNull()
    const page = await here.text(`/hoc-lieu/${String(one!.code)}`, here.publicActor)
    expect(page).toContain('Học liệu của kho khác: Kho B')
    expect(page).toContain('https://kho.vidu.vn/b-1')
    expect(page).toContain('Chỉ dùng trong lớp')
    const found = await here.text('/hoc-lieu?q=may+tien', here.publicActor)
    for (const words of ['Kho khác', 'Lê Văn Nguồn · Kho B']) expect(found).toContain(words)
    expect(await here.text('/hoc-lieu?q=cnc&nguon=harvested', here.publicActor)).toContain('Kho B')
    expect(await here.text('/hoc-lieu?q=cnc&nguon=own', here.publicActor)).not.toContain('Kho B')
    const ours = await (
      await here.site.as(here.publicActor).get('/oai?verb=ListRecords&metadataPrefix=oai_dc')
    ).text()
    expect(ours).not.toContain('Máy tiện CNC')
    const shared = await here.rows(
      `select 1 from resources.resource where origin = 'harvested' and institution_id is not null`,
    )
    expect(shared).toEqual([])
    const version = await here.version(String(one!.code))
    const edit = await here.post(
      `/hoc-lieu/${String(one!.code)}`,
      { _form: 'start', id: String(version.id) },
      here.officer,
    )
    expect([edit.status, await edit.text()]).toEqual([422, expect.stringContaining('thuộc kho khác')])
  })

  test('taken down here it is not brought back by its source', async () => {
    const id = await harvests.started('Kho C')
    await harvests.run(id, [listXml([{ id: 'c-1' }])])
    await here.rows(
      `update resources.resource r set withdrawn_at = now(), withdrawn_kind = 'content', withdrawn_reason = 'Sai'
       from resources.harvest_record h where h.resource_id = r.id and h.identifier = 'oai:vidu:c-1'`,
    )
    expect(await harvests.run(id, [listXml([{ id: 'c-1', title: 'Mới' }])])).toMatchObject({
      skipped: 1,
      changed: 0,
    })
    expect(await harvests.pageOf(id)).toContain('Đã được gỡ ở đây')
    expect((await harvests.held('oai:vidu:c-1'))[0]).toMatchObject({ gone: true, title: 'Bài c-1' })
  })

  test('a record that is another source’s is left with it', async () => {
    const id = await harvests.started('Kho D')
    const thief = await harvests.started('Kho D giả')
    await harvests.run(id, [listXml([{ id: 'd-1' }])])
    expect(await harvests.run(thief, [listXml([{ id: 'd-1', title: 'Giả' }])])).toMatchObject({
      skipped: 1,
      added: 0,
    })
    expect((await harvests.held('oai:vidu:d-1'))[0]).toMatchObject({ title: 'Bài d-1' })
  })

  test('of a source that is gone its resources leave, and come back with it', async () => {
    const id = await harvests.started('Kho E')
    await harvests.run(id, [listXml(some('e', 1, 2))])
    const [row] = await here.rows('select version from resources.harvest_source where id = $1', [id])
    const ended = await here.post(
      `/hoc-lieu/nguon/${id}`,
      { _form: 'end', version: String(row!.version), rest: 'leave' },
      here.officer,
    )
    expect(ended.status).toBe(303)
    expect((await harvests.held('oai:vidu:e-%')).map((one) => one.gone)).toEqual([true, true])
    const again = await harvests.started('Kho E')
    expect(await harvests.run(again, [listXml(some('e', 1, 2))])).toMatchObject({ changed: 2, skipped: 0 })
    expect((await harvests.held('oai:vidu:e-%')).map((one) => one.gone)).toEqual([false, false])
  })
})

describe('what goes wrong is said', () => {
  test('tokens that repeat for ever end the harvest, and what came stays', async () => {
    const id = await harvests.started('Kho vòng')
    const done = await harvests.run(id, [listXml(some('v', 1, 2), 'mai'), listXml(some('v', 3, 4), 'mai')])
    expect(done).toMatchObject({ state: 'failed', fault: 'repeats', added: 4 })
    expect(harvests.asked.length).toBeLessThan(6)
    expect(await harvests.pageOf(id)).toContain('Nguồn cứ trả lại những bản ghi đã đưa')
  })

  test('so do ever new tokens that bring the same records', async () => {
    const id = await harvests.started('Kho vòng hai')
    let turn = 0
    const replies = Array.from({ length: 40 }, () => listXml(some('w', 1, 2), `t${(turn += 1)}`))
    expect(await harvests.run(id, replies)).toMatchObject({ state: 'failed', fault: 'repeats', added: 2 })
    expect(harvests.asked.length).toBeLessThan(10)
  })

  test('one broken record is named; the others are taken', async () => {
    const id = await harvests.started('Kho hỏng')
    const broken = recordXml({ id: 'h-2' }).replace('</dc:title>', '<i>')
    const done = await harvests.run(id, [listXml([{ id: 'h-1' }, { id: 'h-2', xml: broken }, { id: 'h-3' }])])
    expect(done).toMatchObject({ state: 'done', added: 2, skipped: 1 })
    const page = await harvests.pageOf(id)
    expect(page).toContain('oai:vidu:h-2')
    expect(page).toContain('XML của bản ghi hỏng')
  })

  test.each<[string, Reply, string]>([
    ['a page that is no XML', '<html><body>Xin chào<br></body>', 'Nguồn trả lời bằng XML hỏng'],
    ['a document type', `<!DOCTYPE x [<!ENTITY a "b">]>${listXml([])}`, 'XML hỏng: DOCTYPE'],
    ['an answer cut off', listXml(some('x', 1, 2)).slice(0, 700), 'XML hỏng ở bản ghi oai:vidu:x-1'],
    ['a refusal', errorXml('badArgument', 'no such set'), 'badArgument. no such set'],
    ['a status', { status: 404 }, 'mã lỗi HTTP 404'],
    ['an inner address', new SourceFault('inner', { host: 'may-trong' }), 'HARVEST_PRIVATE_HOSTS'],
  ])('%s', async (name, reply, words) => {
    const id = await harvests.started(`Kho ${name}`)
    expect(await harvests.run(id, [reply])).toMatchObject({ state: 'failed' })
    expect(await harvests.pageOf(id)).toContain(words)
  })

  test('nothing new since the last time is no fault', async () => {
    const id = await harvests.started('Kho yên')
    expect(await harvests.run(id, [errorXml('noRecordsMatch')])).toMatchObject({ state: 'done', fault: null })
  })

  test('a busy source is waited for, and one that asks for long is gone on with later, where it was', async () => {
    const id = await harvests.started('Kho bận')
    const done = await harvests.run(id, [
      { status: 503, retryAfter: 20 },
      listXml(some('k', 1, 1), 'tiep-1'),
      { status: 503, retryAfter: 3600 },
    ])
    expect([done, harvests.waits]).toEqual([
      expect.objectContaining({ state: 'failed', fault: 'busy', added: 1 }),
      [20],
    ])
    expect(await harvests.pageOf(id)).toContain('hẹn hỏi lại sau 60 phút')
    expect(await harvests.run(id, [listXml(some('k', 2, 2))])).toMatchObject({ state: 'done', added: 1 })
    expect(harvests.asked.at(-1)).toBe('?verb=ListRecords&resumptionToken=tiep-1')
  })

  test('a token the source has forgotten means from the beginning', async () => {
    const id = await harvests.started('Kho quên')
    await harvests.run(id, [listXml(some('q', 1, 1), 'cu'), { status: 503, retryAfter: 3600 }])
    expect(await harvests.run(id, [errorXml('badResumptionToken'), listXml(some('q', 1, 2))])).toMatchObject({
      state: 'done',
      added: 1,
      unchanged: 1,
    })
  })
})

test('a daily source is started by itself, and not twice at once', async () => {
  const id = await harvests.started('Kho ngày')
  const path = `/hoc-lieu/nguon/${id}`
  expect((await here.post(path, { _form: 'daily' }, here.officer)).status).toBe(303)
  await runJob(here.site.app, harvestDue, {})
  await runJob(here.site.app, harvestDue, {})
  const runs = await here.rows(
    `select state, started_by_name from resources.harvest_run where source_id = $1 and kind = 'harvest'`,
    [id],
  )
  expect(runs).toEqual([{ state: 'waiting', started_by_name: '' }])
  const twice = await here.post(path, { _form: 'start', kind: 'harvest' }, here.officer)
  expect([twice.status, await twice.text()]).toEqual([422, expect.stringContaining('đang được lấy')])
  await harvests.work(id, [listXml(some('n', 1, 1))])
  const [row] = await here.rows(
    'select is_daily, due_at, next_from from resources.harvest_source where id = $1',
    [id],
  )
  expect(row).toMatchObject({
    is_daily: true,
    due_at: new Date('2026-11-23T03:00:00Z'),
    next_from: '2026-11-20T01:02:03Z',
  })
  await here.post(path, { _form: 'pause' }, here.officer)
  expect(
    (await here.rows('select due_at from resources.harvest_source where id = $1', [id]))[0]!.due_at,
  ).toBeNull()
})

test('a run whose process is gone is ended, and the next one goes on where it was', async () => {
  const id = await harvests.started('Kho đứt')
  await here.post(`/hoc-lieu/nguon/${id}`, { _form: 'start', kind: 'harvest' }, here.officer)
  await here.rows(
    `update resources.harvest_run set state = 'running', beat_at = $2::timestamptz - interval '7 hours', token = 'giua-chung'
     where source_id = $1 and state = 'waiting'`,
    [id, here.site.app.clock.now()],
  )
  await runJob(here.site.app, harvestDue, {})
  expect(await harvests.pageOf(id)).toContain('bị ngắt khi máy chủ dừng')
  expect(await harvests.run(id, [listXml(some('lost', 1, 1))])).toMatchObject({ state: 'done', added: 1 })
  expect(harvests.asked).toEqual(['?verb=ListRecords&resumptionToken=giua-chung'])
})

test('when the process ends a run is laid down where it is, and taken up again', async () => {
  const id = await harvests.started('Kho tạm')
  await here.post(`/hoc-lieu/nguon/${id}`, { _form: 'start', kind: 'harvest' }, here.officer)
  const ending = new AbortController()
  const pages = [listXml(some('down', 1, 1), 'tiep'), listXml(some('down', 2, 2), 'nua')]
  const work = harvests.work(id, pages, ending.signal)
  ending.abort()
  await expect(work).rejects.toThrow('aborted')
  const runs = await here.rows(
    `select state from resources.harvest_run where source_id = $1 and kind = 'harvest'`,
    [id],
  )
  expect(runs).toEqual([{ state: 'waiting' }])
  await harvests.work(id, [listXml(some('down', 1, 2))])
  expect(await harvests.held('oai:vidu:down-%')).toHaveLength(2)
})

test('what is typed wrong is said at its field, and only the department keeps sources', async () => {
  const sent = await here.post(
    '/hoc-lieu/nguon/moi',
    { _form: 'add', name: '', address: 'ftp://kho', prefix: 'oai_dc', access: 'public', set_spec: 'a b' },
    here.officer,
  )
  const page = await sent.text()
  expect(sent.status).toBe(422)
  for (const words of ['Nhập tên kho', 'Nhập địa chỉ trang mạng', 'Mã bộ chỉ gồm', 'ftp://kho'])
    expect(page).toContain(words)
  expect((await here.site.as(here.manager).get('/hoc-lieu/nguon')).status).toBe(403)
})
