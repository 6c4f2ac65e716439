import { createHash } from 'node:crypto'
import { utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { stoppedClock } from '#platform/clock.ts'
import { FileError } from '#platform/files/index.ts'
import { runJob } from '#platform/jobs/queue.ts'
import { scormPackage } from '../packages/testing/made.ts'
import { testRepository, type TestRepository } from '../testing/repository.ts'
import { lookAtFile, sweepFiles } from './jobs.ts'
import { sharedLock } from './store/let-go.ts'
import { pagesPdf } from './testing/made.ts'
import { uploadsOf } from './upload/uploads-of.ts'

let here: TestRepository
beforeAll(async () => {
  here = await testRepository()
})

const dayMs = 86_400_000
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** The night so many days later. */
async function night(days: number): Promise<void> {
  await here.rows(`update resources.let_go set since = since - make_interval(days => $1)`, [days])
  const now = { ...here.site.app, clock: stoppedClock(new Date().toISOString()) }
  await runJob(now, sweepFiles, undefined)
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
  await night(2)
  expect([await files.exists(hash), await files.exists(picture)]).toEqual([false, true])
  expect(await here.rows(`select 1 from resources.file_text where hash = $1`, [hash])).toEqual([])
  await night(31)
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

test('bytes whose form failed, or whose package is damaged further on, leave too; those whose form was right stay', async () => {
  const { files } = here.site.app
  const [bad, good] = [pagesPdf(1, 'sai mau'), pagesPdf(1, 'dung mau')]
  const code = await here.drop([new File([good], 'đúng.pdf')])
  const failed = await here.post(`/hoc-lieu/${code}/soan`, {
    ...(await here.draft(code, { licence: 'khong-co' })),
    'files[]': new File([bad], 'sai.pdf'),
  })
  expect(failed.status).toBe(422)
  const pages = { 'index.html': '<html>1</html>', 'hai.html': '<html>hai</html>' }
  const pack = await here.drop([new File([(await scormPackage('1.2', pages)) as BlobPart], 'gói.zip')])
  const [zip] = await here.rows(`select f.id from resources.version_file f where f.version_id = $1`, [
    (await here.version(pack)).id,
  ])
  const { put } = files
  const kept: string[] = []
  files.put = async (content, options) => {
    const stored = await put(content, options)
    if (stored.size === pages['hai.html'].length) throw new FileError('unavailable')
    kept.push(stored.hash)
    return stored
  }
  await expect(runJob(here.site.app, lookAtFile, { file: zip!.id })).rejects.toThrow('unavailable')
  files.put = put
  const first = kept[0]!
  for (const hash of [hashOf(bad), hashOf(good), first]) await age(hash)
  expect(await Promise.all([hashOf(bad), first].map((hash) => files.exists(hash)))).toEqual([true, true])
  await night(31)
  expect(await Promise.all([hashOf(bad), hashOf(good), first].map((hash) => files.exists(hash)))).toEqual([
    false,
    true,
    false,
  ])
})

test('a file added while the night’s sweep is at its bytes keeps its turn to be scanned', async () => {
  const bytes = pagesPdf(1, 'dem khuya')
  const code = await here.drop([new File([bytes], 'e.pdf')])
  await takeOut(code)
  await age(hashOf(bytes))
  await here.rows(`update resources.let_go set since = now() - interval '31 days' where hash = $1`, [
    hashOf(bytes),
  ])
  const adding = await here.site.app.database.owner.connect()
  await adding.query('begin')
  await adding.query(sharedLock)
  const sweeping = night(0)
  await adding.query(
    `insert into resources.version_file (version_id, path, hash, size, mime, kind, position) values ($1, 'f.pdf', $2, 1, 'application/pdf', 'pdf', 9)`,
    [(await here.version(code)).id, hashOf(bytes)],
  )
  await adding.query('commit')
  adding.release()
  await sweeping
  expect(await here.rows(`select scan from resources.file_state where hash = $1`, [hashOf(bytes)])).toEqual([
    { scan: 'waiting' },
  ])
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
