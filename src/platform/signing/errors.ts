export type SigningErrorCode =
  /** The file is no PDF we can add to. */
  | 'pdf'
  /** The key cannot be used here (kind, form). */
  | 'key'
  /** What was signed does not fit the certificate. */
  | 'mismatch'
  /** The token, or the program that speaks with it, did not sign. */
  | 'token'
  /** The remote signer did not sign. */
  | 'remote'
  /** The time-stamping authority gave no time stamp. */
  | 'timestamp'
  /** The passphrase does not open the key file. */
  | 'passphrase'
  /** The key file is damaged, or holds no key or no certificate. */
  | 'key_file'

/** Why nothing was signed, or why a key cannot be taken in. `detail` is for the log, never for the screen. */
export class SigningError extends Error {
  readonly code: SigningErrorCode

  constructor(code: SigningErrorCode, detail: string, options?: ErrorOptions) {
    super(`${code}: ${detail}`, options)
    this.name = 'SigningError'
    this.code = code
  }
}
