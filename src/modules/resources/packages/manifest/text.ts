import type { Element } from '@xmldom/xmldom'
import { parseXml, XmlFault } from '#platform/xml.ts'
import { PackageFault } from '../fault.ts'

/** The text of a manifest, whatever Unicode or old encoding it is in. */
export function textOfBytes(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes).replace(/^\uFEFF/, '')
}

function encodingOf(bytes: Uint8Array): string {
  const [a, b] = bytes
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return 'utf-16le'
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return 'utf-16be'
  const named = /^[^<]{0,3}<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']/i.exec(
    new TextDecoder('latin1').decode(bytes.subarray(0, 200)),
  )?.[1]
  try {
    // A manifest that calls itself UTF-16 but is readable byte by byte is not.
    if (named && !/^utf-?(8|16)/i.test(named)) return new TextDecoder(named).encoding
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return 'utf-8'
  } catch {
    return 'windows-1258'
  }
}

/** @throws PackageFault doctype, not_xml: names the manifest */
export function readXml(bytes: Uint8Array, entry: string): Element {
  const text = textOfBytes(bytes)
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new PackageFault('doctype', { entry })
  try {
    return parseXml(text)
  } catch (error) {
    if (error instanceof XmlFault) throw new PackageFault('not_xml', { entry, reason: error.message })
    throw error
  }
}

/** @throws PackageFault not_json */
export function readJson(bytes: Uint8Array, entry: string): Record<string, unknown> {
  try {
    const value = JSON.parse(textOfBytes(bytes)) as unknown
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>
  } catch {
    // said below
  }
  throw new PackageFault('not_json', { entry })
}
