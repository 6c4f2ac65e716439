import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import { request as httpRequest, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { serve } from '@hono/node-server'
import { beforeAll, expect, test } from 'vitest'
import { createWeb } from '#app/web.tsx'
import { testRepository, type TestRepository } from '../testing/repository.ts'
import { lineOf, pdfOf, tus, type Line } from './testing/line.ts'
import { uploadsOf } from './upload/uploads-of.ts'

let here: TestRepository
let code: string
let version: string
let begin: Line['begin']
let send: Line['send']
let ask: Line['ask']
beforeAll(async () => {
  here = await testRepository()
  code = await here.drop([], { kind: 'collection', title: 'Bài hàn' })
  version = String((await here.version(code)).id)
  ;({ begin, send, ask } = lineOf(here, version))
})

const files = (into = version) =>
  here.rows(
    `select path, size, kind, hash from resources.version_file where version_id = $1 order by position`,
    [into],
  )

test('a file comes in parts, with its folder, into the draft, and what is being written stays in time', async () => {
  const before = await here.version(code)
  const bytes = pdfOf(300_000)
  const begun = await begin('Chương 1/../Bài 1: hàn.pdf', bytes.length)
  expect(begun.status).toBe(201)
  const address = begun.headers.get('location')!
  expect((await send(address, 0, bytes.subarray(0, 100_000))).status).toBe(204)
  expect((await ask(address)).headers.get('upload-offset')).toBe('100000')
  const done = await send(address, 100_000, bytes.subarray(100_000))
  expect(done.status).toBe(204)
  expect(await files()).toMatchObject([{ path: 'Chương 1/Bài 1_ hàn.pdf', size: 300_000, kind: 'pdf' }])
  expect((await here.version(code)).version).toBe(before.version)
  const [file] = await here.rows(`select id from resources.version_file where version_id = $1`, [version])
  const served = await here.site.as(here.teacher).get(`/hoc-lieu/tep/${file!.id}`)
  expect(Buffer.from(await served.arrayBuffer()).equals(bytes)).toBe(true)
})

/** The application behind a real socket, as another process over the same data would be. */
async function listen(): Promise<{ url: string; close: () => Promise<unknown> }> {
  const web = createWeb({ ...here.site.app }, { authenticate: async () => ({ actor: here.teacher }) })
  const server = serve({ fetch: web.fetch, port: 0, hostname: '127.0.0.1' }) as HttpServer
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections()
      return new Promise((done) => server.close(done))
    },
  }
}

/** Sends some bytes of a longer body and cuts the line. */
async function sendAndCut(url: string, bytes: Buffer, total: number): Promise<void> {
  const sending = httpRequest(url, {
    method: 'PATCH',
    headers: {
      ...tus,
      'upload-offset': '0',
      'content-type': 'application/offset+octet-stream',
      'content-length': String(total),
    },
  })
  sending.on('error', () => undefined)
  await new Promise((sent) => sending.write(bytes, sent))
  await setTimeout(300)
  sending.destroy()
}

test('a line cut at 99 % and a server started again: the last hundredth is enough', async () => {
  const bytes = pdfOf(5_000_000)
  const cut = 4_950_000
  const address = (await begin('cắt ngang.pdf', bytes.length)).headers.get('location')!
  const first = await listen()
  await sendAndCut(first.url + address, bytes.subarray(0, cut), bytes.length)
  await setTimeout(200)
  await first.close()
  const second = await listen()
  const found = await fetch(second.url + address, { method: 'HEAD', headers: tus })
  const left = Number(found.headers.get('upload-offset'))
  expect(left).toBeGreaterThan(0.98 * cut)
  expect(left).toBeLessThanOrEqual(cut)
  const done = await fetch(second.url + address, {
    method: 'PATCH',
    headers: { ...tus, 'upload-offset': String(left), 'content-type': 'application/offset+octet-stream' },
    body: bytes.subarray(left),
  })
  await second.close()
  expect(done.status).toBe(204)
  expect((await files()).at(-1)).toMatchObject({
    path: 'cắt ngang.pdf',
    size: bytes.length,
    hash: createHash('sha256').update(bytes).digest('hex'),
  })
})

test('bytes that all came before the process ended are added when the client asks', async () => {
  const bytes = pdfOf(5000)
  const address = (await begin('đủ rồi.pdf', bytes.length)).headers.get('location')!
  const id = address.split('/').at(-1)!
  async function* pieces() {
    yield bytes
  }
  await uploadsOf(here.site.app).write(id, pieces(), 0)
  expect((await ask(address)).headers.get('upload-offset')).toBe('5000')
  expect((await files()).at(-1)).toMatchObject({ path: 'đủ rồi.pdf', kind: 'pdf' })
})

test('two files of one name are both kept', async () => {
  for (const size of [4000, 4001]) {
    const address = (await begin('trùng.pdf', size)).headers.get('location')!
    expect((await send(address, 0, pdfOf(size))).status).toBe(204)
  }
  expect((await files()).slice(-2).map((file) => file.path)).toEqual(['trùng.pdf', 'trùng (2).pdf'])
})

test('a wrong offset, more than was said, and another account’s address change nothing', async () => {
  const bytes = pdfOf(3000)
  const address = (await begin('của tôi.pdf', bytes.length)).headers.get('location')!
  await send(address, 0, bytes.subarray(0, 1000))
  expect((await send(address, 2000, bytes.subarray(2000))).status).toBe(409)
  expect((await send(address, 1000, pdfOf(5000))).status).toBe(413)
  for (const other of [here.colleague, here.stranger, here.officer]) {
    expect((await ask(address, other)).status).toBe(404)
    expect((await send(address, 1000, bytes.subarray(1000), other)).status).toBe(404)
    expect((await here.site.as(other).send(address, { method: 'DELETE', headers: tus })).status).toBe(404)
  }
  expect((await ask(address)).headers.get('upload-offset')).toBe('1000')
  expect((await begin('x.pdf', 10, here.stranger)).status).toBe(404)
  // Who was signed in and no longer is reads so in the line: no way to the sign-in page, which a program would follow.
  const ended = await begin('x.pdf', 10, here.publicActor)
  expect([ended.status, ended.headers.get('content-type')]).toEqual([401, 'text/plain; charset=UTF-8'])
  expect((await ask(address, here.publicActor)).status).toBe(401)
  expect((await send(address, 1000, bytes.subarray(1000), here.publicActor)).status).toBe(401)
})

test('a file that is not what its name says is refused in words, its bytes go, the page still says why', async () => {
  const address = (await begin('giả.pdf', 20)).headers.get('location')!
  const refused = await send(
    address,
    0,
    'chỉ là chữ thôi'
      .padEnd(20)
      .slice(0, 20)
      .replace(/[^ -~]/g, 'x'),
  )
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('nội dung lại là txt')
  const id = address.split('/').at(-1)!
  await expect(stat(uploadsOf(here.site.app).placeOf(id))).rejects.toThrow()
  expect((await ask(address)).status).toBe(410)
})

test('one file of more than 2 GB, an empty one, and too much on its way are refused before a byte comes', async () => {
  const large = await begin('phim.mp4', 2 * 1024 ** 3 + 1)
  expect([large.status, (await begin('rỗng.pdf', 0)).status]).toEqual([413, 422])
  const { uploads } = here.site.app.config
  const [bytes, count] = [uploads.openBytes, uploads.openFiles]
  uploads.openBytes = 50_000
  const much = await begin('nhiều.pdf', 60_000)
  expect([much.status, await much.text()]).toEqual([429, expect.stringContaining('cộng lại vượt')])
  uploads.openBytes = bytes
  uploads.openFiles = 1
  expect((await begin('nữa.pdf', 10)).status).toBe(429)
  uploads.openFiles = count
})

test('a full disk keeps what came and goes on when there is room', async () => {
  const bytes = pdfOf(1_500_000)
  const address = (await begin('đầy.pdf', bytes.length)).headers.get('location')!
  const parts = uploadsOf(here.site.app)
  const real = parts.write
  parts.write = async (id, pieces, offset) => {
    async function* untilFull() {
      for await (const piece of pieces) {
        yield piece.subarray(0, 700_000)
        throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
      }
    }
    return real(id, untilFull(), offset)
  }
  const full = await send(address, 0, bytes)
  parts.write = real
  expect(full.status).toBe(507)
  expect(await full.text()).toContain('hết chỗ')
  const kept = Number((await ask(address)).headers.get('upload-offset'))
  expect(kept).toBeGreaterThan(0)
  expect((await send(address, kept, bytes.subarray(kept))).status).toBe(204)
  expect((await files()).at(-1)).toMatchObject({ path: 'đầy.pdf', size: 1_500_000 })
})

test('what fails for no fault of the file is told without its inner words, and logged for the operator', async () => {
  const address = (await begin('lỗi.pdf', 4000)).headers.get('location')!
  const { app } = here.site
  const parts = uploadsOf(app)
  const [write, error] = [parts.write, app.log.error]
  const logged: unknown[] = []
  app.log.error = ((...words: unknown[]) => void logged.push(words)) as typeof error
  parts.write = () => Promise.reject(new Error('inner words'))
  const failed = await send(address, 0, pdfOf(4000))
  parts.write = write
  app.log.error = error
  expect([failed.status, await failed.text()]).toEqual([500, expect.not.stringContaining('inner words')])
  expect(logged).toMatchObject([
    [{ upload: address.split('/').at(-1), err: { message: 'inner words' } }, expect.anything()],
  ])
})

test('a draft handed in meanwhile takes no more; the uploader reads why', async () => {
  const other = await here.ready('Đã gửi')
  const id = String((await here.version(other)).id)
  const address = (await begin('muộn.pdf', 4000, here.teacher, id)).headers.get('location')!
  await here.handIn(other)
  const late = await send(address, 0, pdfOf(4000))
  expect(late.status).toBe(422)
  expect(await files(id)).toHaveLength(1)
})

test('dropped by its uploader, an upload is gone with its bytes', async () => {
  const address = (await begin('bỏ.pdf', 4000)).headers.get('location')!
  await send(address, 0, pdfOf(4000).subarray(0, 100))
  expect((await here.site.as(here.teacher).send(address, { method: 'DELETE', headers: tus })).status).toBe(
    204,
  )
  expect((await ask(address)).status).toBe(404)
  const id = address.split('/').at(-1)!
  await expect(stat(uploadsOf(here.site.app).placeOf(id))).rejects.toThrow()
})
