import { readFile } from 'node:fs/promises'
import type { App } from '#platform/app.ts'
import { openArchive, SheetError, type SheetLimits } from '#platform/sheets/index.ts'
import { PackageFault } from './fault.ts'
import type { Archive } from './folder.ts'
import { manifestName, readManifest, type Manifest } from './manifest.ts'
import type { Incoming } from './take-in.ts'

const gigabyte = 1024 ** 3
export const archiveLimits: SheetLimits = {
  fileBytes: 2 * gigabyte,
  inflatedBytes: 8 * gigabyte,
  ratio: 250,
  entries: 5000,
  rows: 0,
  columns: 0,
}

/** Reads an exported ZIP from the disk. @throws PackageFault */
export async function readPackageFile(app: App, path: string): Promise<Incoming> {
  return withArchive(await readFile(path), path, (archive) => readPackage(app, archive, path))
}

/** Opens an archive; what is wrong with it while it is read is told as a fault of it. @throws PackageFault */
export async function withArchive<T>(
  bytes: Uint8Array,
  path: string,
  work: (archive: Archive) => Promise<T>,
): Promise<T> {
  try {
    return await work(openArchive(bytes, archiveLimits))
  } catch (error) {
    if (error instanceof SheetError) throw new PackageFault('zip', { path, code: error.code })
    throw error
  }
}

/**
 * Reads an exported resource and keeps its files. What the description names must be there byte for byte; nothing else is looked at.
 * @throws PackageFault
 */
export async function readPackage(app: App, archive: Archive, path: string): Promise<Incoming> {
  if (!archive.has(manifestName)) throw new PackageFault('no_manifest', { path, name: manifestName })
  const read = readManifest(await bytesOf(archive, manifestName).then((bytes) => bytes.toString('utf8')))
  if ('fault' in read) throw new PackageFault(read.fault, { path, name: manifestName, field: read.field })
  const { format: _, files, ...manifest } = read.manifest
  return { ...manifest, files: await keepFiles(app, archive, files) }
}

export async function bytesOf(archive: Archive, name: string): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(archive.read(name)))
}

async function keepFiles(app: App, archive: Archive, files: Manifest['files']): Promise<Incoming['files']> {
  const kept: Incoming['files'] = []
  for (const { entry, ...file } of files) {
    if (!archive.has(entry)) throw new PackageFault('missing_file', { file: file.path })
    const stored = await app.files.put(archive.read(entry))
    if (stored.hash !== file.hash || stored.size !== file.size)
      throw new PackageFault('changed_file', { file: file.path })
    kept.push(file)
  }
  return kept
}
