import { beforeAll, describe, expect, test } from 'vitest'
import { testRepository, type TestRepository } from '../testing/repository.ts'
import { SourceFault, type Answer } from './harvester/client.ts'
import { harvest } from './harvester/harvest.ts'
import { answerXml, errorXml, identifyXml, listXml, recordXml, type FakeRecord } from './testing/source.ts'

let here: TestRepository
beforeAll(async () => {
  here = await testRepository()
})

type Reply = string | Partial<Answer> | SourceFault
let asked: string[] = []
let waits: number[] = []

/** Adds a source by its form; the first try of it is done at once. */
async function source(name: string, more: Record<string, string> = {}): Promise<string> {
  const sent = await here.post(
    '/hoc-lieu/nguon/moi',
    {
      _form: 'add',
      name,
      address: `https://kho.vidu.vn/${encodeURIComponent(name)}`,
      prefix: 'oai_dc',
      access: 'public',
      ...more,
    },
    here.officer,
  )
  const id = /nguon\/([0-9a-f-]{36})/.exec(sent.headers.get('location') ?? '')?.[1]
  if (!id) throw new Error(await sent.text())
  return id
}

/** Does the run that waits, with these answers one after another; the last one is given again and again. */
async function work(id: string, replies: Reply[], identify: Reply = identifyXml): Promise<void> {
  const [run] = await here.rows(
    `select id from resources.harvest_run where source_id = $1 and state in ('waiting', 'running')`,
    [id],
  )
  asked = []
  waits = []
  let at = 0
  await harvest(here.site.app, String(run!.id), async () => undefined, {
    wait: async (seconds) => waits.push(seconds),
    ask: async (address) => {
      const url = new URL(address)
      asked.push(url.search)
      const verb = url.searchParams.get('verb')
      const reply =
        verb === 'Identify'
          ? identify
          : verb === 'ListMetadataFormats'
            ? answerXml(
                '<ListMetadataFormats><metadataFormat><metadataPrefix>oai_dc</metadataPrefix></metadataFormat></ListMetadataFormats>',
              )
            : verb === 'ListSets'
              ? answerXml('<ListSets><set><setSpec>cokhi</setSpec><setName>Cơ khí</setName></set></ListSets>')
              : replies[Math.min(at++, replies.length - 1)]!
      if (reply instanceof SourceFault) throw reply
      const answer = typeof reply === 'string' ? { text: reply } : reply
      return { status: 200, text: '', retryAfter: undefined, ...answer }
    },
  })
}

async function run(id: string, replies: Reply[]): Promise<Record<string, unknown>> {
  const path = `/hoc-lieu/nguon/${id}`
  const sent = await here.post(path, { _form: 'start', kind: 'harvest' }, here.officer)
  if (sent.status !== 303) throw new Error(await sent.text())
  await work(id, replies)
  const [last] = await here.rows(
    `select state, added, changed, unchanged, deleted, skipped, fault, fault_params from resources.harvest_run
     where source_id = $1 order by made_at desc, id desc limit 1`,
    [id],
  )
  return last!
}

const started = async (name: string, more: Record<string, string> = {}) => {
  const id = await source(name, more)
  await work(id, [listXml([])])
  return id
}
const pageOf = (id: string) => here.text(`/hoc-lieu/nguon/${id}`, here.officer)
const held = (like: string) =>
  here.rows(
    `select r.code, v.title, v.kind, v.licence, v.number, v.state, r.access, r.origin, r.withdrawn_at is not null as gone
     from resources.harvest_record h join resources.resource r on r.id = h.resource_id
     join resources.version v on v.id = r.published_id where h.identifier like $1 order by h.identifier`,
    [like],
  )
const some = (prefix: string, from: number, to: number): FakeRecord[] =>
  Array.from({ length: to - from + 1 }, (_, n) => ({ id: `${prefix}-${from + n}` }))

test('a new source is tried: the page tells what it has and what its records would be', async () => {
  const id = await source('Kho thử')
  await work(id, [
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
  const page = await pageOf(id)
  for (const words of ['Kho ví dụ', 'Video hàn', 'Không có tên', 'cokhi', 'nên lấy hằng ngày', '>100<'])
    expect(page).toContain(words)
  expect(await held('oai:vidu:t%')).toEqual([])
})

describe('a harvest', () => {
  test('takes all parts, and the next one only what changed since', async () => {
    const id = await started('Kho A')
    expect(await run(id, [listXml(some('a', 1, 3), 't/1'), listXml(some('a', 4, 5))])).toMatchObject({
      state: 'done',
      added: 5,
      skipped: 0,
    })
    expect(asked).toEqual([
      '?verb=ListRecords&metadataPrefix=oai_dc',
      '?verb=ListRecords&resumptionToken=t%2F1',
    ])
    expect((await held('oai:vidu:a-%'))[0]).toMatchObject({
      title: 'Bài a-1',
      kind: 'video',
      licence: 'cc-by-4.0',
      number: 1,
      access: 'public',
      origin: 'harvested',
      gone: false,
    })
    const next = await run(id, [
      listXml([
        { id: 'a-1', title: 'Bài a-1 sửa' },
        { id: 'a-2' },
        { id: 'a-3', isDeleted: true, at: '2026-11-19' },
        { id: 'a-9', isDeleted: true },
      ]),
    ])
    expect(next).toMatchObject({ state: 'done', added: 0, changed: 1, unchanged: 2, deleted: 1 })
    // this source counts days only
    expect(asked.at(-1)).toBe('?verb=ListRecords&metadataPrefix=oai_dc&from=2026-11-20')
    const [first, , third] = await held('oai:vidu:a-%')
    expect(first).toMatchObject({ title: 'Bài a-1 sửa', number: 2, state: 'published' })
    expect(third).toMatchObject({ gone: true })
    const gone = await here.text(`/hoc-lieu/${String(third!.code)}`, here.publicActor)
    expect(gone).toContain('Kho A đã xóa bản ghi này ngày 19/11/2026')
    await run(id, [listXml([{ id: 'a-3' }])])
    expect((await held('oai:vidu:a-3'))[0]).toMatchObject({ gone: false, state: 'published' })
  })

  test('shows whose it is, where the original is, and is in no harvest of ours and no measure', async () => {
    const id = await started('Kho B')
    await run(id, [listXml([{ id: 'b-1', title: 'Máy tiện CNC', rights: 'Chỉ dùng trong lớp' }])])
    const [one] = await held('oai:vidu:b-1')
    expect(one!.licence).toBeNull()
    const page = await here.text(`/hoc-lieu/${String(one!.code)}`, here.publicActor)
    expect(page).toContain('Học liệu của kho khác: Kho B')
    expect(page).toContain('https://kho.vidu.vn/b-1')
    expect(page).toContain('Chỉ dùng trong lớp')
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
    const id = await started('Kho C')
    await run(id, [listXml([{ id: 'c-1' }])])
    await here.rows(
      `update resources.resource r set withdrawn_at = now(), withdrawn_kind = 'content', withdrawn_reason = 'Sai'
       from resources.harvest_record h where h.resource_id = r.id and h.identifier = 'oai:vidu:c-1'`,
    )
    expect(await run(id, [listXml([{ id: 'c-1', title: 'Mới' }])])).toMatchObject({ skipped: 1, changed: 0 })
    expect(await pageOf(id)).toContain('Đã được gỡ ở đây')
    expect((await held('oai:vidu:c-1'))[0]).toMatchObject({ gone: true, title: 'Bài c-1' })
  })

  test('a record that is another source’s is left with it', async () => {
    const id = await started('Kho D')
    const thief = await started('Kho D giả')
    await run(id, [listXml([{ id: 'd-1' }])])
    expect(await run(thief, [listXml([{ id: 'd-1', title: 'Giả' }])])).toMatchObject({ skipped: 1, added: 0 })
    expect((await held('oai:vidu:d-1'))[0]).toMatchObject({ title: 'Bài d-1' })
  })

  test('of a source that is gone its resources leave, and come back with it', async () => {
    const id = await started('Kho E')
    await run(id, [listXml(some('e', 1, 2))])
    const [row] = await here.rows('select version from resources.harvest_source where id = $1', [id])
    const ended = await here.post(
      `/hoc-lieu/nguon/${id}`,
      { _form: 'end', version: String(row!.version), rest: 'leave' },
      here.officer,
    )
    expect(ended.status).toBe(303)
    expect((await held('oai:vidu:e-%')).map((one) => one.gone)).toEqual([true, true])
    const again = await started('Kho E')
    expect(await run(again, [listXml(some('e', 1, 2))])).toMatchObject({ changed: 2, skipped: 0 })
    expect((await held('oai:vidu:e-%')).map((one) => one.gone)).toEqual([false, false])
  })
})

describe('what goes wrong is said', () => {
  test('tokens that repeat for ever end the harvest, and what came stays', async () => {
    const id = await started('Kho vòng')
    const done = await run(id, [listXml(some('v', 1, 2), 'mai'), listXml(some('v', 3, 4), 'mai')])
    expect(done).toMatchObject({ state: 'failed', fault: 'repeats', added: 4 })
    expect(asked.length).toBeLessThan(6)
    expect(await pageOf(id)).toContain('Nguồn cứ trả lại những bản ghi đã đưa')
  })

  test('so do ever new tokens that bring the same records', async () => {
    const id = await started('Kho vòng hai')
    let turn = 0
    const replies = Array.from({ length: 40 }, () => listXml(some('w', 1, 2), `t${(turn += 1)}`))
    expect(await run(id, replies)).toMatchObject({ state: 'failed', fault: 'repeats', added: 2 })
    expect(asked.length).toBeLessThan(10)
  })

  test('one broken record is named; the others are taken', async () => {
    const id = await started('Kho hỏng')
    const broken = recordXml({ id: 'h-2' }).replace('</dc:title>', '<i>')
    const done = await run(id, [listXml([{ id: 'h-1' }, { id: 'h-2', xml: broken }, { id: 'h-3' }])])
    expect(done).toMatchObject({ state: 'done', added: 2, skipped: 1 })
    const page = await pageOf(id)
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
    const id = await started(`Kho ${name}`)
    expect(await run(id, [reply])).toMatchObject({ state: 'failed' })
    expect(await pageOf(id)).toContain(words)
  })

  test('nothing new since the last time is no fault', async () => {
    const id = await started('Kho yên')
    expect(await run(id, [errorXml('noRecordsMatch')])).toMatchObject({ state: 'done', fault: null })
  })

  test('a busy source is waited for, and one that asks for long is gone on with later, where it was', async () => {
    const id = await started('Kho bận')
    const done = await run(id, [
      { status: 503, retryAfter: 20 },
      listXml(some('k', 1, 1), 'tiep-1'),
      { status: 503, retryAfter: 3600 },
    ])
    expect([done, waits]).toEqual([
      expect.objectContaining({ state: 'failed', fault: 'busy', added: 1 }),
      [20],
    ])
    expect(await pageOf(id)).toContain('hẹn hỏi lại sau 60 phút')
    expect(await run(id, [listXml(some('k', 2, 2))])).toMatchObject({ state: 'done', added: 1 })
    expect(asked.at(-1)).toBe('?verb=ListRecords&resumptionToken=tiep-1')
  })

  test('a token the source has forgotten means from the beginning', async () => {
    const id = await started('Kho quên')
    await run(id, [listXml(some('q', 1, 1), 'cu'), { status: 503, retryAfter: 3600 }])
    expect(await run(id, [errorXml('badResumptionToken'), listXml(some('q', 1, 2))])).toMatchObject({
      state: 'done',
      added: 1,
      unchanged: 1,
    })
  })
})

test('a daily source is started by itself, and not twice at once', async () => {
  const id = await started('Kho ngày')
  const path = `/hoc-lieu/nguon/${id}`
  expect((await here.post(path, { _form: 'daily' }, here.officer)).status).toBe(303)
  const { harvestDue } = await import('./harvester/due.ts')
  const { runJob } = await import('#platform/jobs/queue.ts')
  await runJob(here.site.app, harvestDue, {})
  await runJob(here.site.app, harvestDue, {})
  const runs = await here.rows(
    `select state, started_by_name from resources.harvest_run where source_id = $1 and kind = 'harvest'`,
    [id],
  )
  expect(runs).toEqual([{ state: 'waiting', started_by_name: '' }])
  const twice = await here.post(path, { _form: 'start', kind: 'harvest' }, here.officer)
  expect([twice.status, await twice.text()]).toEqual([422, expect.stringContaining('đang được lấy')])
  await work(id, [listXml(some('n', 1, 1))])
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
