import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { link, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { asFileError, FileError } from './errors.ts'
import { openNew, sweepStaged, withStaged, type OpenNew } from './stage.ts'
import { boundsOf, isHash, keyOf, type ByteRange, type FileStore, type Opened, type Staged } from './store.ts'

/**
 * Files on the local disk under `root`: written beside their place, flushed, then renamed, so that a file is
 * there in full or not at all, even after a loss of power.
 */
export function createDiskStore(root: string, openFile: OpenNew = openNew): FileStore {
  const incoming = join(root, 'incoming')
  const placeOf = (hash: string) => join(root, keyOf(hash))
  let swept: Promise<void> | undefined
  const store: FileStore = {
    async put(content, options = {}) {
      await (swept ??= sweepStaged(incoming))
      return withStaged(incoming, content, { ...options, openFile }, async (staged) => {
        await settle(staged, placeOf(staged.hash))
        return { hash: staged.hash, size: staged.size }
      })
    },
    async get(hash, range) {
      return openKept(placeOf(hash), range)
    },
    async exists(hash) {
      return (await sizeOf(placeOf(hash))) !== undefined
    },
    async size(hash) {
      const size = await sizeOf(placeOf(hash))
      if (size === undefined) throw new FileError('missing')
      return size
    },
    async take(staged) {
      const place = placeOf(staged.hash)
      await mkdir(incoming, { recursive: true })
      const path = join(incoming, `${randomUUID()}.part`)
      // A second name for the same bytes; a copy where it lies on another disk, or on one that knows no such names.
      const isLinked = await link(staged.path, path).then(
        () => true,
        () => false,
      )
      if (!isLinked) return store.put(createReadStream(staged.path))
      try {
        await settle({ ...staged, path }, place)
      } catch (error) {
        throw asFileError(error)
      } finally {
        await rm(path, { force: true })
      }
      return { hash: staged.hash, size: staged.size }
    },
    async withFile(hash, work) {
      const place = placeOf(hash)
      if ((await sizeOf(place)) === undefined) throw new FileError('missing')
      return work(place)
    },
    async delete(hash, { unlessSince } = {}) {
      const place = placeOf(hash)
      const found = unlessSince && (await find(place))
      if (found && found.mtime >= unlessSince) return
      await rm(place, { force: true })
    },
    list: () => listKept(root),
  }
  return store
}

async function settle(staged: Staged, place: string): Promise<void> {
  if ((await sizeOf(place)) === staged.size) {
    // It is wanted again, from now on.
    const now = new Date()
    await utimes(place, now, now)
    return
  }
  const folder = dirname(place)
  await mkdir(folder, { recursive: true })
  await rename(staged.path, place)
  await flushFolder(folder)
}

/** Makes the new name itself safe; Windows cannot open folders and needs no such step. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

async function openKept(place: string, range: ByteRange | undefined): Promise<Opened> {
  const handle = await open(place, 'r').catch((error: unknown) => {
    throw isMissing(error) ? new FileError('missing') : error
  })
  try {
    const { size } = await handle.stat()
    const { start, end } = boundsOf(size, range)
    return { stream: handle.createReadStream({ start, end }), size, start, end }
  } catch (error) {
    await handle.close()
    throw error
  }
}

async function sizeOf(place: string): Promise<number | undefined> {
  return (await find(place))?.size
}

function find(place: string) {
  return stat(place).catch((error: unknown) => {
    if (isMissing(error)) return undefined
    throw error
  })
}

async function* listKept(root: string) {
  const folders = await readdir(root).catch((error: unknown) => {
    if (isMissing(error)) return []
    throw error
  })
  for (const folder of folders.filter((name) => /^[0-9a-f]{2}$/.test(name))) {
    for (const hash of (await readdir(join(root, folder))).filter(isHash)) {
      const size = await sizeOf(join(root, folder, hash))
      if (size !== undefined) yield { hash, size }
    }
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}
