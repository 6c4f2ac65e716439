import { randomBytes } from 'node:crypto'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { AppError, type Refusal } from '../errors.ts'

/** The one place where refusals become HTTP. */
const statusOf: Record<Refusal, ContentfulStatusCode> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  precondition: 409,
  too_many: 429,
}

/** What went wrong, as the error page and the log need it. `id` is shown to the user and logged with a defect. */
export type Failure = {
  status: ContentfulStatusCode
  key: string
  params: Record<string, string | number>
  id: string | undefined
  error: unknown
}

/** Errors of the network or of a database that is away or full: not our defect, and worth trying again. */
const awayCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08001',
  '08003',
  '53300',
])

/** Reads any thrown value as a failure. */
export function toFailure(error: unknown): Failure {
  if (error instanceof AppError) {
    return {
      status: statusOf[error.refusal],
      key: error.reason.key,
      params: error.reason.params ?? {},
      id: undefined,
      error,
    }
  }
  if (error instanceof HTTPException && error.status === 403) {
    return { status: 403, key: 'platform.error.other_site', params: {}, id: undefined, error }
  }
  const id = randomBytes(4).toString('hex')
  if (isAway(error)) return { status: 503, key: 'platform.error.away', params: {}, id, error }
  if (isDiskFull(error)) return { status: 507, key: 'platform.error.disk_full', params: {}, id, error }
  return { status: 500, key: 'platform.error.defect', params: { id }, id, error }
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return ''
  const code = 'code' in error ? String(error.code) : ''
  if (code) return code
  return 'cause' in error ? codeOf(error.cause) : ''
}

export function isAway(error: unknown): boolean {
  if (awayCodes.has(codeOf(error))) return true
  const text = error instanceof Error ? error.message : ''
  return /Connection terminated|timeout exceeded when trying to connect|not currently accepting connections|Client has encountered a connection error/.test(
    text,
  )
}

function isDiskFull(error: unknown): boolean {
  return ['ENOSPC', '53100', 'disk_full'].includes(codeOf(error))
}
