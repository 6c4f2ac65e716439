import type { Part } from '#platform/parts.ts'
import { askThird, closeMarking, discardMarking } from './actions/end-marking.ts'
import { handInMarks, markPapers } from './actions/mark-papers.ts'
import { heldPaperMarks } from '../store/held.ts'
import { openMarking } from './actions/open-marking.ts'
import { markingDuties } from './duties.ts'
import { markerSheet } from './pages/own.tsx'
import { markingRound } from './pages/round.tsx'
import { markingWords } from './words.ts'

/** Independent marking of the graduation examination: two markers, a third where they differ, a panel for a thesis. */
export const markingPart: Part = {
  words: markingWords,
  pages: [markingRound, markerSheet],
  actions: [openMarking, markPapers, handInMarks, askThird, closeMarking, discardMarking],
  duties: markingDuties,
  personalData: [
    {
      subject: 'students.exam_paper_mark',
      about: (personId) => ({ person: personId }),
      collect: heldPaperMarks,
    },
  ],
}
