import type { MiddlewareHandler } from 'hono'
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client'

export type Metrics = { registry: Registry; middleware: MiddlewareHandler }

/** Counts and times requests by route pattern, for Prometheus. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Counter({
    name: 'ngheso_http_requests_total',
    help: 'Requests answered',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  })
  const seconds = new Histogram({
    name: 'ngheso_http_request_seconds',
    help: 'Time to answer',
    labelNames: ['method', 'route'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  })
  return {
    registry,
    middleware: async (c, next) => {
      const stop = seconds.startTimer()
      await next()
      const route = c.get('route') ?? 'other'
      stop({ method: c.req.method, route })
      requests.inc({ method: c.req.method, route, status: String(c.res.status) })
    },
  }
}
