import type { Part } from '#platform/parts.ts'
import { admitByException, takeBackException } from './admit.ts'
import { candidatesPage } from './page.tsx'
import { candidatesWords } from './words.ts'

/** Who may sit the graduation examination. */
export const candidatesPart: Part = {
  words: candidatesWords,
  pages: [candidatesPage],
  actions: [admitByException, takeBackException],
}
