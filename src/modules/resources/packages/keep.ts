import { systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { letGo } from '../files/store/let-go.ts'
import { keepPackage } from './actions/keep-package.ts'
import { withArchive, type PackageArchive } from './archive/open.ts'
import { PackageFault } from './fault.ts'
import { readPackageBeside } from './manifest/ask.ts'
import { findPackage, type KeptFile, type Package } from './store/package.ts'

const actor = systemActor('packages')
/** Files kept at once. */
const width = 4

/**
 * Reads a ZIP on the disk and, when it is a package that can be played, keeps each of its files. Doing it again changes nothing.
 * @returns what it is, or why it is not opened
 */
export async function keepAsPackage(app: App, hash: string, path: string): Promise<Package> {
  const find = () => app.database.read(actor, (db) => findPackage(db, hash))
  const known = await find()
  if (known) return known
  try {
    const facts = await readPackageBeside(path)
    const files = await withArchive(path, (archive) => keepFiles(app, archive))
    await act(app, keepPackage, { hash, facts, files }, actor)
  } catch (error) {
    if (!(error instanceof PackageFault)) throw error
    await act(app, keepPackage, { hash, fault: error }, actor)
  }
  return (await find())!
}

async function keepFiles(app: App, archive: PackageArchive): Promise<KeptFile[]> {
  const waiting = [...archive.files]
  const kept: KeptFile[] = []
  const work = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) {
      const { path, size } = file
      try {
        const stored = size === 0 ? { hash: null, size: 0 } : await app.files.put(archive.stream(path))
        kept.push({ path, ...stored })
      } catch (error) {
        waiting.length = 0
        throw error
      }
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: width }, work))
  const failed = ends.find((end) => end.status === 'rejected')
  if (!failed) return kept
  await letGo(
    app,
    kept.flatMap(({ hash }) => hash ?? []),
  )
  throw failed.reason
}
