import type { Part } from '#platform/parts.ts'
import { approvePage } from './actions/approve-page.ts'
import { compareLine } from './actions/compare-line.ts'
import { keyPage, leavePage, takeBackPage } from './actions/key-page.ts'
import { openOldBook } from './actions/open-book.ts'
import { addPages, movePage, removePage, turnPage } from './actions/pages.ts'
import { tieLine, untieLine } from './actions/tie-line.ts'
import { loadOldRegistersDemo } from './demo/load.ts'
import { oldRegisterDuties } from './duties.ts'
import { pageScan } from './endpoints.ts'
import { progressCsv, progressXlsx } from './export.ts'
import { oldRegisterImport } from './imports.ts'
import { oldBook } from './pages/book.tsx'
import { oldBooks } from './pages/books.tsx'
import { oldLine } from './pages/line.tsx'
import { oldPage } from './pages/page.tsx'
import { progressPage } from './pages/progress.tsx'
import { tiesPage } from './pages/ties.tsx'
import { oldRegisterWords } from './words.ts'

/** Old paper registers: scanned, keyed beside the image, keyed again blind, settled by a third, and then answered by the public check. */
export const oldRegistersPart: Part = {
  words: oldRegisterWords,
  // The page of one register stands last: its address would take in the others.
  pages: [oldBooks, progressPage, tiesPage, oldPage, oldLine, oldBook],
  actions: [
    openOldBook,
    addPages,
    turnPage,
    movePage,
    removePage,
    keyPage,
    leavePage,
    takeBackPage,
    approvePage,
    compareLine,
    tieLine,
    untieLine,
  ],
  endpoints: [pageScan, progressCsv, progressXlsx],
  imports: [oldRegisterImport],
  nav: [{ href: '/so-cu', label: 'diplomas.old.nav', permission: 'diplomas.read', group: 'services' }],
  duties: oldRegisterDuties,
  demo: loadOldRegistersDemo,
}
