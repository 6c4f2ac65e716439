import { crc32, createDeflateRaw } from 'node:zlib'

/** One file of an archive; its content is pulled only when its turn comes. */
export interface ZipPart {
  path: string
  content: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>
  /** Its bytes are packed already, as those of films are: they are carried as they stand. */
  isDense?: boolean
}

/** Writes a zip archive as a stream: nothing but the directory is held in memory. Each part under 4 GiB. */
export async function* writeZip(parts: Iterable<ZipPart>): AsyncGenerator<Uint8Array, void, undefined> {
  const directory: Buffer[] = []
  let offset = 0
  for (const part of parts) {
    const name = Buffer.from(part.path)
    const start = offset
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(20, 4)
    head.writeUInt16LE(0x0808, 6)
    head.writeUInt16LE(8, 8)
    head.writeUInt16LE(0x21, 12)
    head.writeUInt16LE(name.length, 26)
    yield Buffer.concat([head, name])
    offset += 30 + name.length
    const sums = { crc: 0, size: 0, packed: 0 }
    for await (const chunk of deflate(part, sums)) {
      offset += chunk.length
      yield chunk
    }
    const tail = Buffer.alloc(16)
    tail.writeUInt32LE(0x08074b50, 0)
    writeSums(tail, 4, sums)
    yield tail
    offset += 16
    directory.push(directoryEntry(name, sums, start))
  }
  const size = directory.reduce((sum, entry) => sum + entry.length, 0)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  yield Buffer.concat([...directory, end])
}

interface Sums {
  crc: number
  size: number
  packed: number
}

function writeSums(into: Buffer, at: number, sums: Sums): void {
  into.writeUInt32LE(sums.crc, at)
  into.writeUInt32LE(sums.packed, at + 4)
  into.writeUInt32LE(sums.size, at + 8)
}

function directoryEntry(name: Buffer, sums: Sums, start: number): Buffer {
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(20, 4)
  entry.writeUInt16LE(20, 6)
  entry.writeUInt16LE(0x0808, 8)
  entry.writeUInt16LE(8, 10)
  entry.writeUInt16LE(0x21, 14)
  writeSums(entry, 16, sums)
  entry.writeUInt16LE(name.length, 28)
  entry.writeUInt32LE(start, 42)
  return Buffer.concat([entry, name])
}

/** Deflates text in blocks of some 64 kB and bytes as they come, counting what goes in and comes out. */
async function* deflate(
  { content, isDense = false }: ZipPart,
  sums: Sums,
): AsyncGenerator<Buffer, void, undefined> {
  const stream = createDeflateRaw({ level: isDense ? 0 : 6 })
  const feed = async () => {
    for await (const block of blocks(content)) {
      sums.crc = crc32(block, sums.crc)
      sums.size += block.length
      if (!stream.write(block)) await new Promise((resolve) => stream.once('drain', resolve))
    }
    stream.end()
  }
  const fed = feed().catch((error: unknown) =>
    stream.destroy(error instanceof Error ? error : new Error(String(error))),
  )
  try {
    for await (const chunk of stream) {
      sums.packed += (chunk as Buffer).length
      yield chunk as Buffer
    }
    await fed
  } finally {
    stream.destroy()
  }
}

async function* blocks(content: ZipPart['content']): AsyncGenerator<Buffer, void, undefined> {
  let text = ''
  for await (const piece of content) {
    if (typeof piece === 'string') text += piece
    const isBytes = typeof piece !== 'string'
    if (text !== '' && (isBytes || text.length >= 65_536)) {
      yield Buffer.from(text)
      text = ''
    }
    if (isBytes) yield Buffer.from(piece)
  }
  if (text !== '') yield Buffer.from(text)
}
