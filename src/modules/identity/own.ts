import { z } from 'zod'
import type { Actor } from '#platform/access.ts'
import { AppError } from '#platform/errors.ts'
import type { FormContext } from '#platform/pages/page.ts'

/** The account that acts for itself at a screen. @throws AppError unauthenticated, or forbidden for a key: a key may not change its owner's account. */
export function ownAccount(actor: Actor): string {
  if (actor.kind !== 'account') throw new AppError('unauthenticated', 'platform.error.unauthenticated')
  if (actor.via === 'api-key') throw new AppError('forbidden', 'platform.error.forbidden')
  return actor.id
}

/** The request's headers as part of an action's input: better-auth finds its cookies there. */
export const SentHeaders = z.instanceof(Headers)

/** A form's fields with the request's headers. */
export function withHeaders(body: Record<string, unknown>, context: FormContext): Record<string, unknown> {
  return { ...body, headers: context.request.headers }
}

/** A place of our own to go on to; anything that could lead to another site becomes the start page. */
export const ReturnPath = z
  .string()
  .optional()
  .transform((path) => safeReturn(path))

export function safeReturn(path: string | undefined): string {
  if (!path?.startsWith('/') || /^\/[/\\]/.test(path) || /[\p{Cc}\\]/u.test(path)) return '/'
  return /^\/(dang-nhap|dang-xuat|loi-moi|dat-lai-mat-khau)(\/|\?|$)/.test(path) ? '/' : path
}
