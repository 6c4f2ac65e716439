import { randomBytes } from 'node:crypto'
import type { App } from '#platform/app.ts'

/** Crockford's base 32: no letter that is taken for a digit. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The random name a diploma has in public: 16 signs, 80 bits, nobody counts on to the next one. */
export function newPublicId(): string {
  return Array.from(randomBytes(16), (byte) => signs[byte % 32]).join('')
}

/** Where anybody checks the diploma; the address in its QR code. */
export function checkAddress(app: Pick<App, 'publicUrl'>, publicId: string): string {
  return `${app.publicUrl()}/van-bang/${publicId}`
}
