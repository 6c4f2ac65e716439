import { APIError } from 'better-auth/api'
import { AppError, invalid } from '#platform/errors.ts'

/** The cookies of an answer of better-auth, to be set on ours. */
export function cookiesOnly(headers: Headers): Headers {
  const cookies = new Headers()
  for (const cookie of headers.getSetCookie()) cookies.append('set-cookie', cookie)
  return cookies
}

/** The code of a refusal by better-auth; undefined for any other error. */
export function authCode(error: unknown): string | undefined {
  return error instanceof APIError ? String(error.body?.code ?? error.status) : undefined
}

const fieldOf: Record<string, [string, string]> = {
  INVALID_PASSWORD: ['current_password', 'identity.error.wrong_password'],
  CREDENTIAL_ACCOUNT_NOT_FOUND: ['current_password', 'identity.error.no_password'],
  INVALID_CODE: ['code', 'identity.error.wrong_code'],
  INVALID_BACKUP_CODE: ['code', 'identity.error.wrong_recovery_code'],
  // The same recovery code sent twice at the same moment.
  CONFLICT: ['code', 'identity.error.wrong_recovery_code'],
}

const reasonOf: Record<string, string> = {
  ACCOUNT_CLOSED: 'identity.error.closed',
  INVALID_TOKEN: 'identity.error.old_link',
  INVALID_TWO_FACTOR_COOKIE: 'identity.error.start_again',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'identity.error.start_again',
  PROVIDER_NOT_FOUND: 'identity.error.oidc_away',
  INVALID_OAUTH_CONFIGURATION: 'identity.error.oidc_away',
  TOTP_ALREADY_ENABLED: 'identity.error.already_on',
  TOTP_NOT_ENABLED: 'identity.error.not_on',
  TWO_FACTOR_NOT_ENABLED: 'identity.error.not_on',
}

/** Runs a call of better-auth; what it refuses becomes a refusal in our words, anything else stays a defect. */
export async function asking<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    throw toRefusal(error)
  }
}

/** A refusal by better-auth in our words; any other error as it came. */
export function toRefusal(error: unknown): unknown {
  const code = authCode(error)
  if (!code) return error
  const field = fieldOf[code]
  if (field) return invalid({ [field[0]]: field[1] })
  if (code === 'ACCOUNT_TEMPORARILY_LOCKED')
    return new AppError('too_many', { key: 'platform.error.too_many', params: { minutes: 15 } })
  if (code === 'UNAUTHORIZED' || code === 'SESSION_EXPIRED')
    return new AppError('unauthenticated', 'platform.error.unauthenticated')
  const reason = reasonOf[code]
  return reason ? new AppError('precondition', reason) : error
}
