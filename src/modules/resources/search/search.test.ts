import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#platform/access.ts'
import { today } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { writePageMark } from '#platform/pages/page-mark.ts'
import { testRepository, type TestRepository } from '../testing/repository.ts'
import { Query } from './filter.ts'
import { loadResult } from './load.ts'
import { countResources, listHits, readQuestion, type Counts } from './store/find.ts'

let here: TestRepository
const codes = new Map<string, string>()

const q = (text: string, more = '') => `q=${encodeURIComponent(text)}${more}`

/** Titles of the results, in their order. */
async function found(query: string, actor: Actor = here.publicActor): Promise<string[]> {
  return [...(await page(query, actor)).matchAll(/<h2[^>]*><a href="\/hoc-lieu\/([0-9a-z]{10})">/g)].map(
    (one) => codes.get(one[1]!) ?? one[1]!,
  )
}

async function page(query: string, actor: Actor = here.publicActor): Promise<string> {
  const answer = await here.site.as(actor).get(`/hoc-lieu?${query}`)
  const text = await answer.text()
  expect(answer.status, text).toBe(200)
  return text.slice(text.indexOf('<main'))
}

/** Published in a moment: a draft made through the form, its description set straight away, then published as the decision does. */
async function shared(
  title: string,
  more: Record<string, string | string[]> = {},
  text?: string,
): Promise<string> {
  const { access = 'public', ...described } = more
  const code = await here.ready(title, { access, ...described })
  codes.set(code, title)
  if (text)
    await here.rows(
      `insert into resources.file_text (hash, text, read_at) select f.hash, $2, now() from resources.version_file f
       join resources.version v on v.id = f.version_id join resources.resource r on r.id = v.resource_id where r.code = $1`,
      [code, text],
    )
  await publish(code, String(access))
  return code
}

async function publish(code: string, access: string): Promise<void> {
  await here.rows(
    `with old as (update resources.version v set state = 'superseded' from resources.resource r
        where r.code = $1 and v.id = r.published_id returning v.id),
      now_is as (update resources.version v set state = 'published', published_at = now(), access = $2 from resources.resource r
        where r.code = $1 and v.resource_id = r.id and v.state = 'draft' returning v.id, v.resource_id)
     update resources.resource r set published_id = n.id, access = $2, version = r.version + 1 from now_is n where r.id = n.resource_id`,
    [code, access],
  )
}

beforeAll(async () => {
  here = await testRepository()
  await shared('Thời hạn bảo hành máy')
  await shared('Hàn hồ quang tay', { keywords: 'que hàn, mối hàn', kind: 'video', 'levels[]': ['cao_dang'] })
  await shared('Sửa chữa ô tô', { summary: 'Tháo lắp động cơ, hộp số', 'levels[]': ['trung_cap'] })
  await shared('Giáo trình điện', {}, 'Mở đầu.\fĐi dây và an toàn điện trong nhà xưởng; dùng Arduino để đo.')
  await shared('Chỉ trong trường', { access: 'school', licence: 'noi-bo-truong' })
  await shared('Cho người trong ngành', { access: 'signed_in', licence: 'noi-bo' })
}, 120_000)

describe('words', () => {
  test('are found with and without marks, đ too', async () => {
    expect(await found(q('han ho quang'))).toEqual(['Hàn hồ quang tay'])
    expect(await found(q('Giáo trình ĐIỆN'))).toEqual(['Giáo trình điện'])
    expect(await found(q('giao trinh dien'))).toEqual(['Giáo trình điện'])
    expect(await found(q('hàn'.normalize('NFD')))).toEqual(await found(q('hàn')))
  })

  test('typed with marks rank what is spelled so first; without, all come', async () => {
    expect((await found(q('hàn')))[0]).toBe('Hàn hồ quang tay')
    expect((await found(q('hạn')))[0]).toBe('Thời hạn bảo hành máy')
    expect((await found(q('han'))).toSorted()).toEqual(['Hàn hồ quang tay', 'Thời hạn bảo hành máy'])
  })

  test('are found in the text of files, with the place and the words marked', async () => {
    const shown = await page(q('an toàn điện'))
    expect(shown).toContain('trang 2')
    expect(shown).toMatch(/<mark>an<\/mark> <mark>toàn<\/mark> <mark>điện<\/mark>/)
    expect(await found(q('arduino'))).toEqual(['Giáo trình điện'])
    // Words of the text that do not stand together are no find.
    expect(await found(q('điện nhà'))).toEqual([])
  })

  test('in quotes stand together', async () => {
    expect(await found(q('"quang tay"'))).toEqual(['Hàn hồ quang tay'])
    expect(await found(q('"hàn tay"'))).toEqual([])
  })

  test('that mean the same find one another while the department says so', async () => {
    expect(await found(q('sửa chữa xe hơi'))).toEqual(['Sửa chữa ô tô'])
    const [group] = await here.rows(`select id, version from resources.synonym where 'xe hơi' = any (terms)`)
    const send = (form: Record<string, string>, actor = here.officer) =>
      here.post('/hoc-lieu/tu-dong-nghia', form, actor)
    const seen = (version: number) => ({ id: String(group!.id), version: String(version) })
    expect((await send({ _form: 'end', ...seen(1) }, here.teacher)).status).toBe(403)
    expect((await send({ _form: 'end', ...seen(1) })).status).toBe(303)
    expect(await found(q('sửa chữa xe hơi'))).toEqual([])
    expect((await send({ _form: 'reopen', ...seen(2) })).status).toBe(303)
    expect(await found(q('sửa chữa xe hơi'))).toEqual(['Sửa chữa ô tô'])
    const refused = await send({ _form: 'add', terms: 'xe hoi, xe con', source: 'Đề nghị của trường' })
    expect(await refused.text()).toContain('đã ở trong nhóm')
    expect((await send({ _form: 'add', terms: 'chỉ một', source: 'x y z' })).status).toBe(422)
    expect((await send({ _form: 'add', terms: 'tháo lắp, rã máy', source: 'Đề nghị' })).status).toBe(303)
    expect(await found(q('rã máy'))).toEqual(['Sửa chữa ô tô'])
    // A group of today that is ended today is over, and the mended one may take its place.
    const [added] = await here.rows(`select id from resources.synonym where 'rã máy' = any (terms)`)
    expect((await send({ _form: 'end', id: String(added!.id), version: '1' })).status).toBe(303)
    expect(await found(q('rã máy'))).toEqual([])
    expect((await send({ _form: 'add', terms: 'tháo lắp, rã máy móc', source: 'Đề nghị' })).status).toBe(303)
  })

  test('mistyped are answered with what may have been meant', async () => {
    for (const [typed, meant] of [
      ['hàn hồ qaung', 'hàn hồ quang'],
      ['giao trinhh dien', 'giao trình dien'],
      ['suachua o to', 'sửa chữa o to'],
    ] as const) {
      const shown = await page(q(typed))
      expect(shown, typed).toContain('Có phải bạn tìm')
      expect(shown).toContain(`>${meant}</a>`)
    }
    // Within the filter there is none: the words are offered without it.
    expect(await page(q('hàn hồ qaung', '&loai=audio'))).toContain(
      `href="/hoc-lieu?${q('hàn hồ quang').replaceAll('%20', '+')}"`,
    )
    expect(await page(q('xyzzyqwv'))).not.toContain('Có phải bạn tìm')
  })
})

describe('a result', () => {
  test('says how many there are of each, and every filter can be taken away', async () => {
    const all = await page('')
    expect(all).toMatch(/href="\/hoc-lieu\?loai=video"[^>]*><span[^>]*>Video<\/span><span[^>]*>1</)
    expect(await found('loai=video')).toEqual(['Hàn hồ quang tay'])
    const narrowed = await page(q('hàn', '&loai=video&trinh_do=cao_dang'))
    expect(narrowed).toContain('aria-label="Bỏ Video"')
    expect(narrowed).toContain('href="/hoc-lieu?q=h%C3%A0n&amp;trinh_do=cao_dang"')
  })

  test('has one box by its name, beside the one in the head of every page', async () => {
    const whole = await here.text('/hoc-lieu')
    expect([...whole.matchAll(/id="f-q"/g)]).toHaveLength(1)
    expect(whole).toContain('id="tim-f-q"')
  })

  test('that is empty says what to take away and how many there would be', async () => {
    const shown = await page(q('ô tô', '&loai=video'))
    expect(shown).toContain('Chưa có học liệu nào về “ô tô”')
    expect(shown).toMatch(/href="\/hoc-lieu\?q=%C3%B4\+t%C3%B4">Bỏ Video: còn 1 học liệu/)
  })

  test('holds what the reader may see, and counts no more', async () => {
    const names = ['Cho người trong ngành', 'Chỉ trong trường']
    const hidden = async (actor: Actor) =>
      (await found('xep=moi', actor)).filter((one) => names.includes(one))
    expect(await hidden(here.publicActor)).toEqual([])
    expect(await hidden(here.stranger)).toEqual(['Cho người trong ngành'])
    expect(await hidden(here.teacher)).toEqual(names)
    expect(await page('', here.publicActor)).toMatch(/Kho học liệu số<span[^>]*>4</)
    expect(await page('', here.teacher)).toMatch(/Kho học liệu số<span[^>]*>6</)
    expect(await found(q('chỉ trong trường'))).toEqual([])
  })

  test('is walked page by page, each resource once', async () => {
    for (let at = 0; at < 27; at += 1) await shared(`Bài tập tiện ${at}`)
    const seen: string[] = []
    let query: string | undefined = q('bài tập tiện', '&xep=moi')
    while (query) {
      const shown = await page(query)
      seen.push(
        ...[...shown.matchAll(/<h2[^>]*><a href="\/hoc-lieu\/([0-9a-z]{10})">/g)].map((one) => one[1]!),
      )
      query = /href="\/hoc-lieu\?([^"]*sau=[^"]*)"[^>]*rel="next"/.exec(shown)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(seen).toHaveLength(27)
    expect(new Set(seen).size).toBe(27)
    const ranked = /href="\/hoc-lieu\?([^"]*sau=[^"]*)"[^>]*rel="next"/.exec(
      await page(q('bài tập tiện')),
    )?.[1]
    expect(await found(ranked!.replaceAll('&amp;', '&'))).toHaveLength(3)
  })

  test.each([
    'sau=x~y',
    'xep=la',
    'nam=abcd',
    `q=${'%27%20'.repeat(30)}`,
    'q=%26%7C!()%3A*',
    'mon_hoc=1',
    'loai=phim',
  ])('takes %s as if it were not there', async (query) => {
    expect(await page(query)).toContain('Kho học liệu số')
  })

  test('is the same in the search over everything', async () => {
    const answer = await here.text(`/tim?${q('han ho quang')}`, here.publicActor)
    expect(answer).toContain('Hàn hồ quang tay')
  })

  test('goes out as a list and by the API', async () => {
    const sheet = await here.site.as(here.teacher).get(`/tai-ve/hoc-lieu.csv?${q('hàn hồ quang')}`)
    expect(await sheet.text()).toContain('Hàn hồ quang tay')
    const answer = await here.site.as(here.publicActor).get(`/api/v1/resources?${q('han ho quang')}`)
    const told = (await answer.json()) as { total: number; resources: { code: string }[] }
    expect(told).toMatchObject({ total: 1, is_estimate: false, counts: { kind: { video: 1 } } })
    const one = await here.site.as(here.publicActor).get(`/api/v1/resources/${told.resources[0]!.code}`)
    expect(await one.json()).toMatchObject({
      title: 'Hàn hồ quang tay',
      kind: 'video',
      licence: { code: 'cc-by-4.0' },
      files: [{ role: 'content', type: 'application/pdf' }],
    })
  })
})

describe('a saved search', () => {
  test('tells its owner, and nobody else, when something new has come', async () => {
    const query = q('mô phỏng biến tần')
    const path = `/hoc-lieu?${query}`
    const kept = {
      _form: 'save',
      query: new URLSearchParams({ q: 'mô phỏng biến tần' }).toString(),
      name: '“mô phỏng biến tần”',
    }
    expect((await here.post(path, kept)).status).toBe(303)
    expect((await here.post(path, kept, here.publicActor)).headers.get('location')).toContain('/dang-nhap')
    await here.rows(`update resources.saved_search set seen_at = '2020-01-01'`)
    const told = async (actor: Actor = here.teacher) =>
      (await here.text('/', actor)).includes('1 học liệu mới: “mô phỏng biến tần”')
    expect(await told()).toBe(false)
    await shared('Mô phỏng biến tần')
    expect(await told()).toBe(true)
    expect(await told(here.colleague)).toBe(false)
    expect(await page(query, here.teacher)).toContain('1 học liệu mới từ')
    const [saved] = await here.rows(`select id from resources.saved_search`)
    const id = String(saved!.id)
    expect((await here.post('/hoc-lieu/da-luu', { _form: 'forget', id }, here.colleague)).status).toBe(404)
    expect((await here.post('/hoc-lieu/da-luu', { _form: 'forget', id })).status).toBe(303)
    expect(await told()).toBe(false)
  })
})

test('a page that ends with what is rated badly has a next one', async () => {
  await shared('Tài liệu thứ nhất', {}, 'Quy trình tháo vòng đệm phớt')
  await shared('Tài liệu thứ hai', {}, 'Quy trình tháo vòng đệm phớt')
  await here.rows(`update resources.search_entry set quality = -2.4 where resource_id in (select r.id from resources.resource r
    join resources.version v on v.id = r.published_id where v.title like 'Tài liệu thứ %')`)
  const load = (sau?: string) =>
    here.site.app.database.read(here.publicActor, (db) =>
      loadResult(db, Query.parse({ q: 'vòng đệm phớt', sau }), today(here.site.app.clock), 1),
    )
  const first = await load()
  expect(first.next?.key).toMatch(/^-\d+$/)
  const second = await load(writePageMark(first.next!.key, first.next!.id))
  expect(second.rows.map((row) => row.id)).not.toEqual(first.rows.map((row) => row.id))
  expect(second.rows).toHaveLength(1)

  // A mark behind the last one begins anew, and is not taken for nothing found.
  const behind = writePageMark('-999999999', first.next!.id)
  const text = await page(`${q('vòng đệm phớt')}&sau=${encodeURIComponent(behind)}`)
  expect(text).toContain('Tài liệu thứ nhất')
  const empty = { _form: 'save', query: 'xep=moi', name: 'mọi thứ' }
  const refused = await here.post('/hoc-lieu', empty)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('Hãy tìm hoặc lọc trước khi lưu.')
})

test('what a school published long ago is news on the day it opens to others', async () => {
  await shared('Bảo trì máy nén lạnh', { access: 'school' })
  const code = [...codes].find(([, title]) => title === 'Bảo trì máy nén lạnh')![0]
  await here.rows(
    `update resources.version set published_at = '2019-05-01', access = 'school' where title = 'Bảo trì máy nén lạnh'`,
  )
  const kept = {
    _form: 'save',
    query: new URLSearchParams({ q: 'máy nén lạnh' }).toString(),
    name: 'máy nén lạnh',
  }
  expect((await here.post(`/hoc-lieu?${q('máy nén lạnh')}`, kept, here.stranger)).status).toBe(303)
  await here.rows(`update resources.saved_search set seen_at = '2020-01-01'`)
  const id = String((await here.version(code)).id)
  await here.post(`/hoc-lieu/${code}/tham-dinh`, { _form: 'share', id, access: 'public' })
  const [round] = await here.rows(`select id from resources.submission where version_id = $1`, [id])
  for (const officer of [here.officer, here.secondOfficer]) await here.answer(String(round!.id), officer)
  expect(await here.text('/', here.stranger)).not.toContain('1 học liệu mới: máy nén lạnh')
  expect((await here.decide(String(round!.id), here.officer)).status).toBe(303)
  expect(await here.text('/', here.stranger)).toContain('1 học liệu mới: máy nén lạnh')
  const listed = await page(q('máy nén lạnh'), here.stranger)
  expect(listed.slice(listed.indexOf('<article'))).toMatch(/>Mới</)
})

test('a resource shows what is like it; the map of gaps shows what is missing', async () => {
  const first = await shared('Giáo trình lập trình nhúng phần một')
  await shared('Giáo trình lập trình nhúng phần hai')
  const shown = await here.text(`/hoc-lieu/${first}`, here.publicActor)
  expect(shown.slice(shown.indexOf('Gần giống'))).toContain('Giáo trình lập trình nhúng phần hai')
  await here.rows(
    `insert into institutions.standing (institution_id, status, source) select $1, 'active', 'thử'
     where not exists (select 1 from institutions.standing where institution_id = $1)`,
    [here.home],
  )
  await here.rows(
    `insert into institutions.licence_item (institution_id, occupation_code, occupation_name, level, source)
     select $1, code, name, level, 'thử' from institutions.occupation where level = 'cao_dang' order by code limit 1`,
    [here.home],
  )
  const gaps = await here.text('/hoc-lieu/con-thieu', here.publicActor)
  expect(gaps).toContain('1 trên 1 trình độ')
  expect(gaps).toContain('Chưa có')
})

test('few or many, the order is the same: ranked from what was counted, and looked for by ways and standing', async () => {
  await here.rows(`update resources.search_entry set quality = 2, words = words || array_to_tsvector(resources.search_grades(2))
    where resource_id = (select id from resources.resource where published_id is not null order by code limit 1)`)
  const read = <T>(work: (db: Db) => Promise<T>) => here.site.app.database.read(here.teacher, work)
  for (const text of ['hàn', 'dien', 'giáo trình', 'sửa chữa xe hơi', 'an toàn điện', 'nhung']) {
    const question = await read((db) =>
      readQuestion(db, { text, filters: {}, day: today(here.site.app.clock) }),
    )
    const counts = await read((db) => countResources(db, question))
    const ranked = (given: Pick<Counts, 'total' | 'ids'> | undefined) =>
      read((db) => listHits(db, question, { sort: 'relevance', limit: 120, counts: given }))
    const hits = await ranked(counts)
    expect(hits.length, text).toBeGreaterThan(0)
    expect(new Set(hits.map((hit) => hit.id))).toEqual(new Set(counts.ids))
    expect(await ranked(undefined)).toEqual(hits)
    expect(await ranked({ total: 5_000, ids: null })).toEqual(hits)
  }
})
