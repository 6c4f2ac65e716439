import { createPublicKey, X509Certificate, type KeyObject } from 'node:crypto'
import { SigningError } from './errors.ts'
import { keyKindOf, type KeyKind } from './signer.ts'

export type CertificateFacts = {
  /** Common name of its owner and of who issued it. */
  subject: string
  issuer: string
  /** Hexadecimal, in capitals. */
  serial: string
  from: Date
  to: Date
  /** SHA-256 of the whole certificate, hexadecimal. */
  fingerprint: string
  kind: KeyKind
}

/** What a certificate (DER or PEM) says. @throws SigningError key: no certificate, or a key nobody should sign with */
export function certificateFacts(certificate: Uint8Array | string): CertificateFacts {
  const read = readCertificate(certificate)
  return {
    subject: nameOf(read.subject),
    issuer: nameOf(read.issuer),
    serial: read.serialNumber,
    from: read.validFromDate,
    to: read.validToDate,
    fingerprint: read.fingerprint256.replaceAll(':', '').toLowerCase(),
    kind: keyKindOf(read.publicKey),
  }
}

export const commonName = (certificate: Uint8Array | string): string =>
  nameOf(readCertificate(certificate).subject)

/** Does the private (or public) key belong to the certificate? */
export function keyFits(certificate: Uint8Array | string, key: KeyObject): boolean {
  const own = key.type === 'private' ? createPublicKey(key) : key
  return readCertificate(certificate).publicKey.equals(own)
}

/** Certificates of a PEM text, as DER. @throws SigningError key_file */
export function readPem(text: string): Buffer[] {
  const parts = text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []
  try {
    return parts.map((part) => new X509Certificate(part).raw)
  } catch (error) {
    throw new SigningError('key_file', 'a certificate cannot be read', { cause: error })
  }
}

export const toPem = (certificates: readonly Uint8Array[]): string =>
  certificates.map((der) => new X509Certificate(der).toString()).join('')

/** The signer's certificate first, then each one's issuer; what leads nowhere is left out. */
export function orderChain(own: Uint8Array, others: readonly Uint8Array[]): Buffer[] {
  const rest = others.map((der) => new X509Certificate(der))
  const chain = [new X509Certificate(own)]
  for (;;) {
    const last = chain.at(-1)!
    if (last.checkIssued(last)) break
    const issuer = rest.find(
      (one) => last.checkIssued(one) && !chain.some((known) => known.raw.equals(one.raw)),
    )
    if (!issuer) break
    chain.push(issuer)
  }
  return chain.map((one) => one.raw)
}

function readCertificate(certificate: Uint8Array | string): X509Certificate {
  try {
    return new X509Certificate(certificate)
  } catch (error) {
    throw new SigningError('key', 'no certificate', { cause: error })
  }
}

/** The common name in a subject as Node writes it, or its last part. */
function nameOf(subject: string): string {
  const parts = subject.split('\n')
  const common = parts.find((part) => part.startsWith('CN='))
  return (common ?? parts.at(-1) ?? '').replace(/^[A-Za-z]+=/, '')
}
