import type { Part } from '#platform/parts.ts'
import { approvePage } from './actions/approve-page.ts'
import { addPages, openOldBook } from './actions/book.ts'
import { keyPage } from './actions/key-page.ts'
import { oldRegisterDuties } from './duties.ts'
import { pageScan } from './endpoints.ts'
import { oldBook } from './pages/book.tsx'
import { oldBooks } from './pages/books.tsx'
import { oldPage } from './pages/page.tsx'
import { oldRegisterWords } from './words.ts'

/** Old paper registers: scanned, keyed beside the image, keyed again blind, settled by a third, and then answered by the public check. */
export const oldRegistersPart: Part = {
  words: oldRegisterWords,
  pages: [oldBooks, oldPage, oldBook],
  actions: [openOldBook, addPages, keyPage, approvePage],
  endpoints: [pageScan],
  nav: [{ href: '/so-cu', label: 'diplomas.old.nav', permission: 'diplomas.read', group: 'services' }],
  duties: oldRegisterDuties,
}
