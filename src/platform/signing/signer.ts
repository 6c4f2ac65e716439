import { createHash, verify, X509Certificate, type KeyObject } from 'node:crypto'
import { SigningError } from './errors.ts'

/**
 * Whoever signs: a kept key, a token, a remote service. `sign` answers the signature over the bytes with SHA-256:
 * RSA by PKCS #1 v1.5, ECDSA as DER. `certificates` are DER, the signer's first, then those that lead to the root.
 */
export type PdfSigner = {
  certificates: readonly Uint8Array[]
  sign: (bytes: Uint8Array) => Promise<Uint8Array>
  /** Gives a token (RFC 3161) for a signature's bytes; without it the signature carries no time stamp. */
  timestamp?: ((bytes: Uint8Array) => Promise<Uint8Array>) | undefined
}

export type KeyKind = 'rsa' | 'ec'

/** @throws SigningError key: neither RSA of 2048 bits or more nor an elliptic curve */
export function keyKindOf(key: KeyObject): KeyKind {
  if (key.asymmetricKeyType === 'ec') return 'ec'
  if (key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048) return 'rsa'
  throw new SigningError('key', `${key.asymmetricKeyType} of ${key.asymmetricKeyDetails?.modulusLength} bits`)
}

/** Signs and makes sure that the signature fits the certificate. @throws SigningError mismatch, or what the signer throws */
export async function signChecked(signer: PdfSigner, bytes: Uint8Array): Promise<Uint8Array> {
  const [own] = signer.certificates
  if (!own) throw new SigningError('key', 'a signer without a certificate')
  const { publicKey } = new X509Certificate(own)
  keyKindOf(publicKey)
  const signature = await signer.sign(bytes)
  if (!verify('sha256', bytes, publicKey, signature))
    throw new SigningError('mismatch', 'the signature does not fit the certificate')
  return signature
}

export const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()
