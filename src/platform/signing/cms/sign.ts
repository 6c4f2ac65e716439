import { X509Certificate } from 'node:crypto'
import { keyKindOf, sha256, signChecked, type PdfSigner } from '../signer.ts'
import { elements, firstElement, identifier, integer, none, octets, sequence, set, tlv } from './der.ts'
import { ids } from './ids.ts'

/**
 * A detached CMS signature (RFC 5652) over `content` in the profile PAdES B-B (ETSI EN 319 142-1, 6.3): content type,
 * digest and signing-certificate-v2 are signed; the time stands in the PDF and not here. With a time stamp it is B-T.
 * @throws SigningError
 */
export async function signDetached(content: Uint8Array, signer: PdfSigner): Promise<Buffer> {
  const own = signer.certificates[0]!
  const attributes = set(
    attribute(ids.contentType, identifier(ids.data)),
    attribute(ids.messageDigest, octets(sha256(content))),
    attribute(ids.signingCertificateV2, sequence(sequence(sequence(octets(sha256(own)))))),
  )
  const signature = await signChecked(signer, attributes)
  const token = await signer.timestamp?.(signature)
  const info = sequence(
    integer(1),
    issuerAndSerial(own),
    sequence(identifier(ids.sha256)),
    // Signed as a set, held under another tag (RFC 5652, 5.4).
    tlv(0xa0, firstElement(attributes).body),
    signatureAlgorithm(own),
    octets(signature),
    ...(token ? [tlv(0xa1, attribute(ids.timeStampToken, token))] : []),
  )
  const signed = sequence(
    integer(1),
    set(sequence(identifier(ids.sha256))),
    sequence(identifier(ids.data)),
    tlv(0xa0, ...signer.certificates.toSorted((a, b) => Buffer.compare(a, b))),
    set(info),
  )
  return sequence(identifier(ids.signedData), tlv(0xa0, signed))
}

const attribute = (type: string, value: Uint8Array): Buffer => sequence(identifier(type), set(value))

/** Issuer and serial number as they stand in the certificate: version (where it is), number, algorithm, issuer. */
function issuerAndSerial(certificate: Uint8Array): Buffer {
  const [body] = elements(firstElement(certificate).body)
  const parts = elements(body!.body)
  const from = parts[0]!.tag === 0xa0 ? 1 : 0
  return sequence(parts[from + 2]!.whole, parts[from]!.whole)
}

const signatureAlgorithm = (certificate: Uint8Array): Buffer =>
  keyKindOf(new X509Certificate(certificate).publicKey) === 'rsa'
    ? sequence(identifier(ids.rsaSha256), none)
    : sequence(identifier(ids.ecdsaSha256))
