import { createReadStream } from 'node:fs'
import { decodeEntities } from '#platform/text/index.ts'
import { mostText } from './found.ts'

/**
 * Words as they are searched: no double spaces, no control characters, at most so many. A form feed stays where a page ends,
 * also behind an empty one: passages are found with their page.
 */
export function tidy(text: string): string {
  return (
    text
      .normalize('NFC')
      // oxlint-disable-next-line no-control-regex -- the database keeps no zero character, and no other says anything
      .replace(/[\u0000-\u0008\u000b\u000d-\u001f\u007f\ufffe\uffff]/g, ' ')
      .replace(/[^\S\n\f]+/g, ' ')
      .replace(/ ?\n[ \n]*/g, '\n')
      .replace(/[ \n]*\f[ \n]*/g, '\f')
      .replace(/^[ \n]+/, '')
      .trimEnd()
      .slice(0, mostText)
      .toWellFormed()
  )
}

/** The beginning of a text file; of markup only what a reader would see. */
export async function readText(path: string, isMarkup: boolean): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of createReadStream(path, { end: 4 * mostText - 1 })) pieces.push(piece as Buffer)
  const text = textOf(Buffer.concat(pieces))
  return tidy(isMarkup ? withoutMarkup(text) : text)
}

/** What is no Unicode is read as the Vietnamese of Windows: its letters without marks are right at least. */
function textOf(bytes: Buffer): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    // The end may be cut within a letter.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
  } catch {
    return new TextDecoder('windows-1258').decode(bytes)
  }
}

function withoutMarkup(html: string): string {
  const text = html
    .replace(/<(script|style|head)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<!--[\s\S]*?-->/g, ' ')
    .replace(/<\/(p|div|li|h\d|tr|section|article)\s*>|<br\s*\/?>/gi, '\n')
    .replace(/<[^>]*>/g, ' ')
  return decodeEntities(text)
}
