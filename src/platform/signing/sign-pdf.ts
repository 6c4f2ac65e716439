import { signDetached } from './cms/sign.ts'
import { commonName } from './certificate.ts'
import { fill, prepare, signedParts } from './pdf/append.ts'
import type { PdfSigner } from './signer.ts'

export type SignOptions = { reason: string; location: string; at: Date }

const signatureRoom = 4096
const timestampRoom = 12_288

/**
 * Signs a PDF by PAdES B-B, or B-T where the signer gives time stamps. The signature is added behind the file: what was
 * there stays byte for byte, an earlier signature too.
 * @throws SigningError
 */
export async function signPdf(
  pdf: Uint8Array,
  signer: PdfSigner,
  { reason, location, at }: SignOptions,
): Promise<Uint8Array> {
  const chain = signer.certificates.reduce((sum, one) => sum + one.byteLength, 0)
  const room = signatureRoom + chain + (signer.timestamp ? timestampRoom : 0)
  const name = commonName(signer.certificates[0]!)
  const prepared = prepare(pdf, { name, reason, location, at }, room)
  return fill(prepared, await signDetached(signedParts(prepared), signer))
}
