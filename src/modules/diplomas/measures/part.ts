import type { Part } from '#platform/parts.ts'
import { diplomasDigitised, issuedInTime } from './measures.ts'
import { measureWords } from './words.ts'

/** What the plan and the reports may count of diplomas. */
export const measuresPart: Part = {
  words: measureWords,
  measures: [diplomasDigitised, issuedInTime],
}
