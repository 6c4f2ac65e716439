import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { isPublicAddress } from './harvester/addresses.ts'
import { bounds, createClient, createKnock } from './harvester/client.ts'

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as { port: number }).port}/oai`
}
const client = createClient(['127.0.0.1'])

test.each([
  ['8.8.8.8', true],
  ['2001:4860:4860::8888', true],
  ['127.0.0.1', false],
  ['10.1.2.3', false],
  ['100.64.0.1', false],
  ['169.254.169.254', false],
  ['172.31.0.1', false],
  ['192.168.1.1', false],
  ['0.0.0.0', false],
  ['224.0.0.1', false],
  ['::1', false],
  ['::', false],
  ['fe80::1', false],
  ['fd00::1', false],
  ['::ffff:127.0.0.1', false],
  ['64:ff9b::7f00:1', false],
  ['2002:7f00:1::', false],
  ['2001:db8::1', false],
  ['may-chu', false],
])('%s is an address of the internet: %s', (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic)
})

test.each([
  'http://127.0.0.1:1/oai',
  'http://localhost:1/oai',
  'http://2130706433/oai',
  'http://0x7f.1/oai',
  'http://[::1]:1/oai',
  'http://[::ffff:127.0.0.1]/oai',
  'https://169.254.169.254/latest/meta-data',
])('%s is not asked', async (address) => {
  await expect(createClient([])(address)).rejects.toMatchObject({ key: 'inner' })
})

test.each(['file:///etc/passwd', 'ftp://vidu.vn/', 'https://ten:mat-khau@vidu.vn/', 'gopher://x'])(
  '%s is no address of a source',
  async (address) => {
    await expect(client(address)).rejects.toMatchObject({ key: 'address' })
  },
)

test('a redirect into the own network is not followed', async () => {
  const inner = await serve((_request, response) => void response.end('bí mật'))
  const address = await serve(
    (_request, response) =>
      void response.writeHead(302, { location: inner.replace('127.0.0.1', 'localhost') }).end(),
  )
  await expect(client(address)).rejects.toMatchObject({ key: 'inner' })
})

test('a redirect is followed, and one in a circle ended', async () => {
  const goal = await serve((_request, response) => void response.end('<a/>'))
  const address = await serve((_request, response) => void response.writeHead(301, { location: goal }).end())
  expect(await client(address)).toMatchObject({ status: 200, text: '<a/>' })
  const round = await serve((_request, response) => void response.writeHead(302, { location: '/oai' }).end())
  await expect(client(round)).rejects.toMatchObject({ key: 'redirects' })
})

test('packed answers are unpacked, and none grows beyond the bounds', async () => {
  const bomb = gzipSync(Buffer.alloc(3 * 1024 * 1024, 32))
  const address = await serve(
    (_request, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
  )
  expect((await client(address)).text).toHaveLength(3 * 1024 * 1024)
  const small = createClient(['127.0.0.1'], { ...bounds, bytes: 1024 * 1024 })
  await expect(small(address)).rejects.toMatchObject({ key: 'large' })
})

test('one that drips for ever is given up', async () => {
  const address = await serve((_request, response) => {
    const drip = setInterval(() => response.write(' '), 20)
    response.on('close', () => clearInterval(drip))
  })
  const hasty = createClient(['127.0.0.1'], { ...bounds, milliseconds: 300 })
  await expect(hasty(address)).rejects.toMatchObject({ key: 'slow' })
})

test('a line that breaks and a host that is none are said as such', async () => {
  const address = await serve((_request, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('<a>')
    setTimeout(() => response.destroy(), 20)
  })
  await expect(client(address)).rejects.toMatchObject({ key: 'broken' })
  await expect(client('http://127.0.0.1:1/')).rejects.toMatchObject({ key: 'refused' })
})

test('when to come back is read as seconds or as a moment', async () => {
  const moment = new Date(Date.now() + 90_000).toUTCString()
  const address = await serve(
    (request, response) =>
      void response.writeHead(503, { 'retry-after': request.url === '/oai?a' ? moment : '7' }).end(),
  )
  expect(await client(address)).toMatchObject({ status: 503, retryAfter: 7 })
  expect((await client(`${address}?a`)).retryAfter).toBeGreaterThan(80)
})

test('text is read by its charset', async () => {
  const xml = '<?xml version="1.0" encoding="windows-1258"?><a>\xd4</a>'
  const address = await serve((_request, response) => void response.end(Buffer.from(xml, 'latin1')))
  expect((await client(address)).text).toContain('<a>Ô</a>')
})

test('a link is only knocked at: where it leads on to counts, and what it holds is left', async () => {
  const address = await serve((request, response) => {
    if (request.url === '/oai') return response.writeHead(302, { location: '/phim' }).end()
    // A film without end.
    response.writeHead(request.headers['user-agent']?.includes('Link-Check') ? 206 : 400)
    return response.write('x'.repeat(1000))
  })
  expect(await createKnock(['127.0.0.1'])(address)).toBe(206)
  await expect(createKnock([])(address)).rejects.toMatchObject({ key: 'inner' })
  await expect(createKnock(['127.0.0.1'])('http://127.0.0.1:1/')).rejects.toMatchObject({ key: 'refused' })
})
