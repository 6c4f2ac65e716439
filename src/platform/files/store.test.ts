import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readFile, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer, text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createDiskStore, createFileStore, type FileStore } from '#platform/files/index.ts'
import { openNew } from './stage.ts'
import { createS3Store } from './s3.ts'
import { startBucket, type Bucket } from './testing/bucket.ts'

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const absent = '0'.repeat(64)
const hasS3Client = existsSync(new URL('../../../node_modules/@aws-sdk/client-s3', import.meta.url))

async function* pieces(bytes: Uint8Array, length: number) {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}

async function all(store: FileStore) {
  const found = []
  for await (const entry of store.list()) found.push(entry)
  return found
}

let root: string
let bucket: Bucket
const stores: Record<string, () => FileStore> = {
  disk: () => createDiskStore(root),
  bucket: () => createS3Store(bucket.settings, join(root, 'incoming')),
}
beforeAll(async () => {
  bucket = await startBucket()
})
afterAll(() => bucket.stop())
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'files-'))
  bucket.objects.clear()
  return () => rm(root, { recursive: true })
})

const available = hasS3Client ? ['disk', 'bucket'] : ['disk']
if (!hasS3Client) test.skip('bucket: @aws-sdk/client-s3 is not installed')

describe.each(available)('%s', (name) => {
  const make = () => stores[name]!()

  test('gives back the bytes that were put, by their hash', async () => {
    const store = make()
    const bytes = randomBytes(300_000)
    const stored = await store.put(pieces(bytes, 7_001))
    expect(stored).toEqual({ hash: sha(bytes), size: bytes.length })
    expect(await buffer((await store.get(stored.hash)).stream)).toEqual(bytes)
    expect(await store.size(stored.hash)).toBe(bytes.length)
    await expect(store.size(absent)).rejects.toThrow('missing')
    expect(await readdir(join(root, 'incoming'))).toEqual([])
  })

  test('keeps a file that lies on the disk, which stays until it is taken away', async () => {
    const store = make()
    const bytes = randomBytes(100_000)
    const path = join(root, 'come')
    await writeFile(path, bytes)
    const staged = { path, hash: sha(bytes), size: bytes.length }
    for (let time = 0; time < 2; time++)
      expect(await store.take(staged)).toEqual({ hash: staged.hash, size: staged.size })
    expect(await readFile(path)).toEqual(bytes)
    await rm(path)
    expect(await buffer((await store.get(staged.hash)).stream)).toEqual(bytes)
  })

  test('keeps the same bytes once', async () => {
    const store = make()
    const once = await store.put(Buffer.from('một tệp'))
    expect(await store.put(Buffer.from('một tệp'))).toEqual(once)
    expect(await all(store)).toEqual([once])
  })

  test('lists everything it keeps', async () => {
    const store = make()
    const put = await Promise.all(
      ['a', 'bb', 'ccc', 'dddd', 'eeeee'].map((content) => store.put(Buffer.from(content))),
    )
    const bySize = (await all(store)).toSorted((a, b) => a.size - b.size)
    expect(bySize).toEqual(put)
  })

  test('gives parts', async () => {
    const store = make()
    const { hash } = await store.put(Buffer.from('0123456789'))
    const part = await store.get(hash, { start: 2, end: 4 })
    expect({ ...part, stream: await text(part.stream) }).toEqual({
      stream: '234',
      size: 10,
      start: 2,
      end: 4,
    })
    expect(await text((await store.get(hash, { start: 7 })).stream)).toBe('789')
    expect(await text((await store.get(hash, { start: 8, end: 99 })).stream)).toBe('89')
    await expect(store.get(hash, { start: 10 })).rejects.toMatchObject({ code: 'bad_range' })
    await expect(store.get(hash, { start: 5, end: 4 })).rejects.toMatchObject({ code: 'bad_range' })
  })

  test('knows what it holds, and forgets what is deleted', async () => {
    const store = make()
    const { hash } = await store.put(Buffer.from('x'))
    expect([await store.exists(hash), await store.exists(absent)]).toEqual([true, false])
    await store.delete(hash)
    await store.delete(hash)
    expect(await store.exists(hash)).toBe(false)
    await expect(store.get(hash)).rejects.toMatchObject({ code: 'missing', refusal: 'not_found' })
    expect(await all(store)).toEqual([])
  })

  test('refuses every name that is no hash', async () => {
    const store = make()
    for (const bad of [
      '../../etc/passwd',
      `../${absent}`,
      absent.slice(1),
      `${absent}\0`,
      'A'.repeat(64),
      '',
    ]) {
      await expect(store.get(bad)).rejects.toMatchObject({ code: 'bad_hash' })
      await expect(store.delete(bad)).rejects.toMatchObject({ code: 'bad_hash' })
      await expect(store.exists(bad)).rejects.toMatchObject({ code: 'bad_hash' })
    }
  })

  test('stops at the size limit, refuses nothing at all, and leaves nothing behind', async () => {
    const store = make()
    await expect(store.put(pieces(randomBytes(5000), 100), { maxBytes: 4999 })).rejects.toMatchObject({
      code: 'too_large',
      reason: { key: 'platform.file.too_large', params: { limit: 4999 } },
    })
    await expect(store.put(Buffer.alloc(0))).rejects.toMatchObject({ code: 'empty' })
    expect(await readdir(join(root, 'incoming'))).toEqual([])
    expect(await all(store)).toEqual([])
  })

  test('what breaks off half-way is not kept', async () => {
    const store = make()
    async function* broken() {
      yield Buffer.from('half')
      throw new Error('connection lost')
    }
    await expect(store.put(broken())).rejects.toThrow('connection lost')
    expect(await all(store)).toEqual([])
    expect(await readdir(join(root, 'incoming'))).toEqual([])
  })
})

test('a full disk has its own error, and nothing stays behind', async () => {
  const store = createDiskStore(root, async (path) => {
    const file = await openNew(path)
    let room = 1000
    return {
      write: (async (piece: Uint8Array, offset: number, length: number) => {
        if (room === 0)
          throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
        const taken = Math.min(room, length)
        room -= taken
        return file.write(piece, offset, taken)
      }) as typeof file.write,
      sync: () => file.sync(),
      close: () => file.close(),
    }
  })
  await expect(store.put(randomBytes(1001))).rejects.toMatchObject({
    code: 'disk_full',
    reason: { key: 'platform.file.disk_full' },
    cause: { code: 'ENOSPC' },
  })
  expect(await readdir(join(root, 'incoming'))).toEqual([])
  expect(await all(createDiskStore(root))).toEqual([])
})

test.runIf(existsSync('/dev/full'))('the system says so itself on a full device', async () => {
  const store = createDiskStore(root, async (path) => {
    await symlink('/dev/full', path)
    const { open } = await import('node:fs/promises')
    return open(path, 'w')
  })
  await expect(store.put(randomBytes(10))).rejects.toMatchObject({ code: 'disk_full' })
})

test('what a killed process left is swept a day later, and younger writes are not touched', async () => {
  const store = createDiskStore(root)
  await store.put(Buffer.from('x'))
  const [old, young] = [join(root, 'incoming', 'old.part'), join(root, 'incoming', 'young.part')]
  await writeFile(old, 'half')
  await writeFile(young, 'half')
  const longAgo = new Date(Date.now() - 25 * 3600 * 1000)
  await utimes(old, longAgo, longAgo)
  await createDiskStore(root).put(Buffer.from('y'))
  expect(await readdir(join(root, 'incoming'))).toEqual(['young.part'])
})

test('settings choose the store', async () => {
  const store = createFileStore({ dataDir: root, s3: undefined })
  const { hash } = await store.put(Buffer.from('x'))
  expect(existsSync(join(root, 'files', hash.slice(0, 2), hash))).toBe(true)
})

test.skipIf(!hasS3Client)('a bucket that does not answer is unavailable', async () => {
  const store = createS3Store({ ...bucket.settings, endpoint: 'http://127.0.0.1:9' }, join(root, 'incoming'))
  await expect(store.put(Buffer.from('x'))).rejects.toMatchObject({ code: 'unavailable' })
})
