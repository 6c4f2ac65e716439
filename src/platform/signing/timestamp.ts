import { randomBytes } from 'node:crypto'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import { AlgorithmIdentifier } from '@peculiar/asn1-x509'
import { MessageImprint, TimeStampReq, TimeStampReqVersion, TimeStampResp } from '@peculiar/asn1-tsp'
import { ids } from './cms/ids.ts'
import { readTimestamp } from './cms/timestamp.ts'
import { SigningError } from './errors.ts'
import { sha256 } from './signer.ts'

const limitMs = 15_000

/**
 * Asks a time-stamping authority (RFC 3161, by HTTP) for tokens; each is checked to be over the very bytes sent.
 * @throws SigningError timestamp
 */
export function timestamper(url: string): (bytes: Uint8Array) => Promise<Uint8Array> {
  return async (bytes) => {
    const digest = sha256(bytes)
    const nonce = randomBytes(8)
    nonce[0] = (nonce[0]! & 0x7f) | 0x40
    const request = new TimeStampReq({
      version: TimeStampReqVersion.v1,
      messageImprint: new MessageImprint({
        hashAlgorithm: new AlgorithmIdentifier({
          algorithm: ids.sha256,
          parameters: new Uint8Array([5, 0]).buffer,
        }),
        hashedMessage: new OctetString(new Uint8Array(digest).buffer),
      }),
      nonce: new Uint8Array(nonce).buffer,
      certReq: true,
    })
    try {
      const answer = AsnConvert.parse(await post(url, AsnConvert.serialize(request)), TimeStampResp)
      // 0 granted, 1 granted with changes (RFC 3161, 2.4.2)
      if (answer.status.status > 1 || !answer.timeStampToken)
        throw new Error(`refused: ${answer.status.status}`)
      const token = Buffer.from(AsnConvert.serialize(answer.timeStampToken))
      const read = readTimestamp(token, bytes)
      if (!read) throw new Error('the token is not valid for these bytes')
      if (!read.nonce.equals(nonce)) throw new Error('the token answers another request')
      return token
    } catch (error) {
      throw new SigningError('timestamp', error instanceof Error ? error.message : String(error), {
        cause: error,
      })
    }
  }
}

async function post(url: string, body: ArrayBuffer): Promise<ArrayBuffer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query' },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(limitMs),
  })
  if (!response.ok) throw new Error(`status ${response.status}`)
  return response.arrayBuffer()
}
