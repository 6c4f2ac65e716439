import { SigningError } from '../errors.ts'

/**
 * Enough of a PDF to add to it: where its objects begin, its trailer. Only tables of references in text form are read, as
 * our own documents have; a file with a compressed table is refused. Text is read as Latin-1, one letter a byte.
 */
export type PdfFile = {
  text: string
  /** Byte offset of each object by its number. */
  offsets: ReadonlyMap<number, number>
  size: number
  root: number
  /** `/ID` and `/Info` as they stand in the trailer. */
  kept: string
  startOfTable: number
}

/** @throws SigningError pdf */
export function readPdf(bytes: Uint8Array): PdfFile {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const start = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text.slice(-1024))
  if (!text.startsWith('%PDF-') || !start) throw new SigningError('pdf', 'no PDF, or its end is missing')
  const offsets = new Map<number, number>()
  const newest = readTable(text, Number(start[1]), offsets)
  const seen = new Set([Number(start[1])])
  for (let at = newest.previous; at !== undefined && !seen.has(at);) {
    seen.add(at)
    at = readTable(text, at, offsets).previous
  }
  const root = /\/Root\s+(\d+)\s+0\s+R/.exec(newest.trailer)
  const size = /\/Size\s+(\d+)/.exec(newest.trailer)
  if (!root || !size) throw new SigningError('pdf', 'the trailer names no catalogue')
  const kept = [/\/Info\s+\d+\s+\d+\s+R/, /\/ID\s*\[[^\]]*\]/].flatMap(
    (part) => part.exec(newest.trailer) ?? [],
  )
  return {
    text,
    offsets,
    size: Number(size[1]),
    root: Number(root[1]),
    kept: kept.join(' '),
    startOfTable: Number(start[1]),
  }
}

/** Reads one table of references; a newer one, read before, wins. */
function readTable(text: string, at: number, offsets: Map<number, number>) {
  const head = /^xref\s+/.exec(text.slice(at, at + 16))
  const end = text.indexOf('trailer', at)
  if (!head || end < 0) throw new SigningError('pdf', 'its table of references is not in text form')
  const words = text
    .slice(at + head[0].length, end)
    .trim()
    .split(/\s+/)
  for (let word = 0; word < words.length;) {
    const first = Number(words[word])
    const count = Number(words[word + 1])
    word += 2
    for (let nth = 0; nth < count; nth += 1, word += 3) {
      if (words[word + 2] === 'n' && !offsets.has(first + nth)) offsets.set(first + nth, Number(words[word]))
    }
  }
  const trailer = text.slice(end, text.indexOf('startxref', end))
  const previous = /\/Prev\s+(\d+)/.exec(trailer)
  return { trailer, previous: previous ? Number(previous[1]) : undefined }
}

/** The body of an object that is no stream, without `obj` and `endobj`. @throws SigningError pdf */
export function bodyOf({ text, offsets }: PdfFile, number: number): string {
  const at = offsets.get(number)
  const head = at === undefined ? null : /^\s*\d+\s+\d+\s+obj/.exec(text.slice(at, at + 40))
  const end = at === undefined ? -1 : text.indexOf('endobj', at)
  if (at === undefined || !head || end < 0) throw new SigningError('pdf', `object ${number} is missing`)
  return text.slice(at + head[0].length, end).trim()
}

/** Number of the first page's object. @throws SigningError pdf */
export function firstPage(file: PdfFile): number {
  let node = reference(bodyOf(file, file.root), 'Pages')
  for (let depth = 0; depth < 32; depth += 1) {
    const body = bodyOf(file, node)
    const kids = /\/Kids\s*\[\s*(\d+)\s+\d+\s+R/.exec(body)
    if (!kids) return node
    node = Number(kids[1])
  }
  throw new SigningError('pdf', 'its tree of pages has no end')
}

function reference(body: string, name: string): number {
  const found = new RegExp(`/${name}\\s+(\\d+)\\s+\\d+\\s+R`).exec(body)
  if (!found) throw new SigningError('pdf', `no /${name}`)
  return Number(found[1])
}
