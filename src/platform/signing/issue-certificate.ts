import { createPublicKey, randomBytes, sign, type KeyObject } from 'node:crypto'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  BasicConstraints,
  Certificate,
  Extension,
  Extensions,
  id_ce_basicConstraints,
  id_ce_keyUsage,
  KeyUsage,
  KeyUsageFlags,
  Name,
  RelativeDistinguishedName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509'
import { ids } from './cms/ids.ts'
import { keyKindOf } from './signer.ts'

export type CertificateOrder = {
  /** Common name and organisation. */
  subject: { name: string; organisation: string }
  /** Public or private key of the owner. */
  key: KeyObject
  /** Who issues it, with its private key; the owner itself for a root. */
  issuer: { subject: { name: string; organisation: string }; key: KeyObject }
  from: Date
  to: Date
  /** May it issue others? */
  isAuthority?: boolean
}

/** Issues an X.509 certificate, as DER. For example installs and tests: real ones come from a licensed authority. */
export function issueCertificate(order: CertificateOrder): Buffer {
  const publicKey = order.key.type === 'private' ? createPublicKey(order.key) : order.key
  const algorithm = algorithmOf(order.issuer.key)
  const body = new TBSCertificate({
    version: Version.v3,
    serialNumber: positive(randomBytes(12)),
    signature: algorithm,
    issuer: nameOf(order.issuer.subject),
    validity: new Validity({ notBefore: order.from, notAfter: order.to }),
    subject: nameOf(order.subject),
    subjectPublicKeyInfo: AsnConvert.parse(
      new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
      SubjectPublicKeyInfo,
    ),
    extensions: extensionsOf(order.isAuthority ?? false),
  })
  const signature = sign('sha256', Buffer.from(AsnConvert.serialize(body)), order.issuer.key)
  const certificate = new Certificate({
    tbsCertificate: body,
    signatureAlgorithm: algorithm,
    signatureValue: new Uint8Array(signature).buffer,
  })
  return Buffer.from(AsnConvert.serialize(certificate))
}

function algorithmOf(key: KeyObject): AlgorithmIdentifier {
  return keyKindOf(key) === 'rsa'
    ? new AlgorithmIdentifier({ algorithm: ids.rsaSha256, parameters: new Uint8Array([5, 0]).buffer })
    : new AlgorithmIdentifier({ algorithm: ids.ecdsaSha256 })
}

function nameOf({ name, organisation }: CertificateOrder['subject']): Name {
  const part = (type: string, value: AttributeValue) =>
    new RelativeDistinguishedName([new AttributeTypeAndValue({ type, value })])
  return new Name([
    part('2.5.4.6', new AttributeValue({ printableString: 'VN' })),
    part('2.5.4.10', new AttributeValue({ utf8String: organisation })),
    part('2.5.4.3', new AttributeValue({ utf8String: name })),
  ])
}

function extensionsOf(isAuthority: boolean): Extensions {
  const usage = isAuthority
    ? KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign
    : KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation
  const made = (extnID: string, value: object) =>
    new Extension({ extnID, critical: true, extnValue: new OctetString(AsnConvert.serialize(value)) })
  return new Extensions([
    made(id_ce_basicConstraints, new BasicConstraints({ cA: isAuthority })),
    made(id_ce_keyUsage, new KeyUsage(usage)),
  ])
}

/** A serial number is a positive number. */
function positive(bytes: Buffer): ArrayBuffer {
  bytes[0] = (bytes[0]! & 0x7f) | 0x40
  return new Uint8Array(bytes).buffer
}
