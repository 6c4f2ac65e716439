import { PackageFault } from '../fault.ts'
import { packageLimits, type PackageLimits } from './limits.ts'
import { withArchive, type PackageArchive } from './open.ts'

/** Archives inside a package up to this size are looked into. They are never unpacked. */
const lookedInto = 64 * 1024 ** 2

/**
 * Archives inside a package stay as they are; one that would burst whoever unpacks it is refused all the same.
 * @param left what all of them together may still hold
 * @throws PackageFault nested
 */
export async function checkNested(
  archive: PackageArchive,
  limits: PackageLimits = packageLimits,
  depth = 1,
  left = { files: limits.files, totalBytes: limits.totalBytes },
): Promise<void> {
  for (const { path, size } of archive.files) {
    if (!/\.(zip|jar|h5p)$/i.test(path) || size > lookedInto) continue
    if (depth > limits.depth) throw new PackageFault('nested', { entry: path })
    const bytes = await archive.bytes(path, lookedInto)
    try {
      await withArchive(
        bytes,
        (inner) => {
          left.files -= inner.files.length
          left.totalBytes -= inner.files.reduce((sum, file) => sum + file.size, 0)
          return checkNested(inner, limits, depth + 1, left)
        },
        { ...limits, ...left },
      )
    } catch (error) {
      if (!(error instanceof PackageFault)) throw error
      // What is wrong with an attachment otherwise is not the package's fault: nobody unpacks it here.
      if (['bomb', 'too_large', 'too_many', 'nested'].includes(error.code))
        throw new PackageFault('nested', { entry: path })
    }
  }
}
