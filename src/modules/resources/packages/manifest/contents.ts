import type { PackageArchive } from '../archive/open.ts'
import { packageLimits } from '../archive/limits.ts'
import { PackageFault } from '../fault.ts'

/** The files of a package as its manifest speaks of them: below `root`, the folder the manifest lies in. */
export type Contents = {
  root: string
  /** The file a link leads to, also in wrong case, with `\` for `/` or with %-escapes; undefined when there is none. */
  find: (href: string, base?: string) => { path: string; suffix: string } | undefined
  read: (path: string) => Promise<Buffer>
  paths: readonly string[]
}

export function contentsOf(archive: PackageArchive, root: string): Contents {
  const paths = archive.files.map((file) => file.path)
  const exact = new Set(paths)
  const byLower = new Map(paths.toReversed().map((path) => [path.toLowerCase(), path]))
  return {
    root,
    paths,
    find(href, base = '') {
      const [, path = '', suffix = ''] = /^([^?#]*)(.*)$/s.exec(href.trim()) ?? []
      for (const tried of new Set([path, unescaped(path)])) {
        const full = join(`${root}${base}`, tried)
        const found =
          full === undefined ? undefined : exact.has(full) ? full : byLower.get(full.toLowerCase())
        if (found !== undefined) return { path: found, suffix }
      }
      return undefined
    },
    async read(path) {
      try {
        return await archive.bytes(path, packageLimits.manifestBytes)
      } catch (error) {
        if (error instanceof PackageFault && error.code === 'too_large')
          throw new PackageFault('manifest_large', { entry: path })
        throw error
      }
    },
  }
}

function unescaped(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** Two parts of a path as one; undefined when it leads out of the package. */
function join(base: string, path: string): string | undefined {
  const out: string[] = []
  for (const part of `${base}/${path}`.normalize('NFC').split(/[/\\]/)) {
    if (part === '' || part === '.') continue
    if (part !== '..') out.push(part)
    else if (out.pop() === undefined) return undefined
  }
  return out.join('/')
}
