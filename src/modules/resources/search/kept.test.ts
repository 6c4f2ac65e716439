import type { Kysely, KyselyPlugin } from 'kysely'
import { setTimeout } from 'node:timers/promises'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { today } from '#platform/clock.ts'
import type { Tables } from '#platform/db/tables.ts'
import { testRepository, type TestRepository } from '../testing/repository.ts'
import { listNews } from './news.ts'
import { rebuildSearch } from './store/rebuild.ts'

let here: TestRepository
const codes: string[] = []

beforeAll(async () => {
  here = await testRepository()
  for (const title of ['Hàn hồ quang tay', 'An toàn điện', 'Lập trình web'])
    codes.push(await here.ready(title))
  await here.publish(codes[0]!)
}, 120_000)

const acts = ['publish', 'down', 'back', 'use', 'rate', 'read', 'widen', 'download'] as const

/** One act on one resource, as a person does it where there is a form for it. What cannot be done now is refused, and changes nothing. */
async function perform(act: (typeof acts)[number], code: string): Promise<void> {
  const { rows, post, officer, secondOfficer, stranger, version } = here
  const id = String((await version(code)).id)
  const resource = (await rows(`select * from resources.resource where code = $1`, [code]))[0]!
  const own = { id, version: String(resource.version) }
  if (act === 'publish' && resource.withdrawn_at === null) {
    if ((await version(code)).state !== 'draft') {
      await post(`/hoc-lieu/${code}`, { _form: 'start', id })
      await here.save(code, { title: `Bản ${String(resource.version)} về điện`, summary: 'Viết lại' })
    }
    // A new version is for as many readers as the resource has.
    const isOpen = resource.access === 'public'
    if (isOpen) await here.save(code, { access: 'public' })
    await (isOpen ? here.publish(code, [officer, secondOfficer], officer) : here.publish(code))
  }
  if (act === 'down')
    await post(
      `/hoc-lieu/${code}/go`,
      { _form: 'down', ...own, kind: 'rights', reason: 'Ảnh của người khác' },
      officer,
    )
  if (act === 'back') await post(`/hoc-lieu/${code}/go`, { _form: 'back', ...own }, officer)
  if (act === 'use')
    await post(`/hoc-lieu/${code}/da-dung`, { _form: 'use', id, on_date: '20/11/2026' }, here.colleague)
  if (act === 'rate')
    await post(`/hoc-lieu/${code}/da-dung`, { _form: 'use', id, on_date: '20/11/2026', stars: '2' }, stranger)
  if (act === 'widen' && resource.published_id)
    await rows(`update resources.resource set access = 'public', version = version + 1 where code = $1`, [
      code,
    ])
  if (act === 'read')
    await rows(
      `insert into resources.file_text (hash, text, read_at) select distinct f.hash, 'Đo điện trở cách điện', now() from resources.version_file f
       join resources.version v on v.id = f.version_id where v.resource_id = $1
       on conflict (hash) do update set text = excluded.text || ' lần nữa'`,
      [resource.id],
    )
  if (act === 'download')
    await rows(
      `insert into resources.seen (resource_id, act, day, who, is_account) values ($1, 'download', '2026-11-20', gen_random_uuid()::text, false)`,
      [resource.id],
    )
}

/** What the flat table should say, told by the catalogue itself. */
const told = `select r.code, r.institution_id, v.kind, v.title, v.licence, v.levels, r.access,
    (select count(distinct u.account)::integer from resources.teaching_use u where u.resource_id = r.id) as uses,
    (select count(*)::integer from resources.seen s where s.resource_id = r.id and s.act = 'download') as downloads,
    (select count(*)::integer from resources.rating s where s.resource_id = r.id) as ratings,
    exists (select 1 from resources.version_file f join resources.file_text x on x.hash = f.hash where f.version_id = v.id) as is_read
  from resources.resource r join resources.version v on v.id = r.published_id where r.withdrawn_at is null order by r.code`
const kept = `select r.code, e.institution_id, s.kind, (select v.title from resources.version v
      where v.resource_id = r.id and e.words @@ array_to_string(array(select quote_literal('^' || t) from unnest(resources.search_spelled(v.title)) t), ' & ')::tsquery
      order by v.number desc limit 1) as title,
    s.licence, s.levels, (array['public', 'signed_in', 'school', 'private'])[e.circle + 1] as access, (e.used / 10000000)::integer as uses,
    (e.used % 10000000)::integer as downloads, e.ratings, e.words @@ '=tro & cach_dien'::tsquery as is_read
  from resources.search_entry e join resources.resource r on r.id = e.resource_id join resources.search_shape s on s.id = e.shape order by r.code`

/** Published within its school. */
async function published(title: string): Promise<string> {
  const code = await here.ready(title)
  await here.publish(code)
  return code
}

test('after any acts the flat table says what the catalogue says, and writing it anew changes nothing', async () => {
  const one = fc.tuple(fc.constantFrom(...acts), fc.nat(2))
  await fc.assert(
    fc.asyncProperty(fc.array(one, { minLength: 6, maxLength: 10 }), async (list) => {
      for (const [act, at] of list) {
        await perform(act, codes[at]!)
        expect(await here.rows(kept), act).toEqual(await here.rows(told))
      }
      const whole = () =>
        here.rows(
          `select e.*, null as shape, null as topic from resources.search_entry e order by resource_id`,
        )
      const before = await whole()
      await rebuildSearch(here.site.app)
      expect(await whole()).toEqual(before)
    }),
    // What was done stays done: a shorter list would begin elsewhere.
    { numRuns: 4, endOnFailure: true },
  )
}, 120_000)

test('two who use it at one moment are both counted', async () => {
  const code = await published('Máy tiện vạn năng')
  const [one] = await here.rows(`select id, published_id from resources.resource where code = $1`, [code])
  const [first, second] = await Promise.all([0, 1].map(() => here.site.app.database.owner.connect()))
  const use = async (client: typeof first, account: string) => {
    await client!.query('begin')
    await client!.query(
      `insert into resources.teaching_use (resource_id, version_id, account, account_name, on_date, at) values ($1, $2, $3, 'x', '2026-11-20', now())`,
      [one!.id, one!.published_id, account],
    )
  }
  try {
    await use(first, 'a')
    await use(second, 'b')
    await first!.query('set constraints all immediate')
    const waiting = second!.query('set constraints all immediate')
    await setTimeout(200)
    await first!.query('commit')
    await waiting
    await second!.query('commit')
  } finally {
    first!.release()
    second!.release()
  }
  const counted = await here.rows(
    `select (used / 10000000)::integer as uses from resources.search_entry where resource_id = $1`,
    [one!.id],
  )
  expect(counted).toEqual([{ uses: 2 }])
})

test('a very long file in another script is kept as far as a row of words holds, its beginning first', async () => {
  const letters = 'бвгджзклмн'
  const word = (at: number) =>
    `сло${String(at)
      .padStart(8, '0')
      .replace(/\d/g, (digit) => letters[Number(digit)]!)}`
  const code = await published('Tài liệu tiếng Nga')
  const text = Array.from({ length: 60_000 }, (_, at) => word(at)).join(' ')
  await here.rows(
    `insert into resources.file_text (hash, text, read_at) select f.hash, $1, now() from resources.version_file f
     join resources.resource r on r.published_id = f.version_id where r.code = $2 on conflict (hash) do update set text = excluded.text`,
    [text, code],
  )
  const found = (asked: string) =>
    here.rows(`select 1 from resources.search_entry where words @@ quote_literal('=' || $1)::tsquery`, [
      asked,
    ])
  expect(await found(word(0))).toHaveLength(1)
  expect(await found(word(59_999))).toHaveLength(0)
})

test('what is narrow already is narrowed by subject, one for all schools and programmes, with how many there would be', async () => {
  const { units } = await here.make.programme(here.home, [
    { code: 'MĐ21', name: 'Sửa bơm cao áp' },
    { code: 'MĐ22', name: 'Sửa vòi phun' },
  ])
  // The same module of another programme.
  const { units: elsewhere } = await here.make.programme(here.home, [
    { code: 'MĐ21', name: 'Sửa bơm cao áp' },
  ])
  const tagged = [
    await published('Bơm cao áp bài 1'),
    await published('Bơm cao áp bài 2'),
    await published('Bơm cao áp bài 3'),
  ]
  for (const [at, code] of tagged.entries())
    await here.rows(
      `begin; set local session_replication_role = replica; insert into resources.version_unit (version_id, unit_id, code, name)
        select r.published_id, u.id, u.code, u.name from resources.resource r, curricula.course_unit u
        where r.code = '${code}' and u.id = '${[units[1], units[0], elsewhere[0]][at]}'; commit`,
    )
  const shown = await here.text(`/hoc-lieu?q=${encodeURIComponent('bơm cao áp')}`)
  const subjects = shown.slice(shown.indexOf('>Môn học, mô đun<')).split('</section>')[0]!
  const links = [...subjects.matchAll(/mon_hoc=([0-9a-f%C-]+)[^>]*>.*?(MĐ2\d [^<]+)<.*?>(\d+)</gs)].map(
    ([, ids, name, count]) => [decodeURIComponent(ids!).split(',').toSorted(), name, count],
  )
  expect(links).toEqual([
    [[units[0], elsewhere[0]].toSorted(), 'MĐ21 Sửa bơm cao áp', '2'],
    [[units[1]], 'MĐ22 Sửa vòi phun', '1'],
  ])
  await rebuildSearch(here.site.app)
  const both = await here.text(`/hoc-lieu?mon_hoc=${units[0]},${elsewhere[0]}`)
  for (const title of ['Bơm cao áp bài 2', 'Bơm cao áp bài 3']) expect(both).toContain(title)
  expect(both).not.toContain('Bơm cao áp bài 1')
})

test('many saved searches are asked together, each for its own words and what else they are called', async () => {
  await published('Vận hành cần trục tháp')
  await here.rows(
    `insert into resources.synonym (terms, source, from_date) values ('{cần trục,cẩu}', 'thử', '2026-01-01')`,
  )
  const account = here.colleague.kind === 'account' ? here.colleague.id : ''
  const names = ['cẩu tháp', 'cần trục', 'máy bay']
  for (const name of names)
    await here.rows(
      `insert into resources.saved_search (account, name, query, saved_at, seen_at) values ($1, $2, $3, '2020-01-01', '2020-01-01')`,
      [account, name, `q=${encodeURIComponent(name)}`],
    )
  const told = async () => {
    let statements = 0
    const counting: KyselyPlugin = {
      transformQuery: ({ node }) => {
        statements += 1
        return node
      },
      transformResult: async ({ result }) => result,
    }
    const news = await here.site.app.database.read(here.colleague, (db) =>
      listNews((db as Kysely<Tables>).withPlugin(counting), account, today(here.site.app.clock)),
    )
    return { statements, news: news.map((one) => [one.name, one.news]).toSorted() }
  }
  const all = await told()
  expect(all.news).toEqual([
    ['cần trục', 1],
    ['cẩu tháp', 1],
    ['máy bay', 0],
  ])
  await here.rows(`delete from resources.saved_search where account = $1 and name <> 'cần trục'`, [account])
  expect((await told()).statements).toBe(all.statements)
})
