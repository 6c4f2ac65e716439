import { defineWords } from './i18n/index.ts'
import { en } from './words.en.ts'
import { vi } from './words.vi.ts'

/** Words of the platform itself: refusals and forms. */
export const platformWords = defineWords(vi, en)

type Vi = typeof vi
declare module './i18n/index.ts' {
  interface Messages extends Vi {}
}
