import { base64urlnopad } from '@scure/base'
import { SDJwtInstance } from '@sd-jwt/core'
import type { JsonObject } from './canonical.ts'
import { findKey, type ResolveDid } from './did.ts'
import { CredentialError } from './errors.ts'
import { verifyWith, type Bytes } from './multikey.ts'
import type { Signer } from './proof.ts'

/** Media type of SD-JWT VC, as the header names it (draft-ietf-oauth-sd-jwt-vc). */
export const sdJwtType = 'dc+sd-jwt'

const bytesOf = (text: string): Bytes => new TextEncoder().encode(text)

/** What every SD-JWT VC says openly; the other claims are shown one by one. */
export type OpenClaims = {
  iss: string
  iat: number
  vct: string
  cnf?: { jwk: JsonObject }
  [name: string]: unknown
}

export const common = {
  hashAlg: 'sha-256',
  hasher: async (data: string | ArrayBuffer) =>
    new Uint8Array(
      await crypto.subtle.digest('SHA-256', typeof data === 'string' ? bytesOf(data) : new Uint8Array(data)),
    ),
  saltGenerator: (length: number) => base64urlnopad.encode(crypto.getRandomValues(new Uint8Array(length))),
} as const

/**
 * A credential whose `hidden` claims can be shown one by one: SD-JWT (RFC 9901), profile SD-JWT VC, signed with Ed25519.
 * @returns the compact form with every disclosure
 */
export async function issueSdJwt(open: OpenClaims, hidden: JsonObject, signer: Signer): Promise<string> {
  const sdJwt = new SDJwtInstance<JsonObject>({
    ...common,
    signAlg: 'EdDSA',
    signer: async (data) => base64urlnopad.encode(await signer.sign(bytesOf(data))),
  })
  const frame = { _sd: Object.keys(hidden) } as Parameters<typeof sdJwt.issue>[1]
  return sdJwt.issue({ ...hidden, ...open }, frame, {
    header: { typ: sdJwtType, kid: signer.verificationMethod },
  })
}

/**
 * Checks an SD-JWT VC and answers its claims, those not shown left out.
 * @throws CredentialError not_a_credential, unknown_issuer, unknown_key, revoked_key, wrong_issuer, bad_signature, expired, not_yet_valid
 */
export async function verifySdJwt(
  text: string,
  options: { resolve: ResolveDid; now: Date },
): Promise<{ claims: JsonObject & OpenClaims; signer: string }> {
  const head = readHead(text)
  const method = await findKey(options.resolve, head.kid, 'assertionMethod')
  const sdJwt = new SDJwtInstance<JsonObject>({
    ...common,
    verifier: async (data, signature) =>
      verifyWith(method.publicKeyMultibase, bytesOf(data), Uint8Array.from(base64urlnopad.decode(signature))),
  })
  const { claims, isGenuine } = await open(sdJwt, text)
  if (!isGenuine) throw new CredentialError('bad_signature', head.kid)
  const now = options.now.getTime() / 1000
  if (typeof claims.exp === 'number' && claims.exp < now) throw new CredentialError('expired')
  if (typeof claims.nbf === 'number' && claims.nbf > now) throw new CredentialError('not_yet_valid')
  return { claims: claims as JsonObject & OpenClaims, signer: method.controller }
}

async function open(sdJwt: SDJwtInstance<JsonObject>, text: string) {
  try {
    // Times are checked by our own clock.
    const { payload } = await sdJwt.validate(text, { skewSeconds: Number.MAX_SAFE_INTEGER })
    return { claims: payload as JsonObject, isGenuine: await isWhole(text) }
  } catch {
    return { claims: {}, isGenuine: false }
  }
}

/** Is every disclosure named by a digest in what was signed? RFC 9901, 7.1: one that is not must be refused. */
async function isWhole(text: string): Promise<boolean> {
  const [jwt = '', ...disclosures] = text.split('~')
  const shown = disclosures.slice(0, -1)
  const said = [jwt.split('.')[1] ?? '', ...shown].map((part) =>
    new TextDecoder().decode(base64urlnopad.decode(part)),
  )
  const digests = await Promise.all(shown.map(async (one) => base64urlnopad.encode(await common.hasher(one))))
  return (
    new Set(shown).size === shown.length &&
    digests.every((one) => said.some((part) => part.includes(`"${one}"`)))
  )
}

/** @throws CredentialError not_a_credential, unsupported_proof */
function readHead(text: string): { kid: string } {
  try {
    const head = JSON.parse(
      new TextDecoder().decode(base64urlnopad.decode(text.split('.')[0] ?? '')),
    ) as JsonObject
    if (head.typ !== sdJwtType || head.alg !== 'EdDSA' || typeof head.kid !== 'string')
      throw new CredentialError('unsupported_proof', String(head.alg))
    return { kid: head.kid }
  } catch (error) {
    throw error instanceof CredentialError ? error : new CredentialError('not_a_credential')
  }
}
