import { sql } from 'kysely'
import { today } from '#platform/clock.ts'
import { fillStaff } from './people.ts'
import { holder, openSite } from './site.ts'
const site = await openSite()
const { app } = site
const ids = await fillStaff(app.database.owner, 200_000, 50)
const page = app.modules.flatMap((m) => m.pages ?? []).find((one) => one.path === '/nhan-su')!
await app.database.owner.query(`alter system set log_min_duration_statement = 0`)
const pg = await import('pg')
const orig = pg.default.Client.prototype.query
let on = false
pg.default.Client.prototype.query = function (this: unknown, ...args: unknown[]) {
  const begun = performance.now()
  const text = typeof args[0] === 'string' ? args[0] : (args[0] as { text: string }).text
  const out = (orig as (...a: unknown[]) => unknown).apply(this, args)
  if (on) (out as Promise<unknown>)?.then?.(() => console.log((performance.now() - begun).toFixed(1), text?.replaceAll(/\s+/g, ' ').slice(0, 900)))
  return out
} as never
for (const actor of [holder(app, 'department-officer', { kind: 'province', id: '46' }), holder(app, 'school-manager', { kind: 'institution', id: ids[0]! })]) {
  for (let i = 0; i < 6; i++) {
    on = i === 5
    await app.database.read(actor, (db) => page.load({ db, actor, app, params: {}, query: page.query!.parse({}), today: today(app.clock), t: app.catalog('vi'), request: new Request('http://x/nhan-su') }))
  }
  console.log('---')
}
void sql
await site.close()
process.exit(0)
