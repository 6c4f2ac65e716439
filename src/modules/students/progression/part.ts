import type { Part } from '#platform/parts.ts'
import { progressCsv, progressPdfFile, progressXlsx } from './endpoints.ts'
import { learnerProgress } from './pages/learner.tsx'
import { progressionList } from './pages/list.tsx'
import { ownProgress } from './pages/own.tsx'
import { progressionReview } from './pages/review.tsx'
import { progressionWords } from './words.ts'

/** Progress: who goes on after a year or term, who is adjusted or warned, who falls under dismissal. */
export const progressionPart: Part = {
  words: progressionWords,
  pages: [progressionList, progressionReview, learnerProgress, ownProgress],
  endpoints: [progressPdfFile, progressCsv, progressXlsx],
  nav: [
    {
      href: '/xet-tien-do',
      label: 'students.progression.nav',
      permission: 'students.read',
      group: 'teaching',
    },
  ],
}
