import type { App } from '#platform/app.ts'
import type { Endpoint } from '#platform/pages/endpoint.ts'

/** The public API of every module, and its OpenAPI document. */
export function apiEndpoints(_app: App): Endpoint[] {
  return []
}
