/** Why a credential is not accepted, or could not be made. */
export const credentialFailures = [
  // it cannot be read as a credential at all
  'not_a_credential',
  // its terms are defined by a context we do not hold, or some field has no definition and so is not signed
  'unknown_context',
  'undefined_field',
  'unsigned',
  'unsupported_proof',
  // the signer is not who the credential names as its issuer
  'wrong_issuer',
  'unknown_issuer',
  'unknown_key',
  'revoked_key',
  'bad_signature',
  'not_yet_valid',
  'expired',
  // signed and unaltered, but whether it stands cannot be told
  'status_missing',
  'stale_status',
  'bad_status',
] as const
export type CredentialFailure = (typeof credentialFailures)[number]

/** `detail` names the thing: the context, the key, the field. */
export class CredentialError extends Error {
  readonly code: CredentialFailure
  readonly detail: string

  constructor(code: CredentialFailure, detail = '') {
    super(detail ? `${code}: ${detail}` : code)
    this.name = 'CredentialError'
    this.code = code
    this.detail = detail
  }
}
