import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer, text } from 'node:stream/consumers'
import { CreateBucketCommand, ListMultipartUploadsCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { createS3Store } from './s3.ts'
import type { S3Settings } from './s3.ts'
import { hasCeph, startCeph, type Ceph } from './testing/ceph.ts'

const megabyte = 1024 * 1024
const absent = '0'.repeat(64)

/** Bytes that are not all alike and cost no memory: the same for the same seed. */
async function* bytes(megabytes: number, seed: number) {
  const block = createHash('sha512').update(String(seed)).digest()
  const piece = Buffer.alloc(megabyte, block)
  for (let at = 0; at < megabytes; at += 1) {
    piece.writeUInt32LE(at, 0)
    yield Buffer.from(piece)
  }
}

/** A line to the server that is cut after so many bytes have gone up, as long as `isCut`. */
async function shakyLine(endpoint: string, after: number) {
  const state = { isCut: true, cuts: 0 }
  const { port, hostname } = new URL(endpoint)
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    let up = 0
    near.on('data', (piece) => {
      up += piece.length
      if (!state.isCut || up < after) return void far.write(piece)
      state.cuts += 1
      near.destroy()
      far.destroy()
    })
    far.pipe(near)
    for (const socket of [near, far]) sockets.add(socket.on('error', () => undefined))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { state, endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

describe.skipIf(!hasCeph)(
  'a real S3 server (the object gateway of Ceph; skipped where it is not installed)',
  () => {
    let ceph: Ceph
    let staging: string
    let client: S3Client
    beforeAll(async () => {
      ceph = await startCeph()
      staging = await mkdtemp(join(tmpdir(), 'ngheso-s3-'))
      const { endpoint, region, ...credentials } = ceph.settings
      client = new S3Client({ endpoint: endpoint!, region, credentials, forcePathStyle: true })
      await client.send(new CreateBucketCommand({ Bucket: ceph.settings.bucket }))
    }, 90_000)
    afterAll(async () => {
      await ceph.stop()
      await rm(staging, { recursive: true })
    })
    const storeOf = (changed: Partial<S3Settings> = {}) =>
      createS3Store({ ...ceph.settings, ...changed }, staging)
    const openUploads = async () =>
      (await client.send(new ListMultipartUploadsCommand({ Bucket: ceph.settings.bucket }))).Uploads ?? []

    test('gives back what was put, whole and in parts, and forgets what is deleted', async () => {
      const store = storeOf()
      const content = randomBytes(300_000)
      const { hash } = await store.put(content)
      expect(await store.put(content)).toEqual({ hash, size: 300_000 })
      expect(await buffer((await store.get(hash)).stream)).toEqual(content)
      const part = await store.get(hash, { start: 299_990, end: 400_000 })
      expect([part.start, part.end, part.size]).toEqual([299_990, 299_999, 300_000])
      expect(await buffer(part.stream)).toEqual(content.subarray(299_990))
      await expect(store.get(hash, { start: 300_000 })).rejects.toMatchObject({ code: 'bad_range' })
      await expect(store.get(absent)).rejects.toMatchObject({ code: 'missing' })
      await store.delete(hash)
      await store.delete(hash)
      expect(await store.exists(hash)).toBe(false)
    })

    test('lists more files than fit one answer, with their sizes', { timeout: 60_000 }, async () => {
      const store = storeOf()
      const put = new Map<string, number>()
      for (let from = 0; from < 1100; from += 50) {
        const some = Array.from({ length: 50 }, (_, at) => store.put(Buffer.from(`tệp ${from + at}`)))
        for (const { hash, size } of await Promise.all(some)) put.set(hash, size)
      }
      const found = new Map<string, number>()
      for await (const { hash, size } of store.list()) found.set(hash, size)
      expect(found).toEqual(put)
    })

    test(
      'a large file goes in parts, and a part of it is read without the rest',
      { timeout: 60_000 },
      async () => {
        const store = storeOf()
        const { hash, size } = await store.put(bytes(200, 1))
        expect(size).toBe(200 * megabyte)
        const part = await store.get(hash, { start: 150 * megabyte, end: 150 * megabyte + 3 })
        expect((await buffer(part.stream)).readUInt32LE(0)).toBe(150)
        const digest = createHash('sha256')
        const before = process.memoryUsage.rss()
        let most = before
        for await (const piece of (await store.get(hash)).stream) {
          digest.update(piece as Buffer)
          most = Math.max(most, process.memoryUsage.rss())
        }
        expect(digest.digest('hex')).toBe(hash)
        expect(most - before).toBeLessThan(150 * megabyte)
        expect(await openUploads()).toEqual([])
      },
    )

    test('an upload whose sender breaks off leaves nothing, here or there', async () => {
      const store = storeOf()
      async function* broken() {
        yield* bytes(40, 2)
        throw new Error('line lost')
      }
      await expect(store.put(broken())).rejects.toThrow('line lost')
      expect([await readdir(staging), await openUploads()]).toEqual([[], []])
    })

    test.each([4, 60])(
      'a line to the server that keeps breaking (%i MB) is told as such; nothing half is kept, and the next try succeeds',
      { timeout: 90_000 },
      async (megabytes) => {
        const { state, endpoint } = await shakyLine(ceph.settings.endpoint!, 2 * megabyte)
        const store = storeOf({ endpoint })
        await expect(store.put(bytes(megabytes, 3))).rejects.toMatchObject({
          code: 'unavailable',
          refusal: 'precondition',
        })
        expect(state.cuts).toBeGreaterThan(1)
        expect(await readdir(staging)).toEqual([])
        expect(await openUploads()).toEqual([])
        state.isCut = false
        const { hash } = await store.put(bytes(megabytes, 3))
        expect(await storeOf().exists(hash)).toBe(true)
      },
    )

    test('a wrong key, a wrong secret, and a bucket that is not there are no missing files', async () => {
      const { hash } = await storeOf().put(Buffer.from('ở đây'))
      for (const wrong of [{ accessKeyId: 'khac' }, { secretAccessKey: 'khac' }, { bucket: 'khong-co' }]) {
        const store = storeOf(wrong)
        await expect(store.get(hash)).rejects.toMatchObject({ code: 'unavailable' })
        await expect(store.put(Buffer.from('mới'))).rejects.toMatchObject({ code: 'unavailable' })
      }
      expect(await text((await storeOf().get(hash)).stream)).toBe('ở đây')
    })
  },
)
