import { beforeAll, expect, test } from 'vitest'
import { pdf, testRepository, type TestRepository } from '../../testing/repository.ts'
import { isoDuration, xmlText } from './record.ts'

let here: TestRepository
let code: string
beforeAll(async () => {
  here = await testRepository()
  code = await here.drop([pdf('Bài.pdf')])
  await here.save(code, {
    title: 'Hàn & cắt <kim loại> "an toàn"',
    title_en: 'Welding',
    summary: 'Dòng một\nDòng hai',
    licence: 'cc-by-sa-4.0',
    access: 'public',
    keywords: 'hàn, cắt',
    'levels[]': ['trung_cap'],
    seconds: '1:02:03',
    study_minutes: '45',
    'accessibility[]': ['captions'],
    'authors.1.name': 'Phạm, Ngoài; B',
    'authors.1.organisation': 'Công ty A',
    'source.title': 'Nguồn',
    'source.authors': 'X',
    'source.licence': 'cc-by-sa-4.0',
    'source.address': 'https://vidu.vn/nguon',
  })
  await here.publish(code, [here.officer, here.secondOfficer], here.officer)
})
const read = async (path: string) => {
  const answer = await here.site.as(here.publicActor).get(`/hoc-lieu/${code}/${path}`)
  expect(answer.status).toBe(200)
  return answer
}
const values = (xml: string, name: string) =>
  [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`, 'g'))].map((match) => match[1])

test('one record in Dublin Core, LOM and LRMI says the same', async () => {
  const dc = await (await read('mo-ta.xml?dang=dc')).text()
  expect(values(dc, 'dc:title')).toEqual(['Hàn &amp; cắt &lt;kim loại&gt; &quot;an toàn&quot;', 'Welding'])
  expect(values(dc, 'dc:creator')).toEqual(['Nguyễn Thị Soạn', 'Phạm, Ngoài; B'])
  expect(values(dc, 'dc:subject')).toEqual(['hàn', 'cắt'])
  expect(values(dc, 'dc:date')).toEqual(['2026-11-22'])
  expect(values(dc, 'dc:identifier')).toEqual([`http://test.local/hoc-lieu/${code}`])
  expect(values(dc, 'dc:rights')).toEqual(['https://creativecommons.org/licenses/by-sa/4.0/'])
  expect(values(dc, 'dc:source')).toEqual(['https://vidu.vn/nguon'])

  const lom = await (await read('mo-ta.xml?dang=lom')).text()
  expect(values(lom, 'entry')[0]).toBe(`http://test.local/hoc-lieu/${code}`)
  expect(lom).toContain('FN:Phạm\\, Ngoài\\; B')
  expect(values(lom, 'dateTime')).toEqual(['2026-11-22'])
  expect(lom).toContain('<value>educational level</value>')
  expect(values(lom, 'id')).toEqual(['trung_cap', 'captions'])
  expect(values(lom, 'duration')).toEqual(expect.arrayContaining(['PT1H2M3S', 'PT45M']))

  const answer = await read('mo-ta.json')
  expect(answer.headers.get('content-type')).toContain('application/ld+json')
  expect(await answer.json()).toMatchObject({
    '@id': `http://test.local/hoc-lieu/${code}`,
    '@type': ['LearningResource', 'TextDigitalDocument'],
    name: 'Hàn & cắt <kim loại> "an toàn"',
    license: 'https://creativecommons.org/licenses/by-sa/4.0/',
    timeRequired: 'PT45M',
    accessibilityFeature: ['captions'],
    isAccessibleForFree: true,
    author: [{ name: 'Nguyễn Thị Soạn' }, { name: 'Phạm, Ngoài; B', affiliation: { name: 'Công ty A' } }],
  })
})

test('what opens at night is dated by the day in Vietnam; the department publishes what is of no school', async () => {
  await here.rows(
    `update resources.version set published_at = '2026-11-24T17:07:00Z' where title like 'Hàn & cắt%'`,
  )
  const dc = await (await read('mo-ta.xml?dang=dc')).text()
  expect(values(dc, 'dc:date')).toEqual(['2026-11-25'])
  const lom = await (await read('mo-ta.xml?dang=lom')).text()
  expect(values(lom, 'dateTime')).toEqual(['2026-11-25'])
  expect(await (await read('mo-ta.json')).json()).toMatchObject({ datePublished: '2026-11-25' })

  const own = await here.ready('Của Sở', { access: 'public' }, here.officer)
  await here.rows(`update resources.version set institution_id = null where title = 'Của Sở'`)
  await here.rows(`update resources.resource set institution_id = null where code = $1`, [own])
  const third = here.officer.kind === 'account' ? { ...here.officer, id: 'account-officer-3' } : here.officer
  const round = await here.handIn(own, here.officer)
  for (const reviewer of [here.secondOfficer, third]) await here.answer(round, reviewer)
  // A draft has no record to offer yet.
  expect(await here.text(`/hoc-lieu/${own}/phien-ban/1`, here.officer)).not.toContain('mo-ta.json')
  await here.decide(round, here.secondOfficer)
  const said = await (await here.site.as(here.publicActor).get(`/hoc-lieu/${own}/mo-ta.xml?dang=dc`)).text()
  expect(values(said, 'dc:publisher')).toEqual(['Sở Giáo dục và Đào tạo'])
  expect(await here.text(`/hoc-lieu/${own}`, here.publicActor)).toContain('mo-ta.json')
})

test('the public page carries the same record, with nothing that could end the script', async () => {
  const page = await here.text(`/hoc-lieu/${code}`, here.publicActor)
  const script = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page)?.[1] ?? ''
  expect(script).not.toContain('<')
  expect(JSON.parse(script)).toMatchObject({ name: 'Hàn & cắt <kim loại> "an toàn"' })
})

test('XML holds no sign it forbids; durations are ISO 8601', () => {
  expect(xmlText('a\u0000b\u0008<&>\ud800"')).toBe('ab&lt;&amp;&gt;&quot;')
  expect([5, 60, 3600, 3725, 0].map(isoDuration)).toEqual(['PT5S', 'PT1M', 'PT1H', 'PT1H2M5S', 'PT0S'])
})
