import type { Part } from '#platform/parts.ts'
import { documentWords } from './words.ts'

/** Diplomas as documents: their forms, the keys they are signed with, printing on blanks. */
export const documentsPart: Part = {
  words: documentWords,
}
