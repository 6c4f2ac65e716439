import { addProof, messageEntry, statusEntry, type SignedCredential } from '#platform/credentials/index.ts'
import type { Diploma } from '../diploma.ts'
import { achievementOf } from './achievement.ts'
import { statusListAddress } from './addresses.ts'
import { endMessages } from './end-message.ts'
import type { CredentialKey } from './keys.ts'
import type { StatusPlace } from './status.ts'

export type CredentialOrder = {
  diploma: Pick<Diploma, 'public_id' | 'kind_code' | 'content' | 'serial' | 'entry_no' | 'is_demo'>
  /** Address of the installation, without a slash at the end. */
  origin: string
  key: CredentialKey
  status: StatusPlace
}

/**
 * A diploma as a Verifiable Credential 2.0 and Open Badge 3.0, signed by its school. The same order under the same clock gives the
 * same bytes.
 */
export async function issueCredential({
  diploma,
  origin,
  key,
  status,
}: CredentialOrder): Promise<SignedCredential> {
  const credential = {
    ...achievementOf(diploma, { origin, did: key.did }),
    credentialStatus: [
      ...(['revocation', 'suspension'] as const).map((purpose) =>
        statusEntry(statusListAddress(origin, key.did, status.list, purpose), purpose, status.index),
      ),
      ...endMessages.map((message, at) =>
        messageEntry(
          statusListAddress(origin, key.did, status.list, 'message'),
          message,
          status.index * endMessages.length + at,
        ),
      ),
    ],
  }
  return addProof(credential, key.signer, { created: secondOf(key.clock.now()) })
}

/** A moment as XML dateTime, to the second. */
export function secondOf(at: Date): string {
  return at.toISOString().replace(/\.\d+/, '')
}
