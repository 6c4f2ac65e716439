import { readFile, stat } from 'node:fs/promises'
import type { App } from '#platform/app.ts'
import { FileError, receive } from '#platform/files/index.ts'
import { defaultLimits, openArchive, SheetError, type SheetLimits } from '#platform/sheets/index.ts'
import { largestUpload, uploadPurpose } from '../files/upload/limits.ts'
import { PackageFault } from './fault.ts'
import type { Archive } from './folder.ts'
import { isTooLarge, largestArchive } from './give.ts'
import { manifestName, readManifest, type Manifest } from './manifest.ts'
import type { Incoming } from './take-in.ts'

const megabyte = 1024 ** 2
/** Description and sheet are read into memory whole, so each has a bound of its own. */
const largestManifest = 4 * megabyte
export const largestSheet = defaultLimits.fileBytes
const archiveLimits: SheetLimits = {
  ...defaultLimits,
  inflatedBytes: largestArchive + largestSheet,
  entries: 10_000,
}

/** Reads an exported ZIP from the disk. @throws PackageFault */
export async function readPackageFile(app: Pick<App, 'files'>, path: string): Promise<Incoming> {
  if ((await stat(path)).size > largestArchive + largestManifest)
    throw new PackageFault('too_large', { path, most: largestArchive / 1e9 })
  return withArchive(await readFile(path), path, (archive) => readPackage(app, archive, path))
}

/** Opens an archive; what is wrong with it while it is read is told as a fault of it. @throws PackageFault */
export async function withArchive<T>(
  bytes: Uint8Array,
  path: string,
  work: (archive: Archive) => Promise<T>,
): Promise<T> {
  try {
    const archive = openArchive(bytes, archiveLimits)
    // Files that a description names are bounded by the sizes it gives, however even they are: silence, a regular table.
    const isEven = archive.has(manifestName)
    return await work(isEven ? openArchive(bytes, { ...archiveLimits, ratio: Infinity }) : archive)
  } catch (error) {
    if (error instanceof SheetError)
      throw new PackageFault(
        'zip',
        { path },
        { because: { key: `resources.transfer.zip.${error.code}`, params: {} } },
      )
    throw error
  }
}

/**
 * Reads an exported resource and keeps its files. What the description names must be there byte for byte, and be what its name
 * says; nothing else is looked at.
 * @throws PackageFault
 */
export async function readPackage(
  app: Pick<App, 'files'>,
  archive: Archive,
  path: string,
): Promise<Incoming> {
  if (!archive.has(manifestName)) throw new PackageFault('no_manifest', { path, name: manifestName })
  const bytes = await readEntry(archive, manifestName, { path, most: largestManifest })
  const read = readManifest(bytes.toString('utf8'))
  if ('fault' in read) throw new PackageFault(read.fault, { path, name: manifestName, field: read.field })
  const { format: _, files, ...manifest } = read.manifest
  if (isTooLarge(files)) throw new PackageFault('too_large', { path, most: largestArchive / 1e9 })
  return { ...manifest, files: await keepFiles(app, archive, files, path) }
}

/** An entry in memory. @throws PackageFault when it is larger than that */
export async function readEntry(
  archive: Archive,
  name: string,
  { path, most }: { path: string; most: number },
): Promise<Buffer> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of archive.read(name)) {
    size += piece.length
    if (size > most) throw new PackageFault('large_entry', { path, name, most: most / megabyte })
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

async function keepFiles(
  app: Pick<App, 'files'>,
  archive: Archive,
  files: Manifest['files'],
  path: string,
): Promise<Incoming['files']> {
  const kept: Incoming['files'] = []
  for (const { entry, ...file } of files) {
    if (!archive.has(entry)) throw new PackageFault('missing_file', { path, file: file.path })
    const maxBytes = Math.min(file.size, largestUpload)
    const stored = await receive(app.files, archive.read(entry), file.path, {
      ...uploadPurpose,
      maxBytes,
    }).catch((error: unknown) => {
      if (!(error instanceof FileError) || error.refusal !== 'invalid') throw error
      if (error.code === 'too_large' && file.size <= largestUpload) return undefined
      const because = { key: error.reason.key, params: error.reason.params ?? {} }
      throw new PackageFault('refused_file', { path, file: file.path }, { because })
    })
    if (stored?.hash !== file.hash || stored.size !== file.size)
      throw new PackageFault('changed_file', { path, file: file.path })
    kept.push({ ...file, mime: stored.mime, kind: stored.kind })
  }
  return kept
}
