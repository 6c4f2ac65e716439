import type { AppError } from '../errors.ts'
import type { Translate } from '../i18n/index.ts'

/**
 * An island sends a form of its page as a browser would (same fields, same action) and asks for JSON: it gets
 * `{ result }`, or `{ error, message, fields }` with the status of the refusal (401 when the session has ended).
 */
export function asksForJson(request: Request): boolean {
  return request.method === 'POST' && request.headers.get('accept') === 'application/json'
}

/** What is wrong with each field, in words. */
export function wordsOfFields(error: AppError, t: Translate): Record<string, string> {
  return Object.fromEntries(Object.entries(error.fields).map(([field, reason]) => [field, t.dynamic(reason)]))
}
