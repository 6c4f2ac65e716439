import type { App, Authenticate } from '#platform/app.ts'
import { createServer } from '#platform/http/server.ts'
import { readAssets } from './assets.ts'
import { authenticator } from './compose.ts'
import { createFrame } from './layout.tsx'
import { apiEndpoints } from './api.ts'
import { importEndpoints } from './imports/index.ts'
import { appPages } from './pages/index.ts'
import { failureView } from './pages/error.tsx'

/** The web application: every module's pages and endpoints, in one frame. */
export function createWeb(app: App, options: { authenticate?: Authenticate } = {}) {
  const assets = readAssets()
  return createServer({
    app,
    authenticate: options.authenticate ?? authenticator(app),
    frame: createFrame(assets),
    failureView,
    pages: [...appPages(app), ...app.modules.flatMap((module) => module.pages ?? [])],
    endpoints: [
      ...apiEndpoints(app),
      ...importEndpoints(app),
      ...app.modules.flatMap((module) => module.endpoints ?? []),
    ],
    assets: assets.serve,
  })
}
