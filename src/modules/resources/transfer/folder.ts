import { createReadStream } from 'node:fs'
import { lstat, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { openArchive } from '#platform/sheets/index.ts'

/** Files by the names a sheet gives them; undefined for what is not there, is no plain file, or lies outside. */
export type Folder = { find: (name: string) => Promise<(() => AsyncIterable<Uint8Array>) | undefined> }

/** A folder on the disk. Links that lead out of it are not followed. */
export async function diskFolder(path: string): Promise<Folder> {
  const root = await realpath(path)
  return {
    async find(name) {
      // A folder that comes from a Mac writes its marks apart.
      for (const form of ['NFC', 'NFD'] as const) {
        const place = join(root, name.replaceAll('\\', '/').normalize(form))
        if (!place.startsWith(root + sep)) return undefined
        const entry = await lstat(place).catch(() => undefined)
        const real = entry?.isFile() ? await realpath(place).catch(() => '') : ''
        if (real.startsWith(root + sep)) return () => createReadStream(place)
      }
      return undefined
    },
  }
}

export type Archive = ReturnType<typeof openArchive>

/** Left by systems beside people's files. */
const isJunk = (name: string): boolean =>
  /(^|\/)(__MACOSX\/|\.(?!\.?\/)|Thumbs\.db$|desktop\.ini$|~\$)/i.test(name)

/** Files people put into an archive. */
export const filesOf = (archive: Archive): string[] =>
  archive.names.filter((name) => !name.endsWith('/') && !isJunk(name))

const asWritten = (name: string): string =>
  name
    .replaceAll('\\', '/')
    .replace(/^\.?\/+/, '')
    .normalize('NFC')
    .toLowerCase()

/** The folder of an archive that the sheet lies in (`base`, with a slash at its end, or empty). */
export function zipFolder(archive: Archive, base: string): Folder {
  const entries = new Map(filesOf(archive).map((name) => [asWritten(name), name]))
  return {
    async find(name) {
      const entry = entries.get(asWritten(base + asWritten(name)))
      return entry === undefined ? undefined : () => archive.read(entry)
    },
  }
}
