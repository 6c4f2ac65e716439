import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { App } from '#platform/app.ts'

/** OpenID for Verifiable Credential Issuance 1.0, pre-authorised code. */
export const grantType = 'urn:ietf:params:oauth:grant-type:pre-authorized_code'
/** The one kind of credential offered: SD-JWT VC. */
export const configurationId = 'diploma-sd-jwt'
/** How long an offer waits for its wallet, and a token for its credential. */
export const offerMinutes = 10

export const newSecret = (): string => randomBytes(32).toString('base64url')
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

/** The offer itself, as a wallet reads it. */
export const offerOf = (origin: string, code: string) => ({
  credential_issuer: origin,
  credential_configuration_ids: [configurationId],
  grants: { [grantType]: { 'pre-authorized_code': code } },
})

/** The address a wallet opens. It names where the offer is read, which keeps the QR code coarse enough for any camera. */
export function offerAddress(origin: string, code: string): string {
  const where = `${origin}/api/v1/wallet/offers/${code}`
  return `openid-credential-offer://?credential_offer_uri=${encodeURIComponent(where)}`
}

const Shown = z.object({ diploma: z.uuid(), code: z.string(), until: z.number() })

/** An offer on its way to the page that shows it: sealed, for a code has no place in an address. */
export function sealOffer(app: App, diploma: string, code: string): string {
  return app.keys.seal(
    JSON.stringify({ diploma, code, until: app.clock.now().getTime() + offerMinutes * 60_000 }),
  )
}

/** The code of an offer for this diploma; undefined when it is over or was not made here. */
export function openOffer(app: App, diploma: string, sealed: string): string | undefined {
  try {
    const shown = Shown.parse(JSON.parse(app.keys.open(sealed)))
    return shown.diploma === diploma && shown.until > app.clock.now().getTime() ? shown.code : undefined
  } catch {
    return undefined
  }
}

/** A number used once, as a wallet proves its key with; sealed, so that nothing has to be kept. */
export function newNonce(app: App): string {
  return Buffer.from(app.keys.seal(`wallet ${app.clock.now().getTime()}`)).toString('base64url')
}

export function isNonce(app: App, nonce: string): boolean {
  try {
    const [what, at] = app.keys.open(Buffer.from(nonce, 'base64url').toString()).split(' ')
    return what === 'wallet' && app.clock.now().getTime() - Number(at) < offerMinutes * 60_000
  } catch {
    return false
  }
}
