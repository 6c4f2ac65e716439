/** The front door: verifiable credentials, without a word of what they say. */
export { type JsonObject } from './canonical.ts'
export { credentialsContext, findBundled, openBadgesContext, type FindContext } from './contexts.ts'
export { issuerOf, readCredential, type Credential, type SignedCredential } from './credential.ts'
export {
  didDocument,
  didWeb,
  readDidWeb,
  resolveDidKey,
  type DidDocument,
  type PublishedKey,
  type ResolveDid,
} from './did.ts'
export { CredentialError, credentialFailures, type CredentialFailure } from './errors.ts'
export { readKeyProof } from './key-proof.ts'
export { generateKeyPair, keyPairOf, signWith, toJwk, type KeyPair } from './multikey.ts'
export { addProof, proofsOf, type Proof, type Signer } from './proof.ts'
export { issueSdJwt, sdJwtType, verifySdJwt, type OpenClaims } from './sd-jwt.ts'
export {
  decodeStatusList,
  encodeStatusList,
  messageEntry,
  statusEntry,
  statusListCredential,
  statusListLength,
  statusReader,
  type FindStatusList,
  type StatusPurpose,
  type StatusReader,
} from './status-list.ts'
export { verifyProofs, verifySigned, type VerifyOptions } from './verify.ts'
