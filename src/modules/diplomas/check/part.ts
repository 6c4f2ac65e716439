import type { Part } from '#platform/parts.ts'
import { checkPage } from './pages/check.tsx'
import { diplomaPage } from './pages/diploma.tsx'
import { checkWords } from './words.ts'

/** The check anybody can make: by QR code, by number, by file, many at once. */
export const checkPart: Part = {
  words: checkWords,
  // The address of one diploma stands last: it would take in the others.
  pages: [checkPage, diplomaPage],
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
