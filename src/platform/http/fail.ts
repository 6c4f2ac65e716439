import { render } from 'preact-render-to-string'
import { publicActor, may } from '../access.ts'
import { today } from '../clock.ts'
import { AppError } from '../errors.ts'
import { asksForJson, wordsOfFields } from '../forms/json.ts'
import { formState } from '../forms/state.ts'
import { chooseLang } from '../i18n/choose.ts'
import { toFailure, type Failure } from './respond.ts'
import { FailedForm } from '../forms/failed.ts'
import { signInAddress } from './serve-page.ts'
import type { Ctx, ServerParts } from './server.ts'
import type { VNode } from 'preact'
import type { Translate } from '../i18n/index.ts'

/** What the error page shows; the application gives the view. */
export type FailureView = (parts: {
  failure: Failure
  t: Translate
  /** A form that failed for no fault of its own: offer to send it again, nothing is lost. */
  retry: { path: string; form: string; values: Record<string, string | string[]> } | undefined
  /** What the person must do first, before any right works. */
  waiting: { key: string; href: string } | undefined
}) => VNode

/** Answers any failure: JSON for machines, a page with a way out for people. */
export async function failPage(parts: ServerParts, c: Ctx, thrown: unknown): Promise<Response> {
  const typed = thrown instanceof FailedForm ? thrown : undefined
  const failure = toFailure(typed ? typed.cause : thrown)
  const url = new URL(c.req.url)
  if (failure.id)
    parts.app.log.error(
      // the route, not the address: that of a guardian's page is its secret
      { request: c.get('requestId'), id: failure.id, route: c.get('route'), err: failure.error },
      'failed',
    )
  noteRefusal(parts, c, failure, url.pathname)
  const lang = chooseLang(c.req.raw)
  const t = parts.app.catalog(lang)
  if (url.pathname.startsWith('/api/') || asksForJson(c.req.raw)) {
    const fields = failure.error instanceof AppError ? wordsOfFields(failure.error, t) : {}
    return c.json(
      { error: failure.key, message: t.dynamic(failure.key, failure.params), fields, id: failure.id ?? null },
      failure.status,
    )
  }
  // The line of an upload shows the words; it can follow no way to the sign-in page.
  if (c.req.header('tus-resumable')) return c.text(t.dynamic(failure.key, failure.params), failure.status)
  if (failure.status === 401) return c.redirect(signInAddress(url.pathname + url.search), 303)
  const actor = c.get('actor') ?? publicActor
  const context = {
    t,
    actor,
    app: parts.app,
    url,
    today: today(parts.app.clock),
    form: formState(t),
    may: may.bind(undefined, actor),
  }
  const retry = typed ? { path: url.pathname, form: typed.form, values: typed.values } : undefined
  const waiting = failure.status === 403 && actor.kind === 'account' ? actor.waiting : undefined
  const body = parts.failureView({ failure, t, retry, waiting })
  const kind = actor.kind === 'public' ? 'public' : 'app'
  const page = parts.frame({
    title: t.dynamic(failure.key, failure.params),
    body,
    context,
    kind,
    island: undefined,
    notice: undefined,
    path: '',
  })
  return c.html(`<!doctype html>${render(page)}`, failure.status)
}

/** Who asked for what they may not see, or what is not there for them: one such line is a slip, many are a search. */
function noteRefusal({ app }: ServerParts, c: Ctx, { status }: Failure, path: string): void {
  const actor = c.get('actor')
  if (actor?.kind !== 'account' || (status !== 403 && status !== 404)) return
  app.log.warn({ request: c.get('requestId'), actor: actor.id, path, status }, 'refused')
}
