import { createHash } from 'node:crypto'
import { utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { stoppedClock } from '#platform/clock.ts'
import { runJob } from '#platform/jobs/queue.ts'
import { testRepository, type TestRepository } from '../testing/repository.ts'
import { lookAtFile, sweepFiles } from './jobs.ts'
import { pagesPdf } from './testing/made.ts'
import { uploadsOf } from './upload/uploads-of.ts'

let here: TestRepository
beforeAll(async () => {
  here = await testRepository()
})

const dayMs = 86_400_000
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** The night after so many days. */
async function night(days: number): Promise<void> {
  const { app } = here.site
  const now = new Date(Date.now() + days * dayMs).toISOString()
  const later = { ...app, clock: stoppedClock(now) }
  await runJob(later, sweepFiles, undefined)
}

/** Kept files look as old as they would be: a file just put is spared for a day. */
async function age(hash: string): Promise<void> {
  const then = new Date(Date.now() - 2 * dayMs)
  await utimes(join(here.site.app.config.dataDir, 'files', hash.slice(0, 2), hash), then, then)
}

async function takeOut(code: string): Promise<void> {
  const version = await here.version(code)
  const [file] = await here.rows(`select id from resources.version_file where version_id = $1`, [version.id])
  await here.save(code, { remove: `file:${file!.id}` })
}

test('a removed file’s bytes stay for their time, then go with the picture made of them, and never earlier', async () => {
  const bytes = pagesPdf(2, 'bo di')
  const hash = hashOf(bytes)
  const code = await here.drop([new File([bytes], 'bỏ.pdf')])
  const [file] = await here.rows(`select id from resources.version_file where hash = $1`, [hash])
  await runJob(here.site.app, lookAtFile, { file: file!.id })
  const [state] = await here.rows(`select thumbnail from resources.file_state where hash = $1`, [hash])
  const picture = String(state!.thumbnail)
  await takeOut(code)
  await age(hash)
  await age(picture)
  const { files } = here.site.app
  await night(29)
  expect(await files.exists(hash)).toBe(true)
  await night(31)
  expect([await files.exists(hash), await files.exists(picture)]).toEqual([false, true])
  expect(await here.rows(`select 1 from resources.file_text where hash = $1`, [hash])).toEqual([])
  await night(62)
  expect(await files.exists(picture)).toBe(false)
})

test('bytes that another version, or another module, still names stay', async () => {
  const [shared, papers] = [pagesPdf(1, 'chung'), pagesPdf(1, 'giay to')]
  const first = await here.drop([new File([shared], 'a.pdf')])
  await here.drop([new File([shared], 'b.pdf')])
  const second = await here.drop([new File([papers], 'c.pdf')])
  await takeOut(first)
  await takeOut(second)
  await here.rows(`insert into platform.setting (name, value) values ('test.layout', $1)`, [
    JSON.stringify({ picture: { file: hashOf(papers) } }),
  ])
  for (const bytes of [shared, papers]) await age(hashOf(bytes))
  await night(31)
  const { files } = here.site.app
  expect([await files.exists(hashOf(shared)), await files.exists(hashOf(papers))]).toEqual([true, true])
})

test('bytes that came again yesterday stay, whatever the records say', async () => {
  const bytes = pagesPdf(1, 'den lai')
  const code = await here.drop([new File([bytes], 'd.pdf')])
  await takeOut(code)
  await age(hashOf(bytes))
  await here.site.app.files.put(bytes)
  await night(31)
  expect(await here.site.app.files.exists(hashOf(bytes))).toBe(true)
})

test('an upload nobody went on with goes after its days with its bytes; a younger one stays', async () => {
  const code = await here.drop([], { kind: 'collection', title: 'Dở dang' })
  const version = String((await here.version(code)).id)
  const parts = uploadsOf(here.site.app)
  const ids = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002']
  async function* some() {
    yield Buffer.from('%PDF-1.4')
  }
  for (const id of ids) {
    await here.rows(
      `insert into resources.upload (id, version_id, account, path, size) values ($1, $2, 'a', 'x.pdf', 100)`,
      [id, version],
    )
    await parts.write(id, some(), 0)
  }
  const long = new Date(Date.now() - 8 * dayMs)
  await utimes(parts.placeOf(ids[0]!), long, long)
  await night(0)
  expect((await here.rows(`select id from resources.upload`)).map((row) => row.id)).toEqual([ids[1]])
  expect((await parts.list()).map((one) => one.id)).toEqual([ids[1]])
})
