import { defineWords } from '#platform/i18n/index.ts'
import { en } from './messages/en.ts'
import { vi } from './messages/vi.ts'

/** Words the parts of the module share. */
export const words = defineWords(vi, en)

type Vi = typeof vi
declare module '#platform/i18n/index.ts' {
  interface Messages extends Vi {}
}
