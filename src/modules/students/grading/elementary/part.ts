import type { Part } from '#platform/parts.ts'
import { addElementaryPolicy } from './add-elementary-policy.ts'
import { elementaryPage } from './page.tsx'
import { elementaryWords } from './words.ts'

/** Grading of the elementary level: what is known of its law, and the numbers each school enters. */
export const elementaryPart: Part = {
  words: elementaryWords,
  pages: [elementaryPage],
  actions: [addElementaryPolicy],
}
