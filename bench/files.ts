import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, request, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { getRequestListener } from '@hono/node-server'
import type { Actor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import { createWeb } from '#app/web.tsx'
import { createResource } from '#modules/resources/catalogue/actions/create-resource.ts'
import { note, report, time } from './report.ts'
import { holder, openSite, type Site } from './site.ts'

const megabyte = 1024 * 1024
/** `FILES_MB=64` tries it in some seconds. */
const size = Number(process.env.FILES_MB ?? 1024) * megabyte
/** What the browser sends in one request. */
const partBytes = 64 * megabyte
const runs = 3

/** A file of that size up and down through the application, against a bare Node server that writes the same bytes. */
export async function run(): Promise<void> {
  const site = await openSite()
  try {
    note(
      `${size / megabyte} MB over HTTP on the loopback, in requests of ${partBytes / megabyte} MB; each request is flushed to the disk before it is answered`,
    )
    const hash = await upload(site)
    await download(site, hash)
  } finally {
    await site.close()
  }
}

const piece = randomBytes(megabyte)

/** Sends bytes of the test file as a client does, waiting when the line is full. */
async function sendPart(url: string, offset: number, method: string, headers: Record<string, string>) {
  const length = Math.min(partBytes, size - offset)
  const sending = request(url, { method, headers: { ...headers, 'content-length': String(length) } })
  const answered = once(sending, 'response') as Promise<[IncomingMessage]>
  for (let sent = 0; sent < length; sent += megabyte) {
    const bytes = offset + sent === 0 ? first : piece
    if (!sending.write(bytes)) await once(sending, 'drain')
  }
  sending.end()
  const [answer] = await answered
  let text = ''
  for await (const part of answer) text += String(part)
  if ((answer.statusCode ?? 500) >= 300) throw new Error(`${answer.statusCode} ${text}`)
}

/** The file begins as a PDF does and is another one each time: nothing is kept already. */
let first = piece
function another(): void {
  first = Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(megabyte - 9)])
}

async function upload(site: Site): Promise<string> {
  const bare = await bareServer()
  const own = await ownServer(site)
  const times: { bare: number; own: number }[] = []
  // One after the other, so that what else the machine does falls on both.
  for (let at = 0; at <= runs; at++) {
    const bareTime = await time(() => own.all(bare.url, 'PUT'))
    another()
    const address = await own.begin()
    const ownTime = await time(() => own.all(address, 'PATCH'))
    if (at > 0) times.push({ bare: bareTime, own: ownTime })
  }
  const sum = (key: 'bare' | 'own') => times.reduce((all, one) => all + one[key], 0) / times.length
  const [bareTime, ownTime] = [sum('bare'), sum('own')]
  await bare.close()
  await own.close()
  const ratio = bareTime / ownTime
  report({
    what: 'upload',
    measured: `${rate(ownTime)} MB/s, ${(100 * ratio).toFixed(0)} % of a bare Node stream to a file (${rate(bareTime)} MB/s)`,
    limit: '60 %',
    isOk: ratio >= 0.6,
  })
  const hash = createHash('sha256').update(first)
  for (let at = megabyte; at < size; at += megabyte) hash.update(piece)
  return hash.digest('hex')
}

const rate = (milliseconds: number) => Math.round(size / megabyte / (milliseconds / 1000))

async function listen(listener: RequestListener) {
  const server = createServer(listener)
  server.listen(0, '127.0.0.1')
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

/** Pipes each request into a file and flushes it. */
async function bareServer() {
  const folder = await mkdtemp(join(tmpdir(), 'ngheso-bare-'))
  const path = join(folder, 'file')
  const server = await listen(async (incoming, answer) => {
    const isFirst = incoming.headers['upload-offset'] === '0'
    await pipeline(incoming, createWriteStream(path, { flags: isFirst ? 'w' : 'a', flush: true }))
    answer.end()
  })
  return {
    url: server.url,
    close: async () => {
      await server.close()
      await rm(folder, { recursive: true })
    },
  }
}

async function ownServer({ app }: Site) {
  const actor = teacher(app)
  const web = createWeb(app, { authenticate: async () => ({ actor }) })
  const server = await listen(getRequestListener(web.fetch))
  const { code } = await act(app, createResource, { kind: 'collection', title: 'Bench' }, actor)
  const found = await app.database.owner.query(
    `select v.id from resources.version v join resources.resource r on r.id = v.resource_id where r.code = $1`,
    [code],
  )
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  return {
    close: server.close,
    async begin() {
      const answer = await fetch(`${server.url}/tai-len`, {
        method: 'POST',
        headers: {
          origin: server.url,
          'tus-resumable': '1.0.0',
          'upload-length': String(size),
          'upload-metadata': `filename ${base64('bai.pdf')},version ${base64(found.rows[0].id)}`,
        },
      })
      if (answer.status !== 201) throw new Error(await answer.text())
      return server.url + answer.headers.get('location')!
    },
    async all(url: string, method: string) {
      for (let offset = 0; offset < size; offset += partBytes)
        await sendPart(url, offset, method, {
          'tus-resumable': '1.0.0',
          'upload-offset': String(offset),
          'content-type': 'application/offset+octet-stream',
        })
    },
  }
}

const teacher = (app: Site['app']): Actor => holder(app, 'department-officer', { kind: 'province', id: '46' })

/** The file in ranges as a player asks for them, and whole; the memory of the process must not grow with it. */
async function download({ app }: Site, hash: string): Promise<void> {
  const found = await app.database.owner.query(`select id from resources.version_file where hash = $1`, [
    hash,
  ])
  const web = createWeb(app, { authenticate: async () => ({ actor: teacher(app) }) })
  const server = await listen(getRequestListener(web.fetch))
  const address = `${server.url}/hoc-lieu/tep/${found.rows[0].id}?xem=1`
  const step = 8 * megabyte
  const inRanges = async () => {
    for (let at = 0; at < size; at += step)
      await drain(address, { range: `bytes=${at}-${Math.min(at + step, size) - 1}` })
  }
  const whole = () => drain(address, {})
  const first = [await peak(inRanges), await peak(whole)]
  const [ranges, all] = [await peak(inRanges), await peak(whole)]
  await server.close()
  const most = (peaks: { rss: number }[]) => Math.max(...peaks.map(({ rss }) => rss))
  const grown = (most([ranges, all]) - most(first)) / megabyte
  report({
    what: `download in ranges of ${step / megabyte} MB (${rate(ranges.taken)} MB/s) and whole (${rate(all.taken)} MB/s), after each once`,
    measured: `the most memory held grew by ${grown.toFixed(0)} MB, client and server in one process`,
    limit: `${mostGrowth} MB`,
    isOk: grown <= mostGrowth,
  })
}

const mostGrowth = 48

/** How long work took and the most memory the process held meanwhile. */
async function peak(work: () => Promise<void>): Promise<{ taken: number; rss: number }> {
  let rss = process.memoryUsage().rss
  const watch = setInterval(() => (rss = Math.max(rss, process.memoryUsage().rss)), 20)
  const taken = await time(work)
  clearInterval(watch)
  return { taken, rss }
}

async function drain(url: string, headers: Record<string, string>): Promise<void> {
  const asking = request(url, { headers })
  asking.end()
  const [answer] = (await once(asking, 'response')) as [IncomingMessage]
  if (answer.statusCode !== (headers.range ? 206 : 200)) throw new Error(`status ${answer.statusCode}`)
  answer.resume()
  await once(answer, 'end')
}
