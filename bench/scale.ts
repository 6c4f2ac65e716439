import { CompiledQuery } from 'kysely'
import type { Actor } from '#platform/access.ts'
import { today } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { writePageMark } from '#platform/pages/page-mark.ts'
import { note, report, time } from './report.ts'
import { fillScale, type Filled } from './scale-fill.ts'
import { holder, openSite, type Site } from './site.ts'

/** SCALE=1 is 1,000,000 learners with 40,000,000 marks: some ten minutes and 40 GB, gone afterwards. */
const scale = Number(process.env.SCALE ?? 1)
/** Rows from which on a table is big, of a full run and of a trial: none of these may be read from one end to the other. */
const bigRows = Math.min(100_000, Math.round(400_000 * scale))
const times = 60

type Case = {
  what: string
  path: string
  actor: 'office' | 'department'
  params?: Record<string, string>
  query?: Record<string, string>
}
type Filling = Site & { filled: Filled; cases: Case[] }

/** Pages about learners with everybody stored, against the same pages of a small database: their plans, and how long they take. */
export async function run(): Promise<void> {
  const learners = Math.round(1_000_000 * scale)
  if (!(learners >= 2000)) throw new Error(`SCALE=${process.env.SCALE}: at least 0.002`)
  const few = Math.min(10_000, Math.round(learners / 10))
  // schools of one size in both, so that only the number of them differs
  const perSchool = Math.min(5000, few)
  const small = await fill(few, perSchool)
  try {
    const big = await fill(learners, perSchool)
    try {
      const bigTables = await listBigTables(big)
      note(`big tables: ${[...bigTables].toSorted().join(', ')}`)
      for (const [at, one] of big.cases.entries()) {
        await judgePlans(big, one, bigTables)
        await judgeTimes(one, { big, small, smallCase: small.cases[at]! })
      }
    } finally {
      await big.close()
    }
  } finally {
    await small.close()
  }
}

async function fill(learners: number, perSchool: number): Promise<Filling> {
  note(`${learners.toLocaleString('en')} learners`)
  const site = await openSite()
  try {
    const { owner } = site.app.database
    await owner.query(`alter system set max_wal_size = '8GB'`)
    await owner.query('select pg_reload_conf()')
    const filled = await fillScale(owner, { learners, perSchool })
    return { ...site, filled, cases: await casesOf(site, filled) }
  } catch (error) {
    await site.close()
    throw error
  }
}

/** The pages, and where a later page of the list begins: half way through the province, half way through the school. */
async function casesOf({ app }: Site, filled: Filled): Promise<Case[]> {
  const halfway = async (where: string, values: unknown[]): Promise<string> => {
    const found = await app.database.owner.query<{ name_key: string; id: string }>(
      `with own as (select name_key, id from students.enrolment where ${where})
       select name_key, id from own order by name_key, id limit 1 offset (select count(*) / 2 from own)`,
      values,
    )
    return writePageMark(found.rows[0]!.name_key, found.rows[0]!.id)
  }
  const [school] = filled.institutions
  const ofProvince = await halfway('true', [])
  const ofSchool = await halfway('institution_id = $1', [school])
  const section = { id: filled.section }
  const learner = { id: filled.learner }
  return [
    { what: 'learner list, first page, province', path: '/hoc-sinh', actor: 'department' },
    { what: 'learner list, first page, school', path: '/hoc-sinh', actor: 'office' },
    {
      what: 'learner list, later page of those studying, province',
      path: '/hoc-sinh',
      actor: 'department',
      query: { 'trang-thai': 'studying', sau: ofProvince },
    },
    {
      what: 'learner list, later page of those studying, school',
      path: '/hoc-sinh',
      actor: 'office',
      query: { 'trang-thai': 'studying', sau: ofSchool },
    },
    { what: 'class page', path: '/lop/:id', actor: 'office', params: { id: filled.classGroup } },
    { what: 'section roster', path: '/lop-hoc-phan/:id', actor: 'office', params: section },
    {
      what: 'attendance of a section',
      path: '/lop-hoc-phan/:id',
      actor: 'office',
      params: section,
      query: { xem: 'diem-danh' },
    },
    { what: 'mark sheet', path: '/bang-diem/:section', actor: 'office', params: { section: filled.section } },
    { what: 'learner record', path: '/hoc-sinh/:id', actor: 'office', params: learner },
    { what: 'results of a learner', path: '/hoc-sinh/:id/ket-qua', actor: 'office', params: learner },
  ]
}

/** What the page reads, in one transaction as the product has it; `watch` may look over the shoulder. */
function load(site: Filling, one: Case, watch: (db: Db) => Db = (db) => db): Promise<unknown> {
  const { app, filled } = site
  const page = app.modules.flatMap((module) => module.pages ?? []).find(({ path }) => path === one.path)
  if (!page) throw new Error(`no page ${one.path}`)
  const actor: Actor =
    one.actor === 'office'
      ? holder(app, 'academic-office', { kind: 'institution', id: filled.institutions[0]! })
      : holder(app, 'department-officer', { kind: 'province', id: '46' })
  const params = one.params ?? {}
  return app.database.read(actor, (db) =>
    page.load({
      db: watch(db),
      actor,
      app,
      params,
      query: page.query?.parse(one.query ?? {}) ?? {},
      today: today(app.clock),
      t: app.catalog('vi'),
      request: new Request(`http://bench.local${one.path}`),
    } as never),
  )
}

async function listBigTables({ app }: Site): Promise<Set<string>> {
  const found = await app.database.owner.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') and c.reltuples >= $1`,
    [bigRows],
  )
  return new Set(found.rows.map((row) => row.name))
}

type Plan = {
  'Node Type': string
  Schema?: string
  'Relation Name'?: string
  'Index Name'?: string
  Plans?: Plan[]
}
const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]

/** Every statement of the page, explained with its own values before it runs. */
async function judgePlans(site: Filling, one: Case, bigTables: ReadonlySet<string>): Promise<void> {
  const nodes: Plan[] = []
  await load(site, one, (db) => explaining(db, (plan) => nodes.push(...nodesOf(plan))))
  const scans = nodes.filter((node) => node['Relation Name'])
  const nameOf = (node: Plan) => `${node.Schema}.${node['Relation Name']}`
  const whole = scans.filter((node) => node['Node Type'] === 'Seq Scan' && bigTables.has(nameOf(node)))
  const kinds = Map.groupBy(
    scans.filter((node) => bigTables.has(nameOf(node))),
    (node) => `${node['Node Type']} on ${node['Relation Name']}`,
  )
  note(`${one.what}: ${[...kinds.keys()].toSorted().join(', ') || 'reads no big table'}`)
  report({
    what: `${one.what}, plan`,
    measured:
      whole.length === 0 ? 'no sequential scan' : `sequential scan of ${whole.map(nameOf).join(', ')}`,
    limit: 'no sequential scan of a big table',
    isOk: whole.length === 0 && kinds.size > 0,
  })
}

/** The same reading handle, which explains each select before it runs. */
function explaining(db: Db, take: (plan: Plan) => void): Db {
  const executor = (db as unknown as { getExecutor: () => object }).getExecutor()
  type Run = (query: CompiledQuery, ...rest: unknown[]) => Promise<unknown>
  const run = ((executor as { executeQuery: Run }).executeQuery as Run).bind(executor)
  const watched = new Proxy(executor, {
    get(target, name) {
      if (name !== 'executeQuery') {
        const value: unknown = Reflect.get(target, name)
        return typeof value === 'function' ? (value.bind(target) as unknown) : value
      }
      return async (query: CompiledQuery, ...rest: unknown[]) => {
        if (/^\s*(select|with)/i.test(query.sql)) {
          const text = `explain (verbose, format json) ${query.sql}`
          const found = (await run(CompiledQuery.raw(text, [...query.parameters]), ...rest)) as {
            rows: { 'QUERY PLAN': { Plan: Plan }[] }[]
          }
          take(found.rows[0]!['QUERY PLAN'][0]!.Plan)
        }
        return run(query, ...rest)
      }
    },
  })
  return new Proxy(db as object, {
    get(target, name) {
      if (name === 'getExecutor') return () => watched
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  }) as Db
}

/** Turn about, so that a busy moment of the machine hits both. */
async function judgeTimes(
  one: Case,
  { big, small, smallCase }: { big: Filling; small: Filling; smallCase: Case },
): Promise<void> {
  const taken = { big: [] as number[], small: [] as number[] }
  for (let turn = 0; turn < times + 5; turn += 1) {
    const [inSmall, inBig] = [await time(() => load(small, smallCase)), await time(() => load(big, one))]
    // the first few fill the caches
    if (turn >= 5) {
      taken.small.push(inSmall)
      taken.big.push(inBig)
    }
  }
  const [slow, quick] = [p95(taken.big), p95(taken.small)]
  note(`${one.what}: p95 ${slow.toFixed(1)} ms, in the small database ${quick.toFixed(1)} ms`)
  report({
    what: `${one.what}, p95`,
    measured: `${(slow / quick).toFixed(2)} × of the small database`,
    limit: 'at most 2 ×',
    isOk: slow <= quick * 2,
  })
}

const p95 = (all: readonly number[]): number =>
  all.toSorted((a, b) => a - b)[Math.min(all.length - 1, Math.floor(all.length * 0.95))]!
