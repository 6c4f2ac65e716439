import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { testApp, type TestApp } from '#app/testing.ts'
import { systemActor } from '../access.ts'
import { defineAction, nothing } from '../actions/define.ts'
import { runAction } from '../actions/run.ts'
import { runJob } from '../jobs/queue.ts'
import { anchorAudit, anchorFile, checkAnchors, readAnchors } from './anchor.ts'
import { verifyChain } from './verify.ts'

const note = defineAction({
  name: 'sample.note',
  permission: 'sample.note',
  input: z.object({}),
  find: nothing,
  about: () => ({ anywhere: true }),
  run: async () => ({
    result: undefined,
    changes: [{ subject: 'sample', id: '1', before: null, after: {} }],
  }),
})

let site: TestApp
beforeAll(async () => {
  site = await testApp({ modules: [] })
})

const check = async () => {
  const { owner } = site.app.database
  return checkAnchors(owner, await verifyChain(owner), await readAnchors(anchorFile(site.app.config.dataDir)))
}

test('there is nothing to hold the chain against before the first anchor', async () => {
  expect(await readAnchors(join(site.app.config.dataDir, 'không có'))).toEqual([])
  await runJob(site.app, anchorAudit, undefined)
  expect(await check()).toMatchObject({ brokenAt: undefined })
})

test('a chain that was cut off, or made anew with fitting hashes, does not fit its anchors', async () => {
  const { owner } = site.app.database
  for (let at = 0; at < 3; at += 1) await runAction(site.app, note, {}, systemActor('test'))
  await runJob(site.app, anchorAudit, undefined)
  await runAction(site.app, note, {}, systemActor('test'))
  expect(await check()).toMatchObject({ brokenAt: undefined, entries: 4 })
  await owner.query(`delete from platform.audit_change where entry_seq > 2`)
  await owner.query(`delete from platform.audit_seal where entry_seq > 2`)
  await owner.query(`delete from platform.audit_entry where seq > 2`)
  expect(await verifyChain(owner)).toMatchObject({ brokenAt: undefined })
  expect(await check()).toMatchObject({ brokenAt: 3 })
  for (let at = 0; at < 3; at += 1) await runAction(site.app, note, {}, systemActor('somebody else'))
  expect(await verifyChain(owner)).toMatchObject({ brokenAt: undefined })
  expect(await check()).toMatchObject({ brokenAt: 3, reason: expect.stringContaining('anchored') })
})
