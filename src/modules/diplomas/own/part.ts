import type { Part } from '#platform/parts.ts'
import { shareDiploma, takeShareBack } from './actions/share.ts'
import { ownEndpoints } from './endpoints.ts'
import { forgetShareLooks } from './jobs.ts'
import { ownDiploma } from './pages/detail.tsx'
import { ownDiplomas } from './pages/list.tsx'
import { openedShare } from './pages/opened.tsx'
import { ownShare } from './pages/share.tsx'
import { diplomaSection } from './section.tsx'
import { ownWords } from './words.ts'

/** A holder's own diplomas: files to take away, and links that show parts of them. */
export const ownPart: Part = {
  words: ownWords,
  personSections: [diplomaSection],
  pages: [openedShare, ownDiplomas, ownShare, ownDiploma],
  actions: [shareDiploma, takeShareBack],
  endpoints: ownEndpoints,
  jobs: [forgetShareLooks],
  nav: [
    { href: '/van-bang-cua-toi', label: 'diplomas.own.title', permission: 'diplomas.own', group: 'start' },
  ],
}
