import { publicActor } from '#platform/access.ts'
import type { App } from '#platform/app.ts'
import { today } from '#platform/clock.ts'
import type { CredentialFailure } from '#platform/credentials/index.ts'
import { verifyPresentation } from '../../credentials/presentation.ts'
import { ownSources } from '../../credentials/sources.ts'
import { findPublishedIssuer } from '../../credentials/store/keys.ts'
import { verifyCredential } from '../../credentials/verify.ts'
import { findByAddress } from '../store/check.ts'
import { findShareIssuer, openShare } from '../../own/store/share.ts'
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
  return compare(app, public_id, issuer ?? '')
}

/** The same for an SD-JWT, which shows some fields of a diploma. */
export async function judgePresentation(app: App, text: string): Promise<Omit<FileVerdict, 'file'>> {
  const verdict = await verifyPresentation(text, ownSources(app))
  if (verdict.result === 'genuine')
    return 'share' in verdict.of
      ? aboutShare(app, verdict.of.share, verdict.open.iss)
      : compare(app, verdict.of.publicId, verdict.open.iss)
  const failed = codes[verdict.failed] ?? (verdict.result === 'altered' ? 'other' : null)
  return { result: verdict.result, public_id: null, signer: null, failed }
}

/** One made for a link answers what the link answers today, and names no diploma. */
async function aboutShare(app: App, token: string, did: string): Promise<Omit<FileVerdict, 'file'>> {
  const { opened, issuer, keeper } = await app.database.read(publicActor, async (db) => ({
    opened: await openShare(db, token, today(app.clock)),
    issuer: await findShareIssuer(db, token),
    keeper: await findPublishedIssuer(db, did),
  }))
  const share = { token, state: opened?.state === 'open' ? opened.diploma_state : null }
  return issuer && issuer.institution !== keeper?.institution
    ? { result: 'altered', public_id: null, signer: null, failed: 'register' }
    : { result: 'genuine', public_id: null, signer: issuer?.name ?? null, failed: null, share }
}

/** Did the school that signed it issue the diploma it names? One school may sign in the name of another's diploma. */
async function compare(app: App, public_id: string | null, did: string): Promise<Omit<FileVerdict, 'file'>> {
  const { facts, keeper } = await app.database.read(publicActor, async (db) => ({
    facts: public_id ? await findByAddress(db, public_id) : undefined,
    keeper: await findPublishedIssuer(db, did),
  }))
  return facts && facts.institution_id !== keeper?.institution
    ? { result: 'altered', public_id, signer: null, failed: 'register' }
    : { result: 'genuine', public_id, signer: facts?.institution ?? null, failed: null }
}
