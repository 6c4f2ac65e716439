import { expect, test } from 'vitest'
import type { Actor } from '#platform/access.ts'
import { runAction } from '#platform/actions/run.ts'
import { testApp } from '#app/testing.ts'
import { identity } from '../module.ts'
import { makeReadyAccount } from '../store/secrets.ts'
import { blockAccount } from './block-account.ts'
import { endGrant } from './end-grant.ts'

test('two administrators who block or end one another at once: one of them stays', async () => {
  const site = await testApp({ modules: [identity] })
  const { owner } = site.app.database
  const administrator = async (email: string) => {
    const id = await makeReadyAccount(site.app, {
      name: 'Quản trị',
      email,
      password: 'mot cau dai de nho',
      grant: {
        role: 'system-administrator',
        area_kind: 'province',
        area_id: '46',
        institution_id: null,
        from_date: '2026-01-01',
        to_date: null,
        reason: null,
      },
    })
    return { id, actor: { ...site.actor('system-administrator'), id } as Actor }
  }
  const [one, two] = [await administrator('mot@so.vn'), await administrator('hai@so.vn')]
  const { rows } = await owner.query('select id from identity.grant where account_id = $1', [one.id])
  const waits = async (count: number) =>
    (
      await owner.query(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )
    ).rows.length >= count

  // The first act has judged, and waits to write; the second comes meanwhile.
  const client = await owner.connect()
  await client.query('begin')
  await client.query('select 1 from identity.account where id = $1 for update', [two.id])
  const block = { id: two.id, version: 1, reason: 'nghỉ việc rồi' }
  const blocking = runAction(site.app, blockAccount, block, one.actor)
  await expect.poll(() => waits(1)).toBe(true)
  let isOver = false
  const ending = runAction(site.app, endGrant, { grant: rows[0].id }, two.actor).finally(() => {
    isOver = true
  })
  const settled = Promise.allSettled([blocking, ending])
  await expect.poll(async () => isOver || (await waits(2))).toBe(true)
  await client.query('commit')
  client.release()
  expect((await settled).map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
})
