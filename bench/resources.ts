import pg from 'pg'
import { publicActor } from '#platform/access.ts'
import { createServer } from '#platform/http/server.ts'
import type { AnyPage } from '#platform/pages/page.ts'
import type { App } from '#platform/app.ts'
import { readAssets } from '#app/assets.ts'
import { createFrame } from '#app/layout.tsx'
import { failureView } from '#app/pages/error.tsx'
import { note, perSecond, report, time } from './report.ts'
import { fillResources, topics } from './resources-fill.ts'
import { openSite } from './site.ts'

/** `RESOURCES=5000` tries it in half a minute. */
const count = Number(process.env.RESOURCES ?? 200_000)
/** So many ask at once. */
const lanes = 2
const seconds = 8

/** The search of the repository with facets and text of files, against the same statements through pg alone. */
export async function run(): Promise<void> {
  const site = await openSite()
  try {
    const { app } = site
    const took = await time(() => fillResources(app.database.owner, count))
    note(`${count} resources with text in their files, filled in ${(took / 1000).toFixed(0)} s`)
    const page = app.modules.flatMap((module) => module.pages ?? []).find((one) => one.path === '/hoc-lieu')!
    await compare(app, page)
  } finally {
    await site.close()
  }
}

/** What is asked, in turn: half of it finds ten thousand and more, a fifth narrows by filters, some is only in files, some finds nothing. */
function questions(): string[] {
  const search = (values: Record<string, string>) => `/hoc-lieu?${new URLSearchParams(values)}`
  return [
    ...topics.map((q) => search({ q })),
    ...topics.map((topic, at) => search({ q: `${plain(topic)} bài ${at * 4 + 1}` })),
    ...topics.slice(0, 10).map((topic) => search({ q: topic, loai: 'video', trinh_do: 'cao_dang' })),
    ...['giáo trình', 'hàn', 'điện', 'bài giảng', 'mục tiêu'].map((q) => search({ q })),
    ...['slides', 'video', 'package'].map((loai) => search({ loai, xep: 'dung' })),
    ...['bưới chuyên', 'phường nghuy', 'tuất giiêu', 'khạ vuyên', 'lăn hà'].map((q) => search({ q })),
    search({}),
    search({ q: 'an toan dein' }),
  ]
}

const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd')

async function compare(app: App, page: AnyPage): Promise<void> {
  const server = createServer({
    app,
    authenticate: async () => ({ actor: publicActor }),
    frame: createFrame(readAssets()),
    failureView,
    pages: [page],
    endpoints: [],
  })
  const all = questions()
  const statements: Statement[][] = []
  for (const address of all) statements.push(await listen(() => get(server, address)))
  const slow = await slowest(server, all)
  note(`slowest: ${slow}`)
  const bare = new pg.Pool({ connectionString: app.database.owner.options.connectionString, max: lanes })
  bare.on('connect', (client) => void client.query('set role ngheso_app'))
  const rates = { page: 0, bare: 0 }
  const taken: number[] = []
  let at = 0
  for (let turn = 0; turn < 3; turn += 1) {
    rates.bare = Math.max(
      rates.bare,
      await perSecond(seconds / 3, lanes, () => replay(bare, statements[(at += 7) % all.length]!)),
    )
    rates.page = Math.max(
      rates.page,
      await perSecond(seconds / 3, lanes, async () => {
        const address = all[(at += 7) % all.length]!
        taken.push(await time(() => get(server, address)))
      }),
    )
  }
  await bare.end()
  const sorted = taken.toSorted((a, b) => a - b)
  const within = (share: number) => sorted[Math.floor(sorted.length * share)]!
  note(
    `half within ${within(0.5).toFixed(0)} ms, 99 of 100 within ${within(0.99).toFixed(0)} ms, ${lanes} at once`,
  )
  report({
    what: `search over ${count} resources, ${lanes} at once`,
    measured: `95 of 100 within ${within(0.95).toFixed(0)} ms`,
    limit: 'under 60 ms',
    isOk: within(0.95) < 60,
  })
  const share = rates.page / rates.bare
  report({
    what: 'pages of results against their statements alone',
    measured: `${rates.page.toFixed(0)} a second, ${(share * 100).toFixed(0)} % of ${rates.bare.toFixed(0)}`,
    limit: 'at least 50 %',
    isOk: share >= 0.5,
  })
}

type Statement = { text: string; values: unknown[] }

/** The statements that `work` sends to the database. */
async function listen(work: () => Promise<unknown>): Promise<Statement[]> {
  const heard: Statement[] = []
  const query = pg.Client.prototype.query as (...args: unknown[]) => unknown
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [asked, values] = args
    const text = typeof asked === 'string' ? asked : (asked as { text: string }).text
    const given = (values ?? (asked as { values?: unknown[] }).values) as unknown[] | undefined
    heard.push({ text, values: Array.isArray(given) ? given : [] })
    return query.apply(this, args)
  } as typeof pg.Client.prototype.query
  try {
    await work()
  } finally {
    pg.Client.prototype.query = query as typeof pg.Client.prototype.query
  }
  return heard
}

async function replay(pool: pg.Pool, statements: readonly Statement[]): Promise<void> {
  const client = await pool.connect()
  try {
    for (const { text, values } of statements)
      await client.query(text, values.length > 0 ? values : undefined)
  } finally {
    client.release()
  }
}

/** The three questions that take longest when nobody else asks, the middle of three each. */
async function slowest(server: ReturnType<typeof createServer>, all: readonly string[]): Promise<string> {
  const taken: { address: string; ms: number }[] = []
  for (const address of all) {
    const times = [0, 0, 0]
    for (const turn of times.keys()) times[turn] = await time(() => get(server, address))
    taken.push({ address, ms: times.toSorted((a, b) => a - b)[1]! })
  }
  return taken
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, 3)
    .map(({ address, ms }) => `${decodeURIComponent(address.slice(10))} ${ms.toFixed(0)} ms`)
    .join(', ')
}

async function get(server: ReturnType<typeof createServer>, path: string): Promise<void> {
  const answer = await server.request(`http://bench.local${path}`)
  const text = await answer.text()
  if (answer.status !== 200 || !text.includes('</html>'))
    throw new Error(`answered ${answer.status} for ${path}`)
}
