import { constants, createHash, timingSafeEqual, verify, X509Certificate, type KeyObject } from 'node:crypto'
import { ContentInfo, SignedData, type Attribute, type SignerInfo } from '@peculiar/asn1-cms'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import { elements, firstElement, identifier, type Element } from './der.ts'
import { digests, ids } from './ids.ts'

export type Verified = {
  certificate: X509Certificate
  /** `changed`: other bytes than those signed; `mismatch`: the signature is not of this certificate. */
  trouble: 'changed' | 'mismatch' | undefined
  signature: Buffer
  /** Time stamp token, where there is one. */
  token: Buffer | undefined
}

/**
 * Checks the one signature of a CMS message over content that lies elsewhere, or, without `content`, inside it.
 * @throws when it cannot be read at all, or uses what nobody should rely on
 */
export function verifyCms(message: Uint8Array, content?: Uint8Array): Verified {
  const bytes = new Uint8Array(message)
  const signed = AsnConvert.parse(AsnConvert.parse(bytes, ContentInfo).content, SignedData)
  const [info] = signed.signerInfos
  if (!info || signed.signerInfos.length !== 1) throw new Error('not one signer')
  const certificate = ownCertificate(bytes, info)
  const inside = signed.encapContentInfo.eContent?.single
  const over = content ?? (inside && new Uint8Array(inside.buffer))
  if (!over) throw new Error('nothing is signed')
  const token = attributeOf(info.unsignedAttrs, ids.timeStampToken)
  return {
    certificate,
    trouble: troubleOf(info, certificate, over, attributesAsSigned(bytes)),
    signature: Buffer.from(info.signature.buffer),
    token: token && Buffer.from(token),
  }
}

function troubleOf(
  info: SignerInfo,
  certificate: X509Certificate,
  content: Uint8Array,
  asSigned: Uint8Array,
): Verified['trouble'] {
  const digest = digests[info.digestAlgorithm.algorithm]
  if (!digest) throw new Error(`digest ${info.digestAlgorithm.algorithm}`)
  const attributes = info.signedAttrs
  if (!attributes) throw new Error('no signed attributes')
  const stated = attributeOf(attributes, ids.messageDigest)
  if (!stated) throw new Error('no digest')
  const type = attributeOf(attributes, ids.contentType)
  if (!type) throw new Error('no content type')
  const same = equal(
    Buffer.from(AsnConvert.parse(stated, OctetString).buffer),
    createHash(digest).update(content).digest(),
  )
  const signature = Buffer.from(info.signature.buffer)
  const isOwn =
    isBound(attributes, certificate) &&
    checkSignature(info.signatureAlgorithm.algorithm, digest, asSigned, certificate.publicKey, signature)
  if (!isOwn) return 'mismatch'
  return same ? undefined : 'changed'
}

/** RSA (PKCS #1 v1.5 or PSS) or ECDSA, by the key. */
function checkSignature(
  algorithm: string,
  digest: string,
  bytes: Uint8Array,
  key: KeyObject,
  signature: Uint8Array,
): boolean {
  if (key.asymmetricKeyType !== 'rsa' && key.asymmetricKeyType !== 'ec') return false
  const isPss = algorithm === '1.2.840.113549.1.1.10'
  const way = isPss
    ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO }
    : key
  return verify(digest, bytes, way, signature)
}

/** The signed hash of the certificate (RFC 5035), where it is given, is that of the certificate used. */
function isBound(attributes: readonly Attribute[], certificate: X509Certificate): boolean {
  const value = attributeOf(attributes, ids.signingCertificateV2)
  if (!value) return true
  const [list] = elements(firstElement(new Uint8Array(value)).body)
  const parts = elements(firstElement(list!.body).body)
  const named = parts[0]!.tag === 0x30 ? parts[0]! : undefined
  const digest = named ? digestNamed(named.body) : 'sha256'
  const hash = parts.find((part) => part.tag === 0x04)
  return (
    digest !== undefined &&
    hash !== undefined &&
    equal(hash.body, createHash(digest).update(certificate.raw).digest())
  )
}

function digestNamed(algorithm: Uint8Array): string | undefined {
  const named = firstElement(algorithm).whole
  return Object.entries(digests).find(([dotted]) => identifier(dotted).equals(named))?.[1]
}

/** The elements of the signed data: version, digests, content, certificates, signers. */
const partsOf = (message: Uint8Array): Element[] =>
  elements(firstElement(elements(firstElement(message).body)[1]!.body).body)

/** The signed attributes byte for byte, under the tag of a set (RFC 5652, 5.4). */
function attributesAsSigned(message: Uint8Array): Buffer {
  const signers = partsOf(message).at(-1)!
  const held = elements(firstElement(signers.body).body).find((part) => part.tag === 0xa0)
  if (!held) throw new Error('no signed attributes')
  const set = Buffer.from(held.whole)
  set[0] = 0x31
  return set
}

/** The signer's certificate, found by its number among those that came along, with its bytes as they came. */
function ownCertificate(message: Uint8Array, info: SignerInfo): X509Certificate {
  const sid = info.sid.issuerAndSerialNumber
  if (!sid) throw new Error('the signer is named in another way')
  const wanted = BigInt(`0x${Buffer.from(sid.serialNumber).toString('hex')}`)
  const parts = partsOf(message)
  const bag = parts.find((part) => part.tag === 0xa0)
  const certificates = bag ? elements(bag.body).filter((one) => one.tag === 0x30) : []
  const found = certificates
    .map((one) => new X509Certificate(one.whole))
    .find((one) => BigInt(`0x${one.serialNumber}`) === wanted)
  if (!found) throw new Error('the certificate of the signer is missing')
  return found
}

function attributeOf(attributes: readonly Attribute[] | undefined, type: string): ArrayBuffer | undefined {
  return attributes?.find((one) => one.attrType === type)?.attrValues[0]
}

const equal = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b)
