import type { MiddlewareHandler } from 'hono'
import { csrf } from 'hono/csrf'
import { secureHeaders } from 'hono/secure-headers'
import type { App } from '../app.ts'
import type { Endpoint } from '../pages/endpoint.ts'
import type { AnyPage } from '../pages/page.ts'

/** Forms are accepted from our own pages only; the API without a cookie and open endpoints speak for nobody, so programs may send them theirs. */
export function sameOrigin(app: App, endpoints: readonly Endpoint[]): MiddlewareHandler {
  const open = new Set(endpoints.flatMap((one) => (one.isOpen ? one.path : [])))
  const own = csrf({
    origin: (origin, c) => origin === new URL(c.req.url).origin || origin === app.publicUrl(),
  })
  const isForNobody = (path: string) => path.startsWith('/api/v1/') || open.has(path)
  return (c, next) => (isForNobody(c.req.path) && !c.req.header('cookie') ? next() : own(c, next))
}

/** Headers of every answer; a page may widen the content policy for its own needs (the map). */
export function protect(app: App, csp: AnyPage['csp'] = {}): MiddlewareHandler {
  const self = "'self'"
  // Map tiles are the one thing that may come from elsewhere, when the operator names a server.
  const tiles = app.config.tileUrl ? [new URL(app.config.tileUrl.replaceAll(/[{}]/g, '')).origin] : []
  const isHttps = app.config.publicUrl?.startsWith('https:') ?? false
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: [self],
      scriptSrc: [self, ...(csp.scriptSrc ?? [])],
      styleSrc: [self, ...(csp.styleSrc ?? [])],
      imgSrc: [self, 'data:', ...tiles, ...(csp.imgSrc ?? [])],
      fontSrc: [self],
      connectSrc: [self, ...tiles, ...(csp.connectSrc ?? [])],
      workerSrc: [self, ...(csp.workerSrc ?? [])],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: [self, ...(app.config.oidc ? [new URL(app.config.oidc.issuer).origin] : [])],
      frameAncestors: ["'none'"],
    },
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    strictTransportSecurity: isHttps ? 'max-age=31536000' : false,
    // What is not ours is answered with a stricter policy of its own.
    overwrite: false,
  })
}
