import { CredentialError, type CredentialFailure } from '#platform/credentials/index.ts'

/** RFC 9457, as the VC API answers what went wrong. */
export type Problem = { type: string; title: string; detail: string; status: number }

const model = 'https://www.w3.org/TR/vc-data-model#'
const security = 'https://w3id.org/security#'
const list = 'https://www.w3.org/ns/credentials/status-list#'

/** Which problem of the standards each failure is. */
const types: Record<CredentialFailure, string> = {
  not_a_credential: `${model}MALFORMED_VALUE_ERROR`,
  unknown_context: `${model}PARSING_ERROR`,
  undefined_field: `${model}PARSING_ERROR`,
  unsigned: `${security}PROOF_VERIFICATION_ERROR`,
  unsupported_proof: `${security}PROOF_VERIFICATION_ERROR`,
  wrong_issuer: `${security}INVALID_VERIFICATION_METHOD`,
  unknown_issuer: `${security}INVALID_VERIFICATION_METHOD`,
  unknown_key: `${security}INVALID_VERIFICATION_METHOD`,
  revoked_key: `${security}INVALID_VERIFICATION_METHOD`,
  bad_signature: `${security}PROOF_VERIFICATION_ERROR`,
  not_yet_valid: `${model}RANGE_ERROR`,
  expired: `${model}RANGE_ERROR`,
  status_missing: `${list}STATUS_RETRIEVAL_ERROR`,
  stale_status: `${list}STATUS_VERIFICATION_ERROR`,
  bad_status: `${list}STATUS_VERIFICATION_ERROR`,
}

/** A failure as a problem. Anything but a failure of a credential is a defect and is thrown on. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  if (!(error instanceof CredentialError)) throw error
  return { type: types[error.code], title: error.code, detail: error.detail || error.code, status: 400 }
}

/** A problem of the request itself. */
export class ProblemError extends Error {
  readonly problem: Problem

  constructor(type: string, detail: string) {
    super(detail)
    this.problem = { type, title: type.split('#')[1] ?? type, detail, status: 400 }
  }
}

export const malformed = (detail: string) => new ProblemError(`${model}MALFORMED_VALUE_ERROR`, detail)
export const unreadable = (detail: string) => new ProblemError(`${model}PARSING_ERROR`, detail)
export const wrongChallenge = (detail: string) =>
  new ProblemError(`${security}INVALID_CHALLENGE_ERROR`, detail)
export const wrongDomain = (detail: string) => new ProblemError(`${security}INVALID_DOMAIN_ERROR`, detail)
