import type { Part } from '#platform/parts.ts'
import { loadPatterns } from './actions/load-patterns.ts'
import { loadReference } from './reference.ts'
import { registersWords } from './words.ts'

/** Registers: numbers without a gap, books by kind and year, their keeper, their pages on paper. */
export const registersPart: Part = {
  words: registersWords,
  actions: [loadPatterns],
  reference: loadReference,
}
