import { open } from 'node:fs/promises'
import { fileTypeFromBuffer, fileTypeFromFile } from 'file-type'
import { FileError } from './errors.ts'
import { kindByEnding, kindByMime, kinds, type KindName } from './kinds.ts'
import type { Content, FileStore, Stored } from './store.ts'
import { safeFileName } from './names.ts'

/** What a place of the product takes: at most so many bytes, of these types. */
export type Purpose = { purpose: string; maxBytes: number; types: readonly KindName[] }

/** A file that was taken: how it is found, its cleaned name, and its real type. */
export type Received = Stored & { name: string; kind: KindName; mime: string }

const headBytes = 64 * 1024

/**
 * Takes an upload: keeps it only when its size, its real type and its name agree with the purpose.
 * @throws FileError empty, too_large, type_refused, type_lies, disk_full
 */
export async function receive(
  store: FileStore,
  content: Content,
  name: string,
  purpose: Purpose,
): Promise<Received> {
  let kind: KindName | undefined
  const stored = await store.put(content, {
    maxBytes: purpose.maxBytes,
    check: async ({ path }) => {
      kind = accept(await sniffFile(path), name, purpose)
    },
  })
  if (!kind) throw new Error('the store kept a file without checking it')
  return { ...stored, name: safeFileName(name), kind, mime: kinds[kind].mime }
}

/** The same decision for bytes in memory that are not to be kept. */
export async function checkBytes(bytes: Uint8Array, name: string, purpose: Purpose): Promise<KindName> {
  if (bytes.byteLength === 0) throw new FileError('empty')
  if (bytes.byteLength > purpose.maxBytes) throw new FileError('too_large', { limit: purpose.maxBytes })
  return accept(await sniffBytes(bytes), name, purpose)
}

/** The same decision for a file on the local disk that is not kept yet; its size is for who let it come. */
export async function checkFile(path: string, name: string, purpose: Purpose): Promise<KindName> {
  return accept(await sniffFile(path), name, purpose)
}

/** The real type by content, whatever the name; undefined when it is none we know. */
export async function sniffBytes(bytes: Uint8Array): Promise<KindName | undefined> {
  const found = await fileTypeFromBuffer(bytes)
  return decide(found?.mime, bytes.subarray(0, headBytes))
}

/** Like `sniffBytes`, for a file on disk, of which only the needed parts are read. */
export async function sniffFile(path: string): Promise<KindName | undefined> {
  const found = await fileTypeFromFile(path)
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    return decide(found?.mime, buffer.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}

function accept(sniffed: KindName | undefined, name: string, purpose: Purpose): KindName {
  const ending = /\.([^.]+)$/.exec(name.trim())?.[1]?.toLowerCase() ?? ''
  const accepted = purpose.types.map((type) => kinds[type].endings[0]).join(', ')
  if (!sniffed) throw new FileError('type_refused', { accepted })
  const named = kindByEnding(ending)
  const kind = sniffed === 'text' ? readAs(named) : sniffed
  if (named !== kind) throw new FileError('type_lies', { ending, actual: kinds[kind].endings[0] })
  if (!purpose.types.includes(kind)) throw new FileError('type_refused', { accepted })
  return kind
}

/** Plain text carries no mark of what it means, so the name may say it; but text is never markup by name alone. */
function readAs(named: KindName | undefined): KindName {
  return named === 'csv' || named === 'json' ? named : 'text'
}

function decide(mime: string | undefined, head: Uint8Array): KindName | undefined {
  if (mime && !mime.endsWith('/xml')) return kindByMime(mime)
  const text = readText(head)
  if (text === undefined) return undefined
  const opening = text.replace(/^\uFEFF/, '').replace(/^(\s|<\?[\s\S]*?\?>|<!--[\s\S]*?-->)+/, '')
  if (/^<(!doctype\s+svg|svg[\s>])/i.test(opening)) return 'svg'
  if (/<(!doctype\s+html|html|head|body|script|iframe|svg)[\s>]/i.test(text)) return 'html'
  return opening.startsWith('<') ? 'xml' : 'text'
}

/** The text of the bytes, or undefined when they hold what no text does. Old 8-bit Vietnamese encodings pass. */
function readText(head: Uint8Array): string | undefined {
  const wide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
  const text = new TextDecoder(wide ? (head[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(head)
  // oxlint-disable-next-line no-control-regex -- control characters are what tells binary content from text
  return /[\u0000-\u0008\u000e-\u001f]/.test(text) ? undefined : text
}
