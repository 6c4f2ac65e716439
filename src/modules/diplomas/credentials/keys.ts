import { systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import type { Clock } from '#platform/clock.ts'
import { signWith, type Signer } from '#platform/credentials/index.ts'
import type { Db } from '#platform/db/database.ts'
import { makeCredentialKey } from './actions/keys.ts'
import { issuerDid } from './addresses.ts'
import { codeOf, findStandingKey } from './store/keys.ts'

export { listCredentialKeys, type CredentialKeyRow } from './store/keys.ts'
export { rotateCredentialKey, revokeCredentialKey } from './actions/keys.ts'

/** A school's key, ready to sign: under which DID, and by whose clock. */
export type CredentialKey = { did: string; signer: Signer; clock: Clock }

/**
 * The key a school signs credentials with on the day; made when it is needed for the first time.
 * @throws AppError not_found when there is no such school
 */
export async function credentialKeyOf(
  app: App,
  db: Db,
  institution: string,
  day: string,
): Promise<CredentialKey> {
  const did = issuerDid(app.publicUrl(), await codeOf(db, institution))
  const row =
    (await findStandingKey(db, institution, did, day)) ??
    (await act(app, makeCredentialKey, { institution }, systemActor('first credential key')))
  return {
    did,
    signer: { verificationMethod: `${did}#${row.name}`, sign: await signWith(app.keys.open(row.secret)) },
    clock: app.clock,
  }
}
