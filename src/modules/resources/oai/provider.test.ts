import { execFileSync, spawnSync } from 'node:child_process'
import { beforeAll, describe, expect, test } from 'vitest'
import { testRepository, type TestRepository } from '../testing/repository.ts'
import { checkAnswer, textsOf } from './testing/check.ts'
import { fillRecords } from './testing/fill.ts'

let here: TestRepository
let welding: string
let drawing: string
beforeAll(async () => {
  here = await testRepository()
  welding = await here.ready('Hàn', { title: 'Hàn <cơ bản> & nâng cao', access: 'public' })
  drawing = await here.ready('Vẽ kỹ thuật', { access: 'public' })
  const inner = await here.ready('Chỉ người đăng nhập', { access: 'signed_in' })
  for (const code of [welding, drawing, inner])
    await here.publish(code, [here.officer, here.secondOfficer], here.officer)
})

const raw = async (query: string) => (await here.site.as(here.publicActor).get(`/oai?${query}`)).text()
async function ask(query: string) {
  const { document, faults } = checkAnswer(await raw(query))
  expect(faults).toEqual([])
  return document
}
const errorOf = async (query: string) => {
  const document = await ask(query)
  return document.getElementsByTagName('error')[0]?.getAttribute('code')
}
const identifier = (code: string) => `oai:test.local:${code}`

test('says who it is, and that deletions are told for ever', async () => {
  const about = await ask('verb=Identify')
  expect(textsOf(about, 'baseURL')).toEqual(['http://test.local/oai'])
  expect(textsOf(about, 'deletedRecord')).toEqual(['persistent'])
  expect(textsOf(about, 'repositoryIdentifier')).toEqual(['test.local'])
  expect(textsOf(about, 'adminEmail')).toEqual(['khong-tra-loi@ngheso.invalid'])
  expect(textsOf(await ask('verb=ListMetadataFormats'), 'metadataPrefix')).toEqual(['oai_dc', 'oai_lom'])
})

test('gives what is open to everybody, and nothing else', async () => {
  const list = await ask('verb=ListRecords&metadataPrefix=oai_dc')
  expect(textsOf(list, 'title').toSorted()).toEqual(['Hàn <cơ bản> & nâng cao', 'Vẽ kỹ thuật'])
  const one = await ask(`verb=GetRecord&metadataPrefix=oai_lom&identifier=${identifier(welding)}`)
  expect(textsOf(one, 'string')[0]).toBe('Hàn <cơ bản> & nâng cao')
  const names = await ask('verb=ListIdentifiers&metadataPrefix=oai_lom')
  expect(textsOf(names, 'identifier').toSorted()).toEqual([welding, drawing].map(identifier).toSorted())
})

test('takes the same arguments by POST, from programs that name no origin', async () => {
  const sent = await here.site.web.request('http://test.local/oai', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'verb=ListIdentifiers&metadataPrefix=oai_dc',
  })
  const { document, faults } = checkAnswer(await sent.text())
  expect(faults).toEqual([])
  expect(textsOf(document, 'identifier')).toHaveLength(2)
})

test('has sets by kind, school and occupation', async () => {
  const sets = await ask('verb=ListSets')
  expect(textsOf(sets, 'setSpec')).toEqual(['kind_document', 'school_truong-nha'])
  expect(textsOf(sets, 'setName')[0]).toBe('Tài liệu')
  const school = await ask('verb=ListIdentifiers&metadataPrefix=oai_dc&set=school_truong-nha')
  expect(textsOf(school, 'identifier')).toHaveLength(2)
  expect(await errorOf('verb=ListIdentifiers&metadataPrefix=oai_dc&set=school_truong-xa')).toBe(
    'noRecordsMatch',
  )
})

test.each([
  ['', 'badVerb'],
  ['verb=Nothing', 'badVerb'],
  ['verb=Identify&verb=Identify', 'badVerb'],
  ['verb=constructor', 'badVerb'],
  ['verb=Identify&set=x', 'badArgument'],
  ['verb=ListRecords', 'badArgument'],
  ['verb=GetRecord&metadataPrefix=oai_dc', 'badArgument'],
  ['verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc', 'badArgument'],
  ['verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=x', 'badArgument'],
  ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30', 'badArgument'],
  ['verb=ListRecords&metadataPrefix=oai_dc&from=hom-qua', 'badArgument'],
  ['verb=ListRecords&metadataPrefix=oai_dc&from=0000-01-01', 'badArgument'],
  ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01&until=2026-01-01T00:00:00Z', 'badArgument'],
  ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-02&until=2026-01-01', 'badArgument'],
  ['verb=ListRecords&metadataPrefix=oai_dc&set=a%20b', 'badArgument'],
  ['verb=ListRecords&metadataPrefix=oai%3Cdc', 'badArgument'],
  ['verb=ListRecords&metadataPrefix=marc21', 'cannotDisseminateFormat'],
  ['verb=ListRecords&metadataPrefix=toString', 'cannotDisseminateFormat'],
  ['verb=ListRecords&metadataPrefix=oai_dc&until=2001-01-01', 'noRecordsMatch'],
  ['verb=ListRecords&resumptionToken=WyJ4Il0.AAAA', 'badResumptionToken'],
  ['verb=ListSets&resumptionToken=x', 'badResumptionToken'],
  ['verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:test.local:0000000000', 'idDoesNotExist'],
  ['verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:khac.local:0000000000', 'idDoesNotExist'],
  ['verb=ListMetadataFormats&identifier=oai:test.local:x', 'idDoesNotExist'],
])('%s is answered with %s', async (query, code) => {
  expect(await errorOf(query)).toBe(code)
})

describe('what changes', () => {
  const status = async (code: string) => {
    const one = await ask(`verb=GetRecord&metadataPrefix=oai_dc&identifier=${identifier(code)}`)
    return one.getElementsByTagName('header')[0]!.getAttribute('status')
  }

  test('a resource taken down stays as a deletion, and comes back', async () => {
    const version = await here.version(drawing)
    const path = `/hoc-lieu/${drawing}/go`
    const resource = async () =>
      (await here.rows('select version from resources.resource where code = $1', [drawing]))[0]!.version
    const sent = await here.post(path, {
      _form: 'down',
      id: String(version.id),
      version: String(await resource()),
      kind: 'author',
      reason: 'Soạn lại từ đầu',
    })
    expect([sent.status, await status(drawing)]).toEqual([303, 'deleted'])
    const list = await ask('verb=ListRecords&metadataPrefix=oai_dc')
    expect(textsOf(list, 'identifier')).toContain(identifier(drawing))
    expect(textsOf(list, 'title')).toEqual(['Hàn <cơ bản> & nâng cao'])
    const back = await here.post(path, {
      _form: 'back',
      id: String(version.id),
      version: String(await resource()),
    })
    expect([back.status, await status(drawing)]).toEqual([303, null])
  })

  test('closed to the public it is deleted for them', async () => {
    await here.rows(`update resources.resource set access = 'signed_in' where code = $1`, [drawing])
    expect(await status(drawing)).toBe('deleted')
    await here.rows(`update resources.resource set access = 'public' where code = $1`, [drawing])
    expect(await status(drawing)).toBe(null)
  })

  test('while somebody harvests is given at the end of the same harvest', async () => {
    await fillRecords(here.site.app.database.owner, 450)
    const seen: string[] = []
    let query = 'metadataPrefix=oai_dc&set=kind_video'
    for (let page = 0; query; page += 1) {
      const list = await ask(`verb=ListRecords&${query}`)
      seen.push(...textsOf(list, 'identifier').filter((text) => text.startsWith('oai:')))
      const [token] = [...list.getElementsByTagName('resumptionToken')]
      if (page === 0) expect(token!.getAttribute('completeListSize')).toBe('450')
      if (page === 0)
        await here.rows(
          `update resources.resource set published_id = published_id, withdrawn_at = now(), withdrawn_kind = 'other',
          withdrawn_reason = 'thử' where code = $1`,
          [seen[0]!.split(':')[2]],
        )
      query = token!.textContent ? `resumptionToken=${token!.textContent}` : ''
    }
    expect(new Set(seen).size).toBe(450)
    expect(seen.at(-1)).toBe(seen[0])
  })
})

test('who asks too much is told when to come back, as harvesters know it', async () => {
  const get = () =>
    here.site.as(here.publicActor).get('/oai?verb=Identify', { 'x-forwarded-for': '203.0.113.7' })
  expect((await get()).status).toBe(200)
  await here.rows('update platform.rate set hits = 2000')
  const answer = await get()
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '60'])
  await here.rows('delete from platform.rate')
})

test('an older harvester gets compressed answers', async () => {
  const answer = await here.site
    .as(here.publicActor)
    .get('/oai?verb=ListRecords&metadataPrefix=oai_dc', { 'accept-encoding': 'gzip' })
  expect(answer.headers.get('content-encoding')).toBe('gzip')
})

const hasXmllint = spawnSync('xmllint', ['--version']).status === 0
test.runIf(hasXmllint)('answers are XML to another parser too', async () => {
  const input = await raw('verb=ListRecords&metadataPrefix=oai_lom')
  expect(execFileSync('xmllint', ['--noout', '-'], { input }).toString()).toBe('')
})
