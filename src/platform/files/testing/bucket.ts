import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { S3Settings } from '../s3.ts'

/** A bucket on this machine for tests: put, get with range, head, delete and list; signatures are not checked. */
export type Bucket = { settings: S3Settings; objects: Map<string, Buffer>; stop: () => Promise<void> }

export async function startBucket(): Promise<Bucket> {
  const objects = new Map<string, Buffer>()
  const server = createServer((request, response) => {
    void answer(objects, request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    objects,
    settings: {
      bucket: 'tep',
      endpoint: `http://127.0.0.1:${port}`,
      region: 'auto',
      accessKeyId: 'test',
      secretAccessKey: 'test',
    },
    stop: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

const pageLength = 2

async function answer(objects: Map<string, Buffer>, request: IncomingMessage, response: ServerResponse) {
  const url = new URL(request.url ?? '', 'http://bucket')
  const key = url.pathname.replace(/^\/tep\/?/, '')
  if (request.method === 'PUT') {
    objects.set(key, unframe(await buffer(request), request))
    return response.writeHead(200, { etag: '"x"' }).end()
  }
  if (request.method === 'DELETE') {
    objects.delete(key)
    return response.writeHead(204).end()
  }
  if (url.searchParams.has('list-type')) return response.end(listing(objects, url))
  const kept = objects.get(key)
  if (!kept) {
    return response
      .writeHead(404, { 'content-type': 'application/xml' })
      .end('<Error><Code>NoSuchKey</Code></Error>')
  }
  const [, start, end] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? []
  const last = Math.min(end ? Number(end) : kept.length, kept.length - 1)
  if (Number(start) > last)
    return response
      .writeHead(416, { 'content-type': 'application/xml' })
      .end('<Error><Code>InvalidRange</Code></Error>')
  const part = start ? kept.subarray(Number(start), last + 1) : kept
  response.writeHead(start ? 206 : 200, {
    'content-length': part.length,
    ...(start && { 'content-range': `bytes ${start}-${last}/${kept.length}` }),
    'last-modified': new Date(0).toUTCString(),
  })
  return response.end(request.method === 'HEAD' ? undefined : part)
}

/** Takes the pieces out of a body that was signed or check-summed piece by piece. */
function unframe(body: Buffer, request: IncomingMessage): Buffer {
  if (!request.headers['content-encoding']?.includes('aws-chunked')) return body
  const taken: Buffer[] = []
  for (let at = 0; ;) {
    const lineEnd = body.indexOf('\r\n', at)
    const length = Number.parseInt(body.toString('latin1', at, lineEnd), 16)
    if (!length) return Buffer.concat(taken)
    taken.push(body.subarray(lineEnd + 2, lineEnd + 2 + length))
    at = lineEnd + 2 + length + 2
  }
}

function listing(objects: Map<string, Buffer>, url: URL): string {
  const from = Number(url.searchParams.get('continuation-token') ?? 0)
  const keys = [...objects.keys()].toSorted().slice(from, from + pageLength)
  const next = from + pageLength
  const more = next < objects.size ? `<NextContinuationToken>${next}</NextContinuationToken>` : ''
  const rows = keys.map(
    (key) =>
      `<Contents><Key>${key}</Key><Size>${objects.get(key)?.length}</Size><LastModified>2026-01-01T00:00:00Z</LastModified></Contents>`,
  )
  return `<ListBucketResult><IsTruncated>${more !== ''}</IsTruncated>${more}${rows.join('')}</ListBucketResult>`
}
