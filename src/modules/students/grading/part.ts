import type { Part } from '#platform/parts.ts'
import { rules } from './command.ts'
import { gradingWords } from './words.ts'

/** The rules of grading and graduation, and the command that answers them without a database. */
export const gradingPart: Part = {
  words: gradingWords,
  commands: { rules },
}
