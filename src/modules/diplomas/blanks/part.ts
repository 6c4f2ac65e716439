import type { Part } from '#platform/parts.ts'
import { blanksWords } from './words.ts'

/** Blank forms: received, moved, used, spoiled, destroyed, and what is left. */
export const blanksPart: Part = { words: blanksWords }
