import type { App } from '#platform/app.ts'
import type { AnyPage } from '#platform/pages/page.ts'

import { homePage } from './home.tsx'

/** Pages that belong to no module: the start page, search, and, in development, the design system. */
export function appPages(app: App): AnyPage[] {
  return [homePage, ...(app.config.dev ? [] : [])]
}
