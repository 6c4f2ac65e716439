import { withArchive } from '../archive/open.ts'
import { checkNested } from '../archive/nested.ts'
import type { PackageLimits } from '../archive/limits.ts'
import type { PackageFacts } from '../facts.ts'
import { readPackage } from '../manifest/read.ts'

/** A page that says nothing. */
export const page = '<!doctype html><html><head><title>x</title></head><body></body></html>'

/** What a ZIP is, read as one that is added is. @throws PackageFault */
export const openPackage = (zip: Buffer, limits?: PackageLimits): Promise<PackageFacts> =>
  withArchive(
    zip,
    async (archive) => {
      const facts = await readPackage(archive)
      await checkNested(archive, limits)
      return facts
    },
    limits,
  )
