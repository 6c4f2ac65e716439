import type { Part } from '#platform/parts.ts'
import { askCopy, counterCopy, grantCopy, refuseCopy } from './actions/ask.ts'
import { finishCopy } from './actions/finish.ts'
import { copyDuties } from './duties.ts'
import { copyEndpoints } from './endpoints.ts'
import { resumeCopies } from './jobs.ts'
import { copyCheck } from './pages/check.tsx'
import { counterPage } from './pages/counter.tsx'
import { copyDetail } from './pages/detail.tsx'
import { copyList } from './pages/list.tsx'
import { ownCopies } from './pages/own.tsx'
import { heldCopies } from './store/copy.ts'
import { copyWords } from './words.ts'

/** Certified copies from the register: asked for online or at the counter, answered from the line, with a register of their own. */
export const copiesPart: Part = {
  words: copyWords,
  pages: [copyList, copyDetail, counterPage, ownCopies, copyCheck],
  actions: [askCopy, grantCopy, refuseCopy, counterCopy, finishCopy],
  endpoints: copyEndpoints,
  jobs: [resumeCopies],
  nav: [{ href: '/ban-sao', label: 'diplomas.copies.nav', permission: 'diplomas.read', group: 'services' }],
  duties: copyDuties,
  personalData: [
    { subject: 'diplomas.certified_copy', about: (personId) => ({ person: personId }), collect: heldCopies },
  ],
}
