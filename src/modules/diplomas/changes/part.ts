import type { Part } from '#platform/parts.ts'
import { correctDiploma, replaceDiploma } from './actions/renew.ts'
import { liftSuspension, revokeDiploma, suspendDiploma } from './actions/stop.ts'
import { correctPage } from './pages/correct.tsx'
import { replacePage } from './pages/replace.tsx'
import { stopPage } from './pages/stop.tsx'
import { changesWords } from './words.ts'

/** What may happen to a diploma once it is issued: corrected, replaced, suspended, revoked, each in one act. */
export const changesPart: Part = {
  words: changesWords,
  pages: [correctPage, replacePage, stopPage],
  actions: [correctDiploma, replaceDiploma, suspendDiploma, liftSuspension, revokeDiploma],
}
