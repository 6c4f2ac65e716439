import { publicActor } from '#platform/access.ts'
import type { App } from '#platform/app.ts'
import type { CredentialFailure } from '#platform/credentials/index.ts'
import { ownSources } from '../../credentials/sources.ts'
import { findPublishedIssuer } from '../../credentials/store/keys.ts'
import { verifyCredential } from '../../credentials/verify.ts'
import { findByAddress } from '../store/check.ts'
import type { FileVerdict } from '../verdict.ts'

const codes: Partial<Record<CredentialFailure, NonNullable<FileVerdict['failed']>>> = {
  bad_signature: 'credential',
  undefined_field: 'credential',
  wrong_issuer: 'key',
  unknown_key: 'key',
  revoked_key: 'key',
}

/** What a credential (JSON) is worth by itself: did the institution of the diploma it names sign it as it stands? */
export async function judgeCredential(app: App, json: unknown): Promise<Omit<FileVerdict, 'file'>> {
  const { now, resolve } = ownSources(app)
  // The register is asked for the state, so the lists are not.
  const { result, publicId, issuer, failed } = await verifyCredential(json, { now, resolve })
  const public_id = publicId ?? null
  if (result !== 'genuine')
    return {
      result,
      public_id,
      signer: null,
      failed: (failed && codes[failed]) ?? (result === 'altered' ? 'other' : null),
    }
  const { facts, keeper } = await app.database.read(publicActor, async (db) => ({
    facts: public_id ? await findByAddress(db, public_id) : undefined,
    keeper: issuer ? await findPublishedIssuer(db, issuer) : undefined,
  }))
  // Signed by one school in the name of another's diploma.
  if (facts && facts.institution_id !== keeper?.institution)
    return { result: 'altered', public_id, signer: null, failed: 'register' }
  return { result, public_id, signer: facts?.institution ?? null, failed: null }
}
