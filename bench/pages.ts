import type { Actor } from '#platform/access.ts'
import { createServer } from '#platform/http/server.ts'
import type { AnyPage } from '#platform/pages/page.ts'
import type { App } from '#platform/app.ts'
import { today } from '#platform/clock.ts'
import { readAssets } from '#app/assets.ts'
import { createFrame } from '#app/layout.tsx'
import { failureView } from '#app/pages/error.tsx'
import { fillStaff } from './people.ts'
import { note, perSecond, report } from './report.ts'
import { holder, openSite } from './site.ts'

const people = 200_000
const lanes = 8
const seconds = 6

/** The staff list, 50 rows, out of 200,000 people with row-level security, against the same page from memory. */
export async function run(): Promise<void> {
  const site = await openSite()
  try {
    const { app } = site
    const ids = await fillStaff(app.database.owner, people, 50)
    const page = app.modules.flatMap((module) => module.pages ?? []).find((one) => one.path === '/nhan-su')!
    const readers: [string, Actor][] = [
      [
        'department officer, whole province',
        holder(app, 'department-officer', { kind: 'province', id: '46' }),
      ],
      [
        'school manager, one of 50 schools',
        holder(app, 'school-manager', { kind: 'institution', id: ids[0]! }),
      ],
    ]
    for (const [who, actor] of readers) await compare(app, page, who, actor)
  } finally {
    await site.close()
  }
}

async function compare(app: App, page: AnyPage, who: string, actor: Actor): Promise<void> {
  const t = app.catalog('vi')
  const query = page.query!.parse({})
  const data: unknown = await app.database.read(actor, (db) =>
    page.load({
      db,
      actor,
      app,
      params: {},
      query,
      today: today(app.clock),
      t,
      request: new Request('http://bench.local/nhan-su'),
    }),
  )
  const { looks: _unlogged, ...shown } = page
  const stored = serverOf(app, page, actor)
  const memory = serverOf(app, { ...shown, load: async () => data }, actor)
  // Turn about, so that a busy moment of the machine hits both.
  const rates = { stored: 0, memory: 0 }
  for (let turn = 0; turn < 3; turn += 1) {
    rates.memory = Math.max(rates.memory, await perSecond(seconds / 3, lanes, () => get(memory)))
    rates.stored = Math.max(rates.stored, await perSecond(seconds / 3, lanes, () => get(stored)))
  }
  note(`${who}: ${rates.stored.toFixed(0)} requests a second, from memory ${rates.memory.toFixed(0)}`)
  const share = rates.stored / rates.memory
  report({
    what: `staff list, ${who}`,
    measured: `${(share * 100).toFixed(0)} % of the page from memory`,
    limit: 'at least 25 %',
    isOk: share >= 0.25,
  })
}

function serverOf(app: App, page: AnyPage, actor: Actor) {
  return createServer({
    app,
    authenticate: async () => ({ actor }),
    frame: createFrame(readAssets()),
    failureView,
    pages: [page],
    endpoints: [],
  })
}

async function get(server: ReturnType<typeof serverOf>): Promise<void> {
  const answer = await server.request('http://bench.local/nhan-su')
  if (answer.status !== 200) throw new Error(`answered ${answer.status}`)
  await answer.text()
}
