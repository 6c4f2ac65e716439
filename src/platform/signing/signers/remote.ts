import { X509Certificate } from 'node:crypto'
import { z } from 'zod'
import { SigningError } from '../errors.ts'
import { keyKindOf, sha256, type PdfSigner } from '../signer.ts'
import { ids } from '../cms/ids.ts'

/** A signing service, and the key to use there. */
export type RemoteKey = { url: string; token: string; credential: string }

const Answer = z.object({ signatures: z.array(z.base64()).length(1) })
const limitMs = 30_000

/**
 * Signs with a key kept by a signing service, in the words of the API of the Cloud Signature Consortium (v2,
 * `signatures/signHash`): only the digest leaves, never the document.
 */
export function remoteSigner(key: RemoteKey, certificates: readonly Uint8Array[]): PdfSigner {
  const [own] = certificates
  if (!own) throw new SigningError('key', 'a remote key without a certificate')
  const kind = keyKindOf(new X509Certificate(own).publicKey)
  return {
    certificates,
    async sign(bytes) {
      const answer = await ask(key, {
        credentialID: key.credential,
        hashes: [sha256(bytes).toString('base64')],
        hashAlgorithmOID: ids.sha256,
        signAlgo: kind === 'rsa' ? ids.rsaSha256 : ids.ecdsaSha256,
      })
      return Buffer.from(answer.signatures[0]!, 'base64')
    },
  }
}

async function ask({ url, token }: RemoteKey, body: unknown): Promise<z.output<typeof Answer>> {
  try {
    const response = await fetch(`${url.replace(/\/$/, '')}/signatures/signHash`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(limitMs),
    })
    if (!response.ok) throw new Error(`status ${response.status}`)
    return Answer.parse(await response.json())
  } catch (error) {
    throw new SigningError('remote', error instanceof Error ? error.message : String(error), { cause: error })
  }
}
