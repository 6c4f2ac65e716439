import { importJWK, jwtVerify, type JWK } from 'jose'
import type { JsonObject } from './canonical.ts'
import { CredentialError } from './errors.ts'

/**
 * The key a wallet proves to hold (OpenID4VCI 1.0, appendix F.1, `jwt`), and the nonce it answered.
 * @throws CredentialError bad_signature when the proof is not for us, too old, of another kind of key, or does not hold
 */
export async function readKeyProof(
  jwt: unknown,
  expected: { audience: string; now: Date },
): Promise<{ jwk: JsonObject; nonce: string }> {
  try {
    const { payload, protectedHeader } = await jwtVerify(
      String(jwt),
      ({ jwk, alg }) => importJWK(publicOnly(jwk), alg),
      {
        audience: expected.audience,
        typ: 'openid4vci-proof+jwt',
        algorithms: ['ES256', 'EdDSA', 'Ed25519'],
        currentDate: expected.now,
        maxTokenAge: 300,
        clockTolerance: 30,
        requiredClaims: ['nonce'],
      },
    )
    return { jwk: publicOnly(protectedHeader.jwk) as JsonObject, nonce: String(payload.nonce) }
  } catch (error) {
    throw new CredentialError('bad_signature', error instanceof Error ? error.message : '')
  }
}

/** The public members of a key; one that comes with its secret is refused. */
function publicOnly(jwk: JWK | undefined): JWK {
  if (!jwk || jwk.d !== undefined || jwk.k !== undefined) throw new Error('jwk')
  const { kty, crv, x, y } = jwk
  return { kty: kty!, ...(crv && { crv }), ...(x && { x }), ...(y && { y }) }
}
