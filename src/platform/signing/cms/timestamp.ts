import { createHash } from 'node:crypto'
import { ContentInfo, SignedData } from '@peculiar/asn1-cms'
import { AsnConvert } from '@peculiar/asn1-schema'
import { TSTInfo } from '@peculiar/asn1-tsp'
import { digests, ids } from './ids.ts'
import { verifyCms } from './verify.ts'

export type Timestamp = { at: Date; authority: string; nonce: Buffer }

/** What a time stamp (RFC 3161) says, when it is whole, over these bytes, and of a certificate valid then; else undefined. */
export function readTimestamp(token: Uint8Array, over: Uint8Array): Timestamp | undefined {
  try {
    const { certificate, trouble } = verifyCms(token)
    const signed = AsnConvert.parse(AsnConvert.parse(new Uint8Array(token), ContentInfo).content, SignedData)
    const content = signed.encapContentInfo.eContent?.single
    if (trouble || !content || signed.encapContentInfo.eContentType !== ids.tstInfo) return undefined
    const info = AsnConvert.parse(content.buffer, TSTInfo)
    const digest = digests[info.messageImprint.hashAlgorithm.algorithm]
    const hashed = Buffer.from(info.messageImprint.hashedMessage.buffer)
    if (!digest || !createHash(digest).update(over).digest().equals(hashed)) return undefined
    if (info.genTime < certificate.validFromDate || info.genTime > certificate.validToDate) return undefined
    return {
      at: info.genTime,
      authority: certificate.subject.replaceAll('\n', ', '),
      nonce: info.nonce ? Buffer.from(info.nonce) : Buffer.alloc(0),
    }
  } catch {
    return undefined
  }
}
