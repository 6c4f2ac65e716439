/**
 * A page of a package with our script before its own. Text in UTF-16 goes out as UTF-8; other encodings stay as they are,
 * since the script's line is ASCII in all of them.
 * @returns the bytes, and the charset to name where it is certain
 */
export function withScript(bytes: Buffer, script: string): { bytes: Buffer; charset: string | undefined } {
  const tag = `<script src="${script}"></script>`
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : undefined
  if (wide) {
    const text = new TextDecoder(wide).decode(bytes)
    return { bytes: Buffer.from(insert(text, tag)), charset: 'utf-8' }
  }
  // Letter for letter a byte: nothing but the inserted line changes.
  const text = bytes.toString('latin1')
  return { bytes: Buffer.from(insert(text, tag), 'latin1'), charset: isUtf8(bytes) ? 'utf-8' : undefined }
}

/** Behind `<head>`, else behind `<html>`, else behind the document type: before it the page would be read the old way. */
function insert(text: string, tag: string): string {
  const head = withoutComments(text.slice(0, 100_000))
  const found =
    /<head(\s[^<>]*)?>/i.exec(head) ?? /<html(\s[^<>]*)?>/i.exec(head) ?? /<!doctype[^<>]*>/i.exec(head)
  const mark = text.startsWith('\u00ef\u00bb\u00bf') ? 3 : 0
  const at = found ? found.index + found[0].length : mark
  return text.slice(0, at) + tag + text.slice(at)
}

/** Spaces where comments were. Each letter is looked at once: a page of comments without an end holds nobody up. */
function withoutComments(text: string): string {
  let out = ''
  let at = 0
  for (;;) {
    const from = text.indexOf('<!--', at)
    const to = from < 0 ? -1 : text.indexOf('-->', from + 4)
    if (to < 0) return out + text.slice(at)
    out += text.slice(at, from) + ' '.repeat(to + 3 - from)
    at = to + 3
  }
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
