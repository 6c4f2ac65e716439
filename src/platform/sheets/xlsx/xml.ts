import { SheetError } from '../types.ts'

/** What a scan reports. Names come without prefix; `attributes` and `text` are raw: see `attribute` and `unescapeXml`. */
export interface XmlHandler {
  open(name: string, attributes: string, selfClosing: boolean): void
  close(name: string): void
  text(raw: string): void
}

/** Longest single tag or text that may stay unfinished between two chunks. */
const longestPiece = 4 * 1024 * 1024

/**
 * A push scanner for the XML of office packages: elements, text and CDATA. Such parts never carry a document type,
 * so one that does is refused and no entity can be declared. About five times as fast as a general SAX parser,
 * which counts on sheets of a hundred megabytes.
 */
export function createXmlScanner(handler: XmlHandler): { write(chunk: string): void; end(): void } {
  let rest = ''
  return {
    write(chunk) {
      const buffer = rest === '' ? chunk : rest + chunk
      const used = scan(buffer, handler)
      rest = buffer.slice(used)
      if (rest.length > longestPiece) throw new SheetError('damaged', { part: 'xml' })
    },
    end() {
      if (rest.trim() !== '') throw new SheetError('damaged', { part: 'xml' })
    },
  }
}

/** Scans as far as complete pieces go; answers how many characters were used. */
function scan(buffer: string, handler: XmlHandler): number {
  let at = 0
  for (;;) {
    const tag = buffer.indexOf('<', at)
    if (tag < 0) return at
    const end = pieceEnd(buffer, tag)
    if (end < 0) return at
    if (tag > at) handler.text(buffer.slice(at, tag))
    const mark = buffer.charCodeAt(tag + 1)
    if (mark === 47) handler.close(localName(buffer, tag + 2, end))
    else if (mark === 33) readMarkup(buffer.slice(tag, end + 1), handler)
    else if (mark !== 63) readOpenTag(buffer, tag, end, handler)
    at = end + 1
  }
}

function readOpenTag(buffer: string, tag: number, end: number, handler: XmlHandler): void {
  const selfClosing = buffer.charCodeAt(end - 1) === 47
  const stop = selfClosing ? end - 1 : end
  let nameEnd = tag + 1
  while (nameEnd < stop && buffer.charCodeAt(nameEnd) > 32) nameEnd++
  const name = localName(buffer, tag + 1, nameEnd)
  handler.open(name, nameEnd < stop ? buffer.slice(nameEnd, stop) : '', selfClosing)
  if (selfClosing) handler.close(name)
}

function readMarkup(piece: string, handler: XmlHandler): void {
  if (piece.startsWith('<!--')) return
  if (!piece.startsWith('<![CDATA[')) throw new SheetError('damaged', { part: 'xml' })
  handler.text(piece.slice(9, -3).replaceAll('&', '&amp;'))
}

/** Index of the `>` that ends the piece starting at `tag`, or -1 when it is not complete yet. */
function pieceEnd(buffer: string, tag: number): number {
  if (buffer.charCodeAt(tag + 1) === 33) {
    if (buffer.length < tag + 9) return -1
    const stop = buffer.startsWith('<!--', tag) ? '-->' : buffer.startsWith('<![CDATA[', tag) ? ']]>' : '>'
    const found = buffer.indexOf(stop, tag + 4)
    return found < 0 ? -1 : found + stop.length - 1
  }
  let quote = 0
  for (let at = tag + 1; at < buffer.length; at++) {
    const code = buffer.charCodeAt(at)
    if (quote !== 0) {
      if (code === quote) quote = 0
    } else if (code === 34 || code === 39) quote = code
    else if (code === 62) return at
  }
  return -1
}

function localName(buffer: string, from: number, to: number): string {
  const name = buffer.slice(from, to).trimEnd()
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

/** Value of one attribute out of the raw text of a tag; the name may carry any prefix (`r:id` answers to `id`). */
export function attribute(raw: string, name: string): string | undefined {
  let at = raw.indexOf(name)
  while (at >= 0) {
    const before = raw.charCodeAt(at - 1)
    let next = at + name.length
    while (raw.charCodeAt(next) === 32) next++
    if ((at === 0 || before <= 32 || before === 58) && raw.charCodeAt(next) === 61) {
      next++
      while (raw.charCodeAt(next) === 32) next++
      const end = raw.indexOf(raw.charAt(next), next + 1)
      return end < 0 ? undefined : unescapeXml(raw.slice(next + 1, end))
    }
    at = raw.indexOf(name, at + 1)
  }
  return undefined
}

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** Turns `&lt;` `&#233;` and Excel's own `_x000D_` into characters. */
export function unescapeXml(raw: string): string {
  let text = raw
  if (text.includes('&')) {
    text = text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/g, (whole, hex, decimal, name) => {
      if (name) return named[name as string] ?? whole
      const code = hex ? Number.parseInt(hex as string, 16) : Number(decimal)
      return code > 0x10ffff ? '\uFFFD' : String.fromCodePoint(code)
    })
  }
  if (text.includes('_x')) {
    text = text.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
  }
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}
