import type { VNode } from 'preact'
import { render } from 'preact-render-to-string'
import { findGrant, may, type Actor } from '../access.ts'
import { parseInput, runAction } from '../actions/run.ts'
import type { App } from '../app.ts'
import { recordLook, type Look } from '../audit/looks.ts'
import { today } from '../clock.ts'
import { AppError } from '../errors.ts'
import { FailedForm, withTyped } from '../forms/failed.ts'
import { formState, nestedInput, readForm, textValues, type FormState } from '../forms/state.ts'
import { cookie } from './cookies.ts'
import type { AnyPage, FormContext, LoadContext, PageForm, ViewContext } from '../pages/page.ts'
import { noticeCookie, readNotice } from '../pages/notice.ts'
import { queryInput } from '../pages/query.ts'
import { asksForJson } from '../forms/json.ts'
import { ownerOf, parkForm, restoreForm } from '../forms/parked.ts'
import type { Ctx } from './server.ts'

/** The frame round a page: the whole document. Given by the application. */
export type Frame = (parts: {
  title: string
  body: VNode
  context: ViewContext
  kind: 'app' | 'public' | 'bare'
  island: string | undefined
  notice: string | undefined
  path: string
}) => VNode

type Sent = Parameters<typeof formState>[1]

/** Answers a page: GET loads and shows, POST runs the form's action and goes on or shows the page again with what was typed. */
export async function servePage(app: App, c: Ctx, page: AnyPage, frame: Frame): Promise<Response> {
  if (c.req.method !== 'POST') return showPage(app, c, page, frame)
  const data = await readForm(c.req.raw)
  const name = String(data.get('_form') ?? '')
  const form = page.forms?.[name]
  if (!form) throw new AppError('invalid', 'platform.error.unknown_form')
  const values = textValues(data)
  const actor = c.get('actor')
  const isIsland = asksForJson(c.req.raw)
  if (actor.kind === 'public' && page.permission !== 'public') {
    if (isIsland) throw new AppError('unauthenticated', 'platform.error.unauthenticated')
    return parkAndSignIn(app, c, name, values)
  }
  // What an island kept on the device under one account is never sent as another's.
  const sender = data.get('_account')
  if (isIsland && sender !== null && !(actor.kind === 'account' && actor.id === sender))
    throw new AppError('unauthenticated', 'platform.error.unauthenticated')
  try {
    return await runForm(app, c, form, data)
  } catch (error) {
    if (isIsland) throw error
    if (!(error instanceof AppError) || ['not_found', 'forbidden', 'unauthenticated'].includes(error.refusal))
      throw withTyped(error, { form: name, values })
    return showPage(app, c, page, frame, { form: name, values, error })
  }
}

async function runForm(app: App, c: Ctx, form: PageForm, data: FormData): Promise<Response> {
  const actor = c.get('actor')
  const context: FormContext = {
    params: c.req.param() as Record<string, string>,
    actor,
    today: today(app.clock),
    request: c.req.raw,
    app,
  }
  const body = nestedInput(data)
  const input = form.input ? form.input(body, context) : { ...context.params, ...body }
  const token = data.get('_once')
  const decide = (result: unknown) => {
    const then = form.then(result as never, context)
    return typeof then === 'string' ? { to: then } : then
  }
  const outcome = await runAction(app, form.action, input, actor, {
    lang: c.get('lang'),
    requestId: c.get('requestId'),
    once: typeof token === 'string' && token ? { token, location: (result) => decide(result).to } : undefined,
  })
  if (asksForJson(c.req.raw)) return c.json({ result: outcome.done ? outcome.result : null })
  if (!outcome.done) return c.redirect(outcome.location, 303)
  const then = decide(outcome.result)
  const answer = c.redirect(then.to, 303)
  if ('say' in then)
    answer.headers.append(
      'set-cookie',
      noticeCookie(JSON.stringify([then.say, then.params ?? {}]), 60, isSecure(app)),
    )
  form.headers?.(outcome.result as never)?.forEach((value, name) => answer.headers.append(name, value))
  return answer
}

async function parkAndSignIn(
  app: App,
  c: Ctx,
  form: string,
  values: Record<string, string | string[]>,
): Promise<Response> {
  const { pathname: path, searchParams: kept } = new URL(c.req.url)
  const { owner, keep } = ownerOf(c.req.raw, c.get('ended'), isSecure(app))
  const token = await parkForm(app, c.req.raw, path, { form, values }, owner).catch((error: unknown) => {
    throw new FailedForm(error, { form, values })
  })
  // The rest of the address stays: it may say which record or which form of the page it was.
  kept.set('_giu', token)
  const answer = c.redirect(signInAddress(`${path}?${kept}`, true), 303)
  if (keep) answer.headers.append('set-cookie', keep)
  return answer
}

/** Where people sign in before going on to `then`. */
export function signInAddress(then: string, wasTyping = false): string {
  return `/dang-nhap?${new URLSearchParams({ tiep: then, ...(wasTyping ? { giu: '1' } : {}) })}`
}

async function showPage(
  app: App,
  c: Ctx,
  page: AnyPage,
  frame: Frame,
  sentNow?: NonNullable<Sent>,
): Promise<Response> {
  const actor = c.get('actor')
  const url = new URL(c.req.url)
  if (!may(actor, page.permission)) {
    if (actor.kind === 'public') return c.redirect(signInAddress(url.pathname + url.search), 303)
    throw new AppError('forbidden', 'platform.error.forbidden')
  }
  const sent: Sent = sentNow ?? (await restoreForm(app, c.req.raw, actor))
  const t = app.catalog(c.get('lang'))
  const { data, logged } = await loadPage(app, c, page, actor, url)
  const form = formState(t, sent)
  const context: ViewContext = {
    t,
    actor,
    app,
    url,
    today: today(app.clock),
    form,
    may: (permission, about) => may(actor, permission, about),
  }
  const flash = readNotice(c.req.raw, t)
  const html = renderDocument(page, data, context, frame, flash)
  // Nothing is shown that was not logged.
  await logged
  const answer = c.html(html, sent?.error ? statusFor(form) : 200, page.headers)
  const seconds = page.refresh?.(data, url)
  if (seconds) answer.headers.set('refresh', String(seconds))
  if (actor.kind !== 'public') answer.headers.set('cache-control', 'private, no-store')
  if (flash) answer.headers.append('set-cookie', noticeCookie('', 0, isSecure(app)))
  if (url.searchParams.has('lang'))
    answer.headers.append('set-cookie', cookie('lang', t.lang, 31_536_000, isSecure(app)))
  return answer
}

function statusFor(form: FormState): 409 | 422 {
  return form.isConflict ? 409 : 422
}

/** Loads in one read-only transaction, checks the area, and logs whose personal records are shown. */
async function loadPage(
  app: App,
  c: Ctx,
  page: AnyPage,
  actor: Actor,
  url: URL,
): Promise<{ data: unknown; logged: Promise<void> | undefined }> {
  const t = app.catalog(c.get('lang'))
  const params = page.params
    ? parseAddress(() => parseInput(page.params!, c.req.param(), t.lang))
    : c.req.param()
  const query = page.query ? parseInput(page.query, queryInput(url), t.lang) : {}
  const data = await app.database.read(actor, (db) =>
    page.load({
      db,
      actor,
      app,
      params,
      query,
      today: today(app.clock),
      t,
      request: c.req.raw,
    } as LoadContext<never, never>),
  )
  const about = page.about?.(data)
  if (about && !may(actor, page.permission, about))
    throw new AppError('not_found', 'platform.error.not_found')
  const looks = [page.looks?.(data) ?? []].flat()
  const grantId =
    looks.length > 0 ? findGrant(actor, page.permission, about ?? { anywhere: true })?.id : undefined
  const log = (look: Look) => recordLook(app.database, actor, url.pathname, { grantId, ...look })
  return { data, logged: looks.length > 0 ? Promise.all(looks.map(log)).then(() => undefined) : undefined }
}

/** An address that does not parse names nothing. */
function parseAddress<T>(parse: () => T): T {
  try {
    return parse()
  } catch {
    throw new AppError('not_found', 'platform.error.not_found')
  }
}

function renderDocument(
  page: AnyPage,
  data: unknown,
  context: ViewContext,
  frame: Frame,
  notice: string | undefined,
): string {
  const body = page.view(data, context)
  const kind = page.frame ?? (context.actor.kind === 'public' ? 'public' : 'app')
  return `<!doctype html>${render(frame({ title: page.title(data, context.t), body, context, kind, island: page.island, notice, path: page.path }))}`
}

function isSecure(app: App): boolean {
  return app.publicUrl().startsWith('https:')
}
