import type { Part } from '#platform/parts.ts'
import { acceptBlanks, recallBlanks, refuseBlanks } from './actions/answer-move.ts'
import { destroyBlanks } from './actions/destroy-blanks.ts'
import { receiveBlanks } from './actions/receive-blanks.ts'
import { sendBlanks } from './actions/send-blanks.ts'
import { spoilBlanks } from './actions/spoil-blanks.ts'
import { blankDuties } from './duties.ts'
import { minutesFile } from './endpoints.ts'
import { destroyPage, receivePage, sendPage, spoilPage } from './pages/forms.tsx'
import { arrivalPage, movementPage } from './pages/movement.tsx'
import { blanksOverview } from './pages/overview.tsx'
import { schoolStock } from './pages/school.tsx'
import { blanksWords } from './words.ts'

/** Blank forms: received, moved, used, spoiled, destroyed, and what is left. */
export const blanksPart: Part = {
  words: blanksWords,
  pages: [
    blanksOverview,
    receivePage,
    sendPage,
    spoilPage,
    destroyPage,
    arrivalPage,
    movementPage,
    schoolStock,
  ],
  actions: [receiveBlanks, sendBlanks, acceptBlanks, recallBlanks, refuseBlanks, spoilBlanks, destroyBlanks],
  endpoints: [minutesFile],
  duties: blankDuties,
  nav: [{ href: '/phoi', label: 'diplomas.blanks.nav', permission: 'diplomas.read', group: 'services' }],
}
