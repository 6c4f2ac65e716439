import type { Part } from '#platform/parts.ts'
import { nameCouncil, takeBackCouncil } from './actions/name-council.ts'
import { councilPage } from './pages/councils.tsx'
import { councilWords } from './words.ts'

/** Councils of graduation as decisions name them. */
export const councilPart: Part = {
  words: councilWords,
  pages: [councilPage],
  actions: [nameCouncil, takeBackCouncil],
}
