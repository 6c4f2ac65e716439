import { randomBytes } from 'node:crypto'

/** Crockford's base 32 in small letters: no sign that is taken for another. */
const signs = '0123456789abcdefghjkmnpqrstvwxyz'

/** The random name of a resource in its address: 10 signs, 50 bits, nobody counts on to the next one. */
export function newCode(): string {
  return Array.from(randomBytes(10), (byte) => signs[byte % 32]).join('')
}

export const codePattern = /^[0-9a-hjkmnp-tv-z]{10}$/
