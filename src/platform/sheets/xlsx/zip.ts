import { createInflateRaw } from 'node:zlib'
import { SheetError, type SheetLimits } from '../types.ts'

const localHeader = 0x04034b50
const centralHeader = 0x02014b50
const endOfDirectory = 0x06054b50
const endOfDirectory64 = 0x06064b50
const locator64 = 0x07064b50
const overflow32 = 0xffffffff

interface Entry {
  name: string
  method: number
  encrypted: boolean
  compressedSize: number
  offset: number
}

/** An opened archive: parts by path (any case, no leading slash), inflated chunk by chunk under the limits. */
export interface Archive {
  names: string[]
  has(path: string): boolean
  /**
   * Inflated bytes of one part, in chunks.
   * @throws SheetError `zip_bomb` while inflating, whatever sizes the headers claim; `damaged`; `encrypted`
   */
  read(path: string): AsyncGenerator<Buffer, void, undefined>
}

/**
 * Reads the directory of a zip archive (zip64 too) that is held in memory.
 * @throws SheetError `damaged` when there is no readable directory; `zip_bomb` when it lists too many parts
 */
export function openArchive(bytes: Uint8Array, limits: SheetLimits): Archive {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = new Map<string, Entry>()
  try {
    for (const entry of readDirectory(data, limits)) entries.set(entry.name.toLowerCase(), entry)
  } catch (error) {
    if (error instanceof RangeError) throw new SheetError('damaged', { part: 'directory' })
    throw error
  }
  // A part that is read twice counts once, so that a second pass over a big sheet is not taken for a bomb.
  const inflated = new Map<string, number>()
  return {
    names: [...entries.values()].map((entry) => entry.name),
    has: (path) => entries.has(path.toLowerCase()),
    read: (path) => inflate(data, entries.get(path.toLowerCase()), path, limits, inflated),
  }
}

async function* inflate(
  data: Buffer,
  entry: Entry | undefined,
  path: string,
  limits: SheetLimits,
  inflated: Map<string, number>,
): AsyncGenerator<Buffer, void, undefined> {
  if (!entry) throw new SheetError('damaged', { part: path })
  if (entry.encrypted) throw new SheetError('encrypted', { part: path })
  const body = bodyOf(data, entry)
  const others = [...inflated].reduce((sum, [name, size]) => (name === path ? sum : sum + size), 0)
  const before = inflated.get(path) ?? 0
  let size = 0
  for await (const chunk of chunksOf(body, entry, path)) {
    size += chunk.length
    const ratio = size / Math.max(1, body.length)
    if (others + size > limits.inflatedBytes || (size > 1024 * 1024 && ratio > limits.ratio)) {
      throw new SheetError('zip_bomb', { part: path, inflated: others + size, ratio: Math.round(ratio) })
    }
    if (size > before) inflated.set(path, size)
    yield chunk
  }
}

async function* chunksOf(body: Buffer, entry: Entry, path: string): AsyncGenerator<Buffer, void, undefined> {
  if (entry.method === 0) {
    for (let at = 0; at < body.length; at += 65_536) yield body.subarray(at, at + 65_536)
    return
  }
  if (entry.method !== 8) throw new SheetError('damaged', { part: path, method: entry.method })
  const stream = createInflateRaw({ chunkSize: 65_536 })
  stream.end(body)
  try {
    for await (const chunk of stream) yield chunk as Buffer
  } catch (error) {
    if (error instanceof SheetError) throw error
    throw new SheetError('damaged', { part: path })
  } finally {
    stream.destroy()
  }
}

function bodyOf(data: Buffer, entry: Entry): Buffer {
  try {
    if (data.readUInt32LE(entry.offset) !== localHeader) throw new RangeError('no local header')
    const start =
      entry.offset + 30 + data.readUInt16LE(entry.offset + 26) + data.readUInt16LE(entry.offset + 28)
    if (start + entry.compressedSize > data.length) throw new RangeError('cut short')
    return data.subarray(start, start + entry.compressedSize)
  } catch (error) {
    if (error instanceof RangeError) throw new SheetError('damaged', { part: entry.name })
    throw error
  }
}

function* readDirectory(data: Buffer, limits: SheetLimits): Generator<Entry> {
  const end = findEnd(data)
  let count = data.readUInt16LE(end + 10)
  let at = data.readUInt32LE(end + 16)
  if ((count === 0xffff || at === overflow32) && end >= 20 && data.readUInt32LE(end - 20) === locator64) {
    const record = Number(data.readBigUInt64LE(end - 12))
    if (data.readUInt32LE(record) !== endOfDirectory64) throw new SheetError('damaged', { part: 'directory' })
    count = Number(data.readBigUInt64LE(record + 32))
    at = Number(data.readBigUInt64LE(record + 48))
  }
  if (count > limits.entries) throw new SheetError('zip_bomb', { entries: count })
  for (let index = 0; index < count; index++) {
    if (data.readUInt32LE(at) !== centralHeader) throw new SheetError('damaged', { part: 'directory' })
    const nameLength = data.readUInt16LE(at + 28)
    const extraLength = data.readUInt16LE(at + 30)
    yield readEntry(data, at, nameLength, extraLength)
    at += 46 + nameLength + extraLength + data.readUInt16LE(at + 32)
  }
}

function readEntry(data: Buffer, at: number, nameLength: number, extraLength: number): Entry {
  const name = data.toString('utf8', at + 46, at + 46 + nameLength)
  const entry = {
    name: name.replaceAll('\\', '/').replace(/^\/+/, ''),
    method: data.readUInt16LE(at + 10),
    encrypted: (data.readUInt16LE(at + 8) & 1) === 1,
    compressedSize: data.readUInt32LE(at + 20),
    offset: data.readUInt32LE(at + 42),
  }
  const size = data.readUInt32LE(at + 24)
  if (entry.compressedSize !== overflow32 && entry.offset !== overflow32 && size !== overflow32) return entry
  const extra = data.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength)
  for (let field = 0; field + 4 <= extra.length; field += 4 + extra.readUInt16LE(field + 2)) {
    if (extra.readUInt16LE(field) !== 1) continue
    let value = field + 4
    if (size === overflow32) value += 8
    if (entry.compressedSize === overflow32) {
      entry.compressedSize = Number(extra.readBigUInt64LE(value))
      value += 8
    }
    if (entry.offset === overflow32) entry.offset = Number(extra.readBigUInt64LE(value))
  }
  return entry
}

function findEnd(data: Buffer): number {
  const earliest = Math.max(0, data.length - 65_557)
  for (let at = data.length - 22; at >= earliest; at--) {
    if (data.readUInt32LE(at) === endOfDirectory) return at
  }
  throw new SheetError('damaged', { part: 'directory' })
}
