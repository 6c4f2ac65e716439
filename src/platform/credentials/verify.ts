import type { JsonObject } from './canonical.ts'
import { findBundled, type FindContext } from './contexts.ts'
import { checkTimes, issuerOf, readCredential, type Credential } from './credential.ts'
import { findKey, type ResolveDid } from './did.ts'
import { CredentialError } from './errors.ts'
import { verifyWith } from './multikey.ts'
import { proofsOf, signedPart, type Proof, type ProofPurpose } from './proof.ts'

export type VerifyOptions = { resolve: ResolveDid; now: Date; find?: FindContext }

/**
 * Checks every proof of a document.
 * @throws CredentialError unsigned, unsupported_proof, unknown_context, undefined_field, unknown_issuer, unknown_key, revoked_key,
 * wrong_issuer (`controller` did not sign it), bad_signature, expired
 */
export async function verifyProofs(
  document: JsonObject,
  options: VerifyOptions & { purpose?: ProofPurpose; controller?: string },
): Promise<Proof[]> {
  const { resolve, now, controller, purpose = 'assertionMethod', find = findBundled } = options
  const proofs = proofsOf(document)
  for (const proof of proofs) {
    if (proof.proofPurpose !== purpose) throw new CredentialError('unsupported_proof', proof.proofPurpose)
    const [signer] = proof.verificationMethod.split('#')
    if (controller !== undefined && signer !== controller)
      throw new CredentialError('wrong_issuer', `${signer} ≠ ${controller}`)
    if (proof.created !== undefined && Number.isNaN(Date.parse(proof.created)))
      throw new CredentialError('unsupported_proof', 'created')
    if (proof.expires !== undefined && !(Date.parse(proof.expires) > now.getTime()))
      throw new CredentialError('expired', proof.expires)
    const method = await findKey(resolve, proof.verificationMethod, purpose)
    const { data, signature } = await signedPart(document, proof, find)
    if (!(await verifyWith(method.publicKeyMultibase, data, signature)))
      throw new CredentialError('bad_signature', proof.verificationMethod)
  }
  return proofs
}

/**
 * Reads a credential, checks that its issuer signed it as it stands, and that it is in its time. Says nothing of its status
 * (`status.ts`).
 * @throws CredentialError
 */
export async function verifySigned(json: unknown, options: VerifyOptions): Promise<Credential> {
  const credential = readCredential(json)
  await verifyProofs(credential, { ...options, controller: issuerOf(credential) })
  checkTimes(credential, options.now)
  return credential
}
