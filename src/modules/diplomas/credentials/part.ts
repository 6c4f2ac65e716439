import type { Part } from '#platform/parts.ts'
import { makeCredentialKey, revokeCredentialKey, rotateCredentialKey } from './actions/keys.ts'
import { credentialEndpoints } from './endpoints.ts'
import { vcApiEndpoints } from './vc-api/endpoints.ts'
import { credentialWords } from './words.ts'

/** Diplomas as credentials anybody can check without us: keys, DID documents, lists of status. */
export const credentialsPart: Part = {
  words: credentialWords,
  actions: [makeCredentialKey, rotateCredentialKey, revokeCredentialKey],
  endpoints: [...credentialEndpoints, ...vcApiEndpoints],
}
