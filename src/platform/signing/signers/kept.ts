import { createPrivateKey, sign } from 'node:crypto'
import { keyFits } from '../certificate.ts'
import { SigningError } from '../errors.ts'
import type { PdfSigner } from '../signer.ts'

/** Signs with a private key at hand (PKCS #8, PEM). @throws SigningError mismatch: it is not the key of the certificate */
export function keptSigner(privateKey: string, certificates: readonly Uint8Array[]): PdfSigner {
  const key = createPrivateKey(privateKey)
  if (!certificates[0] || !keyFits(certificates[0], key))
    throw new SigningError('mismatch', 'the key does not belong to the certificate')
  return { certificates, sign: async (bytes) => sign('sha256', bytes, key) }
}
