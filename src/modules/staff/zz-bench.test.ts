import { expect, test } from 'vitest'
import { sql } from 'kysely'
import { testApp } from '#app/testing.ts'
import { places } from '#modules/places/module.ts'
import { institutions } from '#modules/institutions/module.ts'
import { people } from '#modules/people/module.ts'
import { staff } from './module.ts'
import { listStaff } from './store/list.ts'
import { nameOf } from '../../../bench/people.ts'
import { nameSortKey } from '#platform/text/index.ts'

test('bench', async () => {
  const site = await testApp({ modules: [places, institutions, people, staff] })
  const owner = site.app.database.owner
  const ids = (await owner.query(`with made as (insert into institutions.institution (code, type, ownership)
        select 'do-luong-' || n, 'college', 'public' from generate_series(1, 50) n returning id, code),
      named as (insert into institutions.institution_name (institution_id, name, source) select id, 'Trường đo lường ' || code, 'generated' from made),
      standing as (insert into institutions.standing (institution_id, status, source) select id, 'active', 'generated' from made)
     select id from made`)).rows.map((r) => r.id as string)
  const list = Array.from({ length: 6000 }, (_, n) => [nameOf(n), nameSortKey(nameOf(n))])
  await owner.query(`create table bench_names as select ord::integer - 1 as k, e ->> 0 as full_name, e ->> 1 as name_key from jsonb_array_elements($1::jsonb) with ordinality t(e, ord)`, [JSON.stringify(list)])
  await owner.query(`insert into people.person (full_name, name_key, birth_date, birth_year, sex)
       select b.full_name, b.name_key, date '1960-01-01' + (n * 7919 % 14000), extract(year from date '1960-01-01' + (n * 7919 % 14000))::int,
         case when n % 2 = 0 then 'male' else 'female' end
       from generate_series(1, 200000) n join bench_names b on b.k = n % 6000`)
  await owner.query(`with numbered as (select id, name_key, row_number() over (order by id) as n from people.person),
         placed as (select p.*, ('{${ids.join(',')}}'::uuid[])[1 + n % 50] as institution_id from numbered p),
         posts as (insert into staff.post (person_id, name_key, institution_id, role, contract, from_date)
           select id, name_key, institution_id, case when n % 10 = 0 then 'manager' else 'teacher' end, 'tenured', date '2015-09-01' from placed)
       insert into people.link (person_id, institution_id, source) select id, institution_id, 'staff' from placed`)
  for (const t of ['people.person', 'people.link', 'staff.post']) await owner.query(`vacuum analyze ${t}`)
  const officer = site.actor('department-officer')
  const manager = site.actor('school-manager', { kind: 'institution', id: ids[0]! })
  for (const [who, actor, reach] of [['officer', officer, 'all'], ['manager', manager, [ids[0]!]]] as const) {
    for (const [what, more] of [['plain', {}]] as const) {
      const time = async () => {
        const at = performance.now()
        const rows = await site.app.database.read(actor, (db) => listStaff(db, { standing: 'held', day: '2026-11-22', reach, ...more }, { limit: 51 }))
        return [performance.now() - at, rows.length] as const
      }
      await time(); await time()
      const [ms, n] = await time()
      console.log(who, what, ms.toFixed(1), 'ms', n)
    }
    const page1 = await site.app.database.read(actor, (db) => listStaff(db, { standing: 'held', day: '2026-11-22', reach }, { limit: 51 }))
    const last = page1.at(-1)!
    const at = performance.now()
    const next = await site.app.database.read(actor, (db) => listStaff(db, { standing: 'held', day: '2026-11-22', reach }, { limit: 51, after: { key: last.name_key, id: last.id } }))
    console.log(who, 'page 2', (performance.now() - at).toFixed(1), next.length)
    const plan = await site.app.database.read(actor, (db) => sql<{ 'QUERY PLAN': string }>`explain (analyze, buffers) select p.id, n.full_name from staff.post p join people.person n on n.id = p.person_id
      where (p.from_date is null or p.from_date <= '2026-11-22') and (p.to_date is null or p.to_date >= '2026-11-22') and ${reach === 'all' ? sql`true` : sql`p.institution_id = ${reach[0]}::uuid`}
      and (p.name_key, p.id) > (${last.name_key}, ${last.id}::uuid) order by p.name_key, p.id limit 51`.execute(db))
    console.log(plan.rows.map((r) => r['QUERY PLAN']).join('\n'))
    const web = site.as(actor)
    const { listInstitutionOptions } = await import('#modules/institutions/index.ts')
    const many = async (label: string, work: () => Promise<unknown>) => { for (let i = 0; i < 10; i++) await work(); const a = performance.now(); for (let i = 0; i < 100; i++) await work(); console.log(who, label, ((performance.now() - a) / 100).toFixed(2), 'ms') }
    await many('options', () => site.app.database.read(actor, (db) => listInstitutionOptions(db, actor, { on: '2026-11-22', withEnded: true })))
    await many('list', () => site.app.database.read(actor, (db) => listStaff(db, { standing: 'held', day: '2026-11-22', reach }, { limit: 51 })))
    await many('list no jit', () => site.app.database.read(actor, async (db) => { await sql`set local jit = off`.execute(db); return listStaff(db, { standing: 'held', day: '2026-11-22', reach }, { limit: 51 }) }))
    const plan2 = await site.app.database.read(actor, async (db) => {
      const spy = { ...db, getExecutor: () => db.getExecutor() }
      void spy
      return sql<{ 'QUERY PLAN': string }>`explain (analyze) with page as materialized (
      select p.id, p.person_id, p.institution_id, p.role, p.name_key, n.full_name
      from staff.post p join people.person n on n.id = p.person_id
      where ${reach === 'all' ? sql`true` : sql`p.institution_id = ${reach[0]}::uuid`} and (p.from_date is null or p.from_date <= '2026-11-22') and (p.to_date is null or p.to_date >= '2026-11-22')
      order by p.name_key, p.id limit 51
    )
    select page.*, d.level as degree, d.field as degree_field
    from page left join lateral (
      select q.level, q.field from staff.qualification q where q.person_id = page.person_id and q.kind = 'degree'
      order by array_position(array['doctor', 'master', 'bachelor', 'college', 'intermediate', 'other'], q.level) limit 1
    ) d on true
    order by page.name_key, page.id`.execute(db)
    })
    console.log(plan2.rows.map((r) => r['QUERY PLAN']).join('\n'))
    await many('empty', () => site.app.database.read(actor, async () => 1))
    await many('page', () => web.get('/nhan-su'))
    const listPage = site.app.modules.flatMap((m) => m.pages ?? []).find((one) => one.path === '/nhan-su')!
    const data = await site.app.database.read(actor, (db) => listPage.load({ db, actor, app: site.app, params: {}, query: {}, today: '2026-11-22', t: site.app.catalog('vi'), request: new Request('http://x/nhan-su') } as never))
    const { createServer } = await import('#platform/http/server.ts'); const { createFrame } = await import('#app/layout.tsx'); const { readAssets } = await import('#app/assets.ts'); const { failureView } = await import('#app/pages/error.tsx')
    const { looks: _l, ...shown } = listPage
    const server = createServer({ app: site.app, authenticate: async () => ({ actor }), frame: createFrame(readAssets()), failureView, pages: [{ ...shown, load: async () => data }], endpoints: [] })
    await many('memory (own tx)', async () => (await server.request('http://x/nhan-su')).text())
    await web.get('/nhan-su')
    const t0 = performance.now()
    for (let i = 0; i < 20; i++) expect((await web.get('/nhan-su')).status).toBe(200)
    console.log(who, 'page', ((performance.now() - t0) / 20).toFixed(1), 'ms')
  }
}, 300000)
