/** Why a request was refused. Each is mapped to HTTP once, in `platform/http/respond.ts`. */
export type Refusal =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'precondition'
  | 'too_many'

/** Words for a refusal: a message key with its parameters. */
export type Reason = { key: string; params?: Record<string, string | number> }

/**
 * The one error a user may see. Anything else that is thrown is a defect and becomes a 500 with a short id.
 * `fields` maps a field path (`contacts.0.phone`) to a message key or to a finished sentence.
 */
export class AppError extends Error {
  readonly refusal: Refusal
  readonly reason: Reason
  readonly fields: Record<string, string>

  constructor(refusal: Refusal, reason: string | Reason, fields: Record<string, string> = {}) {
    const full = typeof reason === 'string' ? { key: reason } : reason
    super(`${refusal}: ${full.key}`)
    this.name = 'AppError'
    this.refusal = refusal
    this.reason = full
    this.fields = fields
  }
}

/** Refuses input with one message per field. */
export function invalid(fields: Record<string, string>, key = 'platform.error.invalid'): AppError {
  return new AppError('invalid', key, fields)
}

/** The record is absent, or outside the reader's area: the two read alike. */
export function notFound(key = 'platform.error.not_found'): AppError {
  return new AppError('not_found', key)
}

/** Somebody else changed the record first. */
export function conflict(key = 'platform.error.conflict', fields: Record<string, string> = {}): AppError {
  return new AppError('conflict', key, fields)
}

/** The record is not in a state that allows this act; `key` says what would mend it. */
export function precondition(key: string, params: Record<string, string | number> = {}): AppError {
  return new AppError('precondition', { key, params })
}
