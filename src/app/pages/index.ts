import type { App } from '#platform/app.ts'
import type { AnyPage } from '#platform/pages/page.ts'
import { importPages } from '../imports/index.ts'
import { apiDocsPage } from './api-docs.tsx'
import { devMailLetter, devMailList } from './dev-mail.tsx'
import { galleryPage } from './gallery.tsx'
import { homePage } from './home.tsx'
import { searchPage } from './search.tsx'

/** Pages that belong to no module: the start page, search, the API's page and, in development, the design system and written mail. */
export function appPages(app: App): AnyPage[] {
  const mail = app.config.dev || app.isDemo() ? [devMailList, devMailLetter] : []
  return [
    homePage,
    searchPage,
    apiDocsPage,
    ...importPages(app),
    ...mail,
    ...(app.config.dev ? [galleryPage] : []),
  ]
}
