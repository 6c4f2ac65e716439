import { Hono, type Context, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { requestId } from 'hono/request-id'
import type { Actor } from '../access.ts'
import type { App, Authenticate } from '../app.ts'
import type { Lang } from '../i18n/index.ts'
import type { AnyPage } from '../pages/page.ts'
import type { Endpoint } from '../pages/endpoint.ts'
import { AppError } from '../errors.ts'
import { may } from '../access.ts'
import { createMetrics } from '../metrics.ts'
import { servePage, type Frame } from './serve-page.ts'
import { failPage, type FailureView } from './fail.ts'
import { protect, sameOrigin } from './security.ts'
import { chooseLang } from '../i18n/choose.ts'

export type Vars = { actor: Actor; ended: string | undefined; lang: Lang; requestId: string; route: string }
export type Ctx = Context<{ Variables: Vars }>

export type ServerParts = {
  app: App
  authenticate: Authenticate
  frame: Frame
  failureView: FailureView
  pages: readonly AnyPage[]
  endpoints: readonly Endpoint[]
  /** Serves built assets under `/assets/`. */
  assets?: (c: Ctx) => Promise<Response | undefined>
}

const smallBody = 1024 * 1024

/** Builds the web application: everything a request meets, in order. */
export function createServer(parts: ServerParts): Hono<{ Variables: Vars }> {
  const { app, frame } = parts
  const metrics = createMetrics()
  const server = new Hono<{ Variables: Vars }>()
  server.onError((error, c) => failPage(parts, c as Ctx, error))
  server.use(closeUnread, clientAddress(app), requestId(), metrics.middleware, logRequest(app))
  server.get('/healthz', (c) => c.text('ok'))
  server.get('/readyz', (c) => readiness(app, c as Ctx))
  server.get(
    '/metrics',
    async () =>
      new Response(await metrics.registry.metrics(), {
        headers: { 'content-type': metrics.registry.contentType },
      }),
  )
  if (parts.assets) server.get('/assets/*', async (c, next) => (await parts.assets!(c as Ctx)) ?? next())
  server.use(compress(), sameOrigin(app, parts.endpoints))
  for (const page of parts.pages) mountPage(server, parts, page, frame)
  for (const endpoint of parts.endpoints) mountEndpoint(server, parts, endpoint)
  // Also what is not there is answered under the same policy, and in the frame of who asked.
  server.all('*', protect(app), identify(parts, 'other'), () => {
    throw new AppError('not_found', 'platform.error.not_found')
  })
  return server
}

function mountPage(server: Hono<{ Variables: Vars }>, parts: ServerParts, page: AnyPage, frame: Frame): void {
  const { app } = parts
  const guard = protect(app, page.csp)
  server.get(page.path, guard, identify(parts, page.path), (c) => servePage(app, c as Ctx, page, frame))
  if (!page.forms) return
  const limit = limitBody(page.maxBody ?? smallBody, 'invalid')
  // A visitor's large file is not read at all: they sign in first.
  const visitorLimit = limitBody(smallBody, 'unauthenticated')
  server.post(
    page.path,
    guard,
    identify(parts, page.path),
    (c, next) =>
      (c.get('actor').kind === 'public' && page.permission !== 'public' ? visitorLimit : limit)(c, next),
    (c) => servePage(app, c as Ctx, page, frame),
  )
}

function limitBody(maxSize: number, refusal: 'invalid' | 'unauthenticated') {
  return bodyLimit({
    maxSize,
    onError: () => Promise.reject(new AppError(refusal, 'platform.error.too_large')),
  })
}

const passOn: MiddlewareHandler = (_c, next) => next()

function mountEndpoint(server: Hono<{ Variables: Vars }>, parts: ServerParts, endpoint: Endpoint): void {
  const { app } = parts
  const { path, csp, permission } = endpoint
  const methods = endpoint.method === 'ALL' ? ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] : [endpoint.method]
  const limit = endpoint.isStreamed ? passOn : limitBody(endpoint.maxBody ?? smallBody, 'invalid')
  const guard = endpoint.ownPolicy ? passOn : protect(app, csp)
  const before = [guard, limit, identify(parts, path)] as const
  server.on(methods, path, ...before, async (c) => {
    const actor = c.get('actor')
    const refusal = actor.kind === 'public' ? 'unauthenticated' : 'forbidden'
    if (!may(actor, permission)) throw new AppError(refusal, 'platform.error.forbidden')
    return endpoint.handle({
      app,
      actor,
      request: c.req.raw,
      params: c.req.param() as Record<string, string>,
      url: new URL(c.req.url),
      lang: c.get('lang'),
      read: (work) => app.database.read(actor, work),
    })
  })
}

/** Finds the sender and the language; the answer carries what renews the session. */
function identify({ app, authenticate }: ServerParts, route: string) {
  return async (c: Context<{ Variables: Vars }>, next: () => Promise<void>) => {
    c.set('route', route)
    c.set('lang', chooseLang(c.req.raw))
    // The database keeps no text with a zero character: an address with one names nothing.
    if (c.req.url.includes('%00')) throw new AppError('not_found', 'platform.error.not_found')
    const { actor, headers, ended } = await authenticate(app, c.req.raw)
    c.set('actor', actor)
    c.set('ended', ended)
    await next()
    headers?.forEach((value, name) => c.res.headers.append(name, value))
  }
}

/** HEAD is answered as GET is and its body thrown away unread: a file that was opened for it must be closed, or it is at the next collection. */
const closeUnread: MiddlewareHandler = async (c, next) => {
  await next()
  if (c.req.method === 'HEAD') await c.res.body?.cancel().catch(() => undefined)
}

/** Where a request comes from: the socket, unless a proxy we trust says so. */
function clientAddress(app: App) {
  return async (c: Context<{ Variables: Vars }>, next: () => Promise<void>) => {
    const incoming = (c.env as { incoming?: { socket: { remoteAddress?: string } } } | undefined)?.incoming
    const address = incoming?.socket.remoteAddress
    if (address && !app.config.trustProxy) c.req.raw.headers.set('x-forwarded-for', address)
    await next()
  }
}

function logRequest(app: App) {
  return async (c: Context<{ Variables: Vars }>, next: () => Promise<void>) => {
    const begun = performance.now()
    await next()
    const milliseconds = Math.round(performance.now() - begun)
    const { method } = c.req
    const asked = { request: c.get('requestId'), method, route: c.get('route') }
    app.log.info({ ...asked, status: c.res.status, milliseconds }, 'request')
  }
}

async function readiness(app: App, c: Ctx): Promise<Response> {
  try {
    await app.database.owner.query('select 1')
    return c.text('ready')
  } catch {
    return c.text('database away', 503)
  }
}
