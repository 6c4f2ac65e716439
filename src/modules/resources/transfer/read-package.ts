import { readFile } from 'node:fs/promises'
import type { App } from '#platform/app.ts'
import { openArchive, SheetError, type SheetLimits } from '#platform/sheets/index.ts'
import type { Incoming } from './import-action.ts'
import { manifestName, readManifest, type Manifest } from './manifest.ts'

const gigabyte = 1024 ** 3
const limits: SheetLimits = {
  fileBytes: 2 * gigabyte,
  inflatedBytes: 8 * gigabyte,
  ratio: 250,
  entries: 5000,
  rows: 0,
  columns: 0,
}

/** A package that cannot be taken in; the words say why. */
export class PackageFault extends Error {}

/**
 * Reads an exported ZIP and keeps its files. What the description names must be there byte for byte; nothing else is looked at.
 * @throws PackageFault
 */
export async function readPackage(app: App, path: string): Promise<Incoming> {
  try {
    const archive = openArchive(await readFile(path), limits)
    if (!archive.has(manifestName))
      throw new PackageFault(`${path}: không có ${manifestName}, không phải gói học liệu`)
    const read = readManifest(Buffer.concat(await all(archive.read(manifestName))).toString('utf8'))
    if ('fault' in read) throw new PackageFault(`${path}: ${read.fault}`)
    const { format: _, files, ...manifest } = read.manifest
    return { ...manifest, files: await keepFiles(app, archive, files) }
  } catch (error) {
    if (error instanceof SheetError)
      throw new PackageFault(`${path}: tệp ZIP hỏng hoặc không an toàn (${error.code})`)
    throw error
  }
}

async function all(chunks: AsyncIterable<Buffer>): Promise<Buffer[]> {
  const found: Buffer[] = []
  for await (const chunk of chunks) found.push(chunk)
  return found
}

async function keepFiles(
  app: App,
  archive: ReturnType<typeof openArchive>,
  files: Manifest['files'],
): Promise<Incoming['files']> {
  const kept: Incoming['files'] = []
  for (const { entry, ...file } of files) {
    if (!archive.has(entry)) throw new PackageFault(`thiếu tệp ${file.path}`)
    const stored = await app.files.put(archive.read(entry))
    if (stored.hash !== file.hash || stored.size !== file.size)
      throw new PackageFault(`tệp ${file.path} không đúng như mô tả ghi`)
    kept.push(file)
  }
  return kept
}
