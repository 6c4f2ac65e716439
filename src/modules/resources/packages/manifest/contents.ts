import type { PackageArchive } from '../archive/open.ts'
import { packageLimits } from '../archive/limits.ts'
import { PackageFault } from '../fault.ts'

/** Parts beyond this are not listed. */
export const mostItems = 2000

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

/** What an address of a manifest begins: a file of the package, or a page elsewhere. @throws PackageFault launch_missing */
export function launchOf(
  href: string,
  contents: Contents,
  base = '',
): { path: string; suffix: string } | { address: string } {
  const isElsewhere = /^https?:\/\//i.test(href)
  if (isElsewhere && URL.canParse(href)) return { address: href }
  const found = isElsewhere || href === '' ? undefined : contents.find(href, base)
  if (!found) throw new PackageFault('launch_missing', { href: href.slice(0, 200) })
  return found
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
