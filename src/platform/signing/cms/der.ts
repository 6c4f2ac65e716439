// DER by hand, as far as a signature needs it: certificates go into it byte for byte as their authority made them,
// which a library that reads and writes them again does not promise.

/** One element: tag, length, parts. */
export function tlv(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag]), lengthOf(body.length), body])
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length])
  const digits = Buffer.from(
    length.toString(16).padStart(length.toString(16).length + (length.toString(16).length % 2), '0'),
    'hex',
  )
  return Buffer.concat([Buffer.from([0x80 | digits.length]), digits])
}

export const sequence = (...parts: readonly Uint8Array[]): Buffer => tlv(0x30, ...parts)
export const octets = (bytes: Uint8Array): Buffer => tlv(0x04, bytes)
export const integer = (value: number): Buffer => tlv(0x02, Buffer.from([value]))
export const none: Buffer = tlv(0x05)

/** A set, its members in the order of their bytes as DER wants it. */
export const set = (...parts: readonly Uint8Array[]): Buffer =>
  tlv(0x31, ...parts.toSorted((a, b) => Buffer.compare(a, b)))

/** An object identifier from its dotted form. */
export function identifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return tlv(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(septets)]))
}

function septets(value: number): number[] {
  const digits = [value & 0x7f]
  for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128))
    digits.unshift((left & 0x7f) | 0x80)
  return digits
}

export type Element = { tag: number; whole: Buffer; body: Buffer }

/** The elements that stand one after the other in `bytes`. @throws RangeError when they are not whole */
export function elements(bytes: Uint8Array): Element[] {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found: Element[] = []
  for (let at = 0; at < all.length;) {
    const one = elementAt(all, at)
    found.push(one)
    at += one.whole.length
  }
  return found
}

/** The first element of `bytes`; whatever follows is left. @throws RangeError when it is not whole */
export const firstElement = (bytes: Uint8Array): Element =>
  elementAt(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0)

function elementAt(all: Buffer, at: number): Element {
  const tag = all.readUInt8(at)
  const first = all.readUInt8(at + 1)
  const wide = first > 0x80 ? first & 0x7f : 0
  if (first === 0x80 || wide > 4) throw new RangeError('a length that DER does not know')
  const length = wide > 0 ? all.readUIntBE(at + 2, wide) : first
  const start = at + 2 + wide
  if (start + length > all.length) throw new RangeError('an element is cut off')
  return { tag, whole: all.subarray(at, start + length), body: all.subarray(start, start + length) }
}
