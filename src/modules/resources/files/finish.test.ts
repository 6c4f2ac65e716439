import { createHash } from 'node:crypto'
import { appendFile } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import { mostFiles } from '../catalogue/upload.ts'
import { testRepository, type TestRepository } from '../testing/repository.ts'
import { lineOf, pdfOf, type Line } from './testing/line.ts'
import { uploadsOf } from './upload/uploads-of.ts'

let here: TestRepository
let version: string
let line: Line
beforeAll(async () => {
  here = await testRepository()
  const code = await here.drop([], { kind: 'collection', title: 'Bài hàn' })
  version = String((await here.version(code)).id)
  line = lineOf(here, version)
})

const files = (into = version) =>
  here.rows(`select path, hash from resources.version_file where version_id = $1 order by position`, [into])
const begun = async (name: string, size: number) => (await line.begin(name, size)).headers.get('location')!
const idOf = (address: string) => address.split('/').at(-1)!
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

test('a database that is away when all has come takes no byte: it is added when the client asks again', async () => {
  const bytes = pdfOf(50_000)
  const address = await begun('mất điện.pdf', bytes.length)
  await here.rows(`alter table resources.version_file add constraint away check (path <> 'mất điện.pdf')`)
  expect((await line.send(address, 0, bytes)).status).toBe(500)
  await here.rows(`alter table resources.version_file drop constraint away`)
  expect((await line.ask(address)).headers.get('upload-offset')).toBe(String(bytes.length))
  expect((await files()).at(-1)).toEqual({ path: 'mất điện.pdf', hash: hashOf(bytes) })
  expect(await uploadsOf(here.site.app).sizeOf(idOf(address))).toBe(0)
})

test('an upload with more bytes than it has, as two processes may write, begins anew', async () => {
  const bytes = pdfOf(50_000)
  const address = await begun('hai lần.pdf', bytes.length)
  await line.send(address, 0, bytes.subarray(0, 20_000))
  const parts = uploadsOf(here.site.app)
  const { write } = parts
  parts.write = async (id, pieces, offset) => {
    const end = await write(id, pieces, offset)
    await appendFile(parts.placeOf(id), 'x')
    return end
  }
  expect((await line.send(address, 20_000, bytes.subarray(20_000))).status).toBe(409)
  parts.write = write
  expect((await line.ask(address)).headers.get('upload-offset')).toBe('0')
  expect((await line.send(address, 0, bytes)).status).toBe(204)
  expect((await files()).at(-1)).toEqual({ path: 'hai lần.pdf', hash: hashOf(bytes) })
})

test('files of one name that end at the same moment are all kept', async () => {
  const all = [1000, 1001, 1002, 1003].map(pdfOf)
  const addresses = await Promise.all(all.map((bytes) => begun('cùng lúc.pdf', bytes.length)))
  const sent = await Promise.all(all.map((bytes, at) => line.send(addresses[at]!, 0, bytes)))
  expect(sent.map((one) => one.status)).toEqual([204, 204, 204, 204])
  expect((await files()).map((file) => file.path).filter((path) => String(path).startsWith('cùng'))).toEqual([
    'cùng lúc.pdf',
    'cùng lúc (2).pdf',
    'cùng lúc (3).pdf',
    'cùng lúc (4).pdf',
  ])
})

test('the longest path gets its number too', async () => {
  const folder = Array.from({ length: 3 }, () => 'a'.repeat(160)).join('/')
  const name = `${folder}/${'b'.repeat(500 - folder.length - 5)}.pdf`
  for (const size of [1000, 1001])
    expect((await line.send(await begun(name, size), 0, pdfOf(size))).status).toBe(204)
  expect((await files()).slice(-2).map((file) => String(file.path).length)).toEqual([500, 500])
  expect((await files()).at(-1)!.path).toMatch(/b \(2\)\.pdf$/)
})

test('a version has so many files; one more is refused in words, before its bytes come and in the form', async () => {
  const code = await here.drop([], { kind: 'collection', title: 'Đầy' })
  const full = String((await here.version(code)).id)
  await here.rows(
    `insert into resources.version_file (version_id, path, hash, size, mime, kind, position)
     select $1, 'tệp ' || n, repeat('a', 64), 1, 'text/plain', 'text', n from generate_series(1, $2::int) n`,
    [full, mostFiles],
  )
  const refused = await lineOf(here, full).begin('nữa.pdf', 1000)
  expect([refused.status, await refused.text()]).toEqual([
    429,
    expect.stringContaining('nhiều nhất 2.000 tệp'),
  ])
  const sent = await here.post(`/hoc-lieu/${code}/soan`, {
    ...(await here.draft(code)),
    'files[]': new File([pdfOf(1000)], 'nữa.pdf'),
  })
  expect([sent.status, await sent.text()]).toEqual([422, expect.stringContaining('nhiều nhất 2.000 tệp')])
})
