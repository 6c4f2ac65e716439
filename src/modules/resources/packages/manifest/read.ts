import type { PackageArchive } from '../archive/open.ts'
import type { PackageFacts } from '../facts.ts'
import { PackageFault } from '../fault.ts'
import { contentsOf, type Contents } from './contents.ts'
import { readH5p } from './h5p.ts'
import { readHtml } from './html.ts'
import { readScorm } from './scorm.ts'
import { readCmi5, readTincan } from './xapi.ts'

/** Manifests in the order they are looked for: packers put several into one package, the first says most. */
const manifests: readonly [
  name: string,
  read: (contents: Contents, path: string) => Promise<PackageFacts>,
][] = [
  ['imsmanifest.xml', readScorm],
  ['cmi5.xml', readCmi5],
  ['tincan.xml', readTincan],
  ['h5p.json', readH5p],
  ['index.html', readHtml],
  ['index.htm', readHtml],
  ['default.html', readHtml],
  ['story.html', readHtml],
]

/**
 * Says what a package is. Its manifest may lie in the one folder everything lies in, and its name may be in any case.
 * @throws PackageFault no_manifest and what is wrong with the manifest
 */
export async function readPackage(archive: PackageArchive): Promise<PackageFacts> {
  const root = rootOf(archive.files.map((file) => file.path))
  const contents = contentsOf(archive, root)
  for (const [name, read] of manifests) {
    const found = contents.find(name)
    if (found) return read(contents, found.path)
  }
  throw new PackageFault('no_manifest')
}

/** The one top folder, with its `/`; empty when files lie at the top. */
function rootOf(paths: readonly string[]): string {
  const first = /^[^/]+\//.exec(paths[0] ?? '')?.[0]
  return first !== undefined && paths.every((path) => path.startsWith(first)) ? first : ''
}
