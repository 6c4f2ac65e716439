import type { Part } from '#platform/parts.ts'
import { addToCollection } from './actions/collect.ts'
import { copyResource } from './actions/copy-resource.ts'
import { answerProblemAction, tellProblem } from './actions/problem.ts'
import { bringBack, takeDown } from './actions/take-down.ts'
import { follow, recordUse, takeRatingBack, thank } from './actions/use.ts'
import { reuseDuties } from './duties.ts'
import { problemNew } from './pages/problem-new.tsx'
import { problemList, problemPage } from './pages/problems.tsx'
import { takeDownPage } from './pages/take-down.tsx'
import { usePage } from './pages/use.tsx'
import { reuseWords } from './words.ts'

/** Reuse: copies with their lineage, collections, use in class with ratings and thanks, problems, take-down. */
export const reusePart: Part = {
  words: reuseWords,
  pages: [problemList, problemPage, usePage, problemNew, takeDownPage],
  actions: [
    copyResource,
    addToCollection,
    recordUse,
    takeRatingBack,
    follow,
    thank,
    tellProblem,
    answerProblemAction,
    takeDown,
    bringBack,
  ],
  duties: reuseDuties,
}
