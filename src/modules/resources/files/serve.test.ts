import { randomBytes } from 'node:crypto'
import type { Readable } from 'node:stream'
import { beforeAll, expect, test } from 'vitest'
import { runJob } from '#platform/jobs/queue.ts'
import { scormPackage } from '../packages/testing/made.ts'
import { testRepository, type TestRepository } from '../testing/repository.ts'
import { lookAtFile } from './jobs.ts'
import { pagesPdf } from './testing/made.ts'

let here: TestRepository
beforeAll(async () => {
  here = await testRepository()
})

async function dropped(name: string, bytes: Uint8Array) {
  const code = await here.drop([new File([bytes as BlobPart], name)])
  const [file] = await here.rows(
    `select f.id, f.hash from resources.version_file f join resources.version v on v.id = f.version_id
     join resources.resource r on r.id = v.resource_id where r.code = $1`,
    [code],
  )
  return { code, id: String(file!.id), hash: String(file!.hash) }
}

const lesson = Buffer.concat([pagesPdf(2, 'hai trang'), randomBytes(1_000_000)])
const get = (path: string, headers: Record<string, string> = {}) =>
  here.site.as(here.teacher).get(path, headers)

test('who asks only for the head of a file leaves nothing open', async () => {
  const { id } = await dropped('đầu.pdf', lesson)
  const { files } = here.site.app
  const real = files.get
  const opened: Readable[] = []
  files.get = async (hash, range) => {
    const found = await real(hash, range)
    opened.push(found.stream)
    return found
  }
  for (const path of [`/hoc-lieu/tep/${id}`, `/hoc-lieu/tep/${id}/trang`]) {
    const head = await here.site.as(here.teacher).send(path, { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(lesson.length)])
    expect(await head.text()).toBe('')
  }
  files.get = real
  await expect.poll(() => opened.map((stream) => stream.closed), { timeout: 10_000 }).toEqual([true, true])
})

test('a part behind the end is refused as one, with the size there is', async () => {
  const { id } = await dropped('đoạn.pdf', lesson)
  for (const path of [`/hoc-lieu/tep/${id}`, `/hoc-lieu/tep/${id}/trang`]) {
    const part = await get(path, { range: 'bytes=0-8' })
    expect([part.status, await part.text()]).toEqual([206, '%PDF-1.4\n'])
    const behind = await get(path, { range: `bytes=${lesson.length}-` })
    expect([behind.status, behind.headers.get('content-range')]).toEqual([416, `bytes */${lesson.length}`])
    const other = await get(path, { range: 'bytes=0-8', 'if-range': '"another"' })
    expect(other.status).toBe(200)
    await other.body?.cancel()
  }
})

test('what the browser has is not sent again: files, their small pictures, pages of a package', async () => {
  const pdf = await dropped('bài.pdf', pagesPdf(1, 'mot'))
  await runJob(here.site.app, lookAtFile, { file: pdf.id })
  const page = '<!doctype html><html><head><title>x</title></head><body>Chào</body></html>'
  const pack = await dropped('goi.zip', await scormPackage('1.2', { 'index.html': page }))
  await runJob(here.site.app, lookAtFile, { file: pack.id })
  const frame = /<iframe[^>]* src="([^"]+)"/.exec(
    await here.text(`/hoc-lieu/${pack.code}/xem-goi/${pack.id}`),
  )
  for (const path of [`/hoc-lieu/tep/${pdf.id}`, `/hoc-lieu/tep/${pdf.id}/anh-nho`, frame![1]!]) {
    const first = await get(path)
    const tag = first.headers.get('etag')!
    await first.arrayBuffer()
    const again = await get(path, { 'if-none-match': `"other", W/${tag.replace(/^W\//, '')}` })
    expect([path, again.status, await again.text()]).toEqual([path, 304, ''])
    expect(again.headers.get('etag')).toBe(tag)
  }
})
