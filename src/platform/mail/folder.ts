import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Message } from './message.ts'

/** A letter written to the folder instead of being sent. `at` is an ISO moment. */
export type KeptMail = Message & { id: string; at: string; from: string }

const idShape = /^\d{8}T\d{9}Z-[0-9a-f]{8}$/

/**
 * Writes a letter as `<id>.eml` (as it would have travelled) and `<id>.json` (for reading).
 * Ids sort by time. The second file is written last and at once, so a listed letter is whole.
 */
export async function keepMail(
  folder: string,
  letter: Message & { from: string },
  raw: Buffer,
  at = new Date(),
) {
  const id = `${stamp(at)}-${randomBytes(4).toString('hex')}`
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, `${id}.eml`), raw, { flag: 'wx', mode: 0o600 })
  const kept: KeptMail = { id, at: at.toISOString(), ...letter }
  const part = join(folder, `${id}.part`)
  await writeFile(part, JSON.stringify(kept, null, 2), { flag: 'wx', mode: 0o600 })
  await rename(part, join(folder, `${id}.json`))
  return kept
}

/** Ids begin with the moment, so that they sort by time. */
function stamp(at: Date): string {
  return at.toISOString().replace(/[-:.]/g, '')
}

/** Removes the letters written before a moment. */
export async function removeKept(folder: string, before: Date): Promise<void> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const old = names.filter((name) => idShape.test(name.split('.')[0] ?? '') && name < stamp(before))
  for (const name of old) await rm(join(folder, name), { force: true })
}

/** The letters of the folder, newest first; at most `limit`. */
export async function listKept(folder: string, limit: number): Promise<KeptMail[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const ids = names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length))
  const newest = ids.toSorted().toReversed().slice(0, limit)
  const found = await Promise.all(newest.map((id) => readKept(folder, id)))
  return found.filter((mail) => mail !== undefined)
}

/** One letter, or undefined when there is none of that id. */
export async function readKept(folder: string, id: string): Promise<KeptMail | undefined> {
  if (!idShape.test(id)) return undefined
  const text = await readFile(join(folder, `${id}.json`), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  return text === undefined ? undefined : (JSON.parse(text) as KeptMail)
}
