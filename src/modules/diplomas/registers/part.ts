import type { Part } from '#platform/parts.ts'
import { closeBook } from './actions/close-book.ts'
import { handOverBooks } from './actions/hand-over-books.ts'
import { loadPatterns } from './actions/load-patterns.ts'
import { savePattern } from './actions/save-pattern.ts'
import { bookDuties } from './duties.ts'
import { bookCsv, bookFile, bookXlsx } from './endpoints.ts'
import { bookDetail } from './pages/detail.tsx'
import { handOverPage } from './pages/hand-over.tsx'
import { bookList } from './pages/list.tsx'
import { patternNew } from './pages/pattern-new.tsx'
import { patternList } from './pages/patterns.tsx'
import { loadReference } from './reference.ts'
import { registersWords } from './words.ts'

/** Registers: numbers without a gap, books by kind and year, their keeper, their pages on paper. */
export const registersPart: Part = {
  words: registersWords,
  permissions: [{ name: 'diplomas.move-books', roles: ['department-officer'] }],
  // The page of one book stands last: its address would take in the others.
  pages: [bookList, handOverPage, patternNew, patternList, bookDetail],
  actions: [loadPatterns, savePattern, closeBook, handOverBooks],
  endpoints: [bookFile, bookXlsx, bookCsv],
  duties: bookDuties,
  reference: loadReference,
  nav: [{ href: '/so-goc', label: 'diplomas.registers.nav', permission: 'diplomas.read', group: 'services' }],
}
