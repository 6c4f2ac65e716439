import type { Part } from '#platform/parts.ts'
import { checkMany } from './actions/check-many.ts'
import { checkApi } from './api.ts'
import { sendFile } from './file/endpoint.ts'
import { manyEndpoints } from './many/endpoints.ts'
import { forgetLists } from './many/store.ts'
import { verifierPage } from './offline/endpoint.ts'
import { checkPage } from './pages/check.tsx'
import { diplomaPage } from './pages/diploma.tsx'
import { manyPage, manyResultPage } from './pages/many.tsx'
import { checkWords } from './words.ts'

/** The check anybody can make: by QR code, by number, by file, many at once. */
export const checkPart: Part = {
  words: checkWords,
  // The address of one diploma stands last: it would take in the others.
  pages: [checkPage, manyPage, manyResultPage, diplomaPage],
  actions: [checkMany],
  endpoints: [sendFile, checkApi, verifierPage, ...manyEndpoints],
  jobs: [forgetLists],
  nav: [
    {
      href: '/van-bang',
      label: 'diplomas.check.nav',
      hint: 'diplomas.check.nav_hint',
      permission: 'public',
      group: 'services',
    },
  ],
}
