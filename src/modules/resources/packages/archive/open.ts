import { fromBufferPromise, getFileNameLowLevel, openPromise, type Entry, type ZipFile } from 'yauzl'
import { PackageFault } from '../fault.ts'
import { packageLimits, type PackageLimits } from './limits.ts'
import { isLitter, pathFromName } from './name.ts'

/** A file inside a package. */
export type PackedFile = { path: string; size: number }

/** An opened package: every name in it is checked, nothing is unpacked yet. */
export type PackageArchive = {
  files: readonly PackedFile[]
  /** Bytes of one file as they are unpacked, counted against the limits whatever the headers claim. @throws PackageFault */
  stream: (path: string) => AsyncGenerator<Buffer, void, undefined>
  /** The same in one piece. @throws PackageFault too_large */
  bytes: (path: string, limit: number) => Promise<Buffer>
}

/**
 * Lends an opened package while `work` runs.
 * @param source path of a ZIP on the disk, or its bytes
 * @throws PackageFault when the ZIP is damaged, or anything in it is not safe
 */
export async function withArchive<T>(
  source: string | Buffer,
  work: (archive: PackageArchive) => Promise<T>,
  limits: PackageLimits = packageLimits,
): Promise<T> {
  const zip = await openZip(source)
  try {
    const entries = await readEntries(zip, limits)
    return await work(archiveOf(zip, entries, limits))
  } finally {
    zip.close()
  }
}

async function openZip(source: string | Buffer): Promise<ZipFile> {
  const options = { autoClose: false, decodeStrings: false, lazyEntries: true } as const
  try {
    return typeof source === 'string'
      ? await openPromise(source, options)
      : await fromBufferPromise(source, options)
  } catch (error) {
    throw new PackageFault('damaged', { reason: reasonOf(error) })
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message.slice(0, 120) : '')

async function readEntries(zip: ZipFile, limits: PackageLimits): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.files) throw new PackageFault('too_many', { limit: limits.files })
  const entries = new Map<string, Entry>()
  let total = 0
  try {
    for await (const entry of zip.eachEntry()) {
      const path = checkEntry(entry)
      if (path === undefined) continue
      if (entries.has(path)) throw new PackageFault('duplicate', { entry: path })
      total += entry.uncompressedSize
      checkSize(path, entry, { total, packed: zip.fileSize }, limits)
      entries.set(path, entry)
    }
  } catch (error) {
    if (error instanceof PackageFault) throw error
    throw new PackageFault('damaged', { reason: reasonOf(error) })
  }
  return entries
}

/** The path of a file; undefined for a folder and for what systems leave behind. @throws PackageFault */
function checkEntry(entry: Entry): string | undefined {
  const name = nameOf(entry)
  const found = pathFromName(name)
  const shown = name.replaceAll(/\p{Cc}/gu, '�').slice(0, 200)
  if ('fault' in found) throw new PackageFault(found.fault, { entry: shown })
  // The upper half is the mode of a Unix file: a symbolic link, or a device, is no file.
  const type = (entry.externalFileAttributes >>> 16) & 0xf000
  if (type !== 0 && type !== 0x8000 && type !== 0x4000) throw new PackageFault('link', { entry: shown })
  if (/[/\\]$/.test(name) || isLitter(found.path)) return undefined
  if ((entry.generalPurposeBitFlag & 0x41) !== 0) throw new PackageFault('encrypted', { entry: shown })
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
    throw new PackageFault('method', { entry: shown, method: entry.compressionMethod })
  return found.path
}

/** UTF-8 wherever the bytes are; else as the format has it. Old packers write UTF-8 without saying so. */
function nameOf(entry: Entry): string {
  const raw = entry.fileNameRaw
  const hasOwn = entry.extraFields.some((field) => field.id === 0x7075)
  try {
    if (!hasOwn) return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw)
  } catch {
    // not UTF-8
  }
  return getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, true)
}

/** One file must not burst, nor all of them together: many small ones do as much harm. */
function checkSize(
  path: string,
  entry: Entry,
  whole: { total: number; packed: number },
  limits: PackageLimits,
): void {
  if (whole.total > limits.totalBytes)
    throw new PackageFault('too_large', { entry: path, limit: limits.totalBytes })
  checkRatio(entry.uncompressedSize, entry.compressedSize, limits, { entry: path })
  // Against the file itself, and not what its directory adds up to: entries may lie over one another.
  checkRatio(whole.total, whole.packed, limits, {})
}

function checkRatio(size: number, packed: number, limits: PackageLimits, about: { entry?: string }): void {
  const ratio = size / Math.max(1, packed)
  if (size > limits.ratioFrom && ratio > limits.ratio)
    throw new PackageFault('bomb', { ...about, ratio: Math.round(ratio) })
}

function archiveOf(zip: ZipFile, entries: Map<string, Entry>, limits: PackageLimits): PackageArchive {
  async function* stream(path: string): AsyncGenerator<Buffer, void, undefined> {
    const entry = entries.get(path)
    if (!entry) throw new PackageFault('damaged', { entry: path })
    let size = 0
    try {
      // More bytes than the directory says end with an error of their own, so the sum checked above holds.
      for await (const chunk of await zip.openReadStreamPromise(entry)) {
        size += (chunk as Buffer).length
        if (size > limits.totalBytes)
          throw new PackageFault('too_large', { entry: path, limit: limits.totalBytes })
        yield chunk as Buffer
      }
    } catch (error) {
      if (error instanceof PackageFault) throw error
      throw new PackageFault('damaged', { entry: path, reason: reasonOf(error) })
    }
  }
  return {
    files: [...entries].map(([path, entry]) => ({ path, size: entry.uncompressedSize })),
    stream,
    async bytes(path, limit) {
      const parts: Buffer[] = []
      let size = 0
      for await (const part of stream(path)) {
        size += part.length
        if (size > limit) throw new PackageFault('too_large', { entry: path, limit })
        parts.push(part)
      }
      return Buffer.concat(parts)
    },
  }
}
