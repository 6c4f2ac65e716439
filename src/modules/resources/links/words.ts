import { defineWords } from '#platform/i18n/index.ts'
import { en } from './messages/en.ts'
import { vi } from './messages/vi.ts'

export const linkWords = defineWords(vi, en)

type Vi = typeof vi
declare module '#platform/i18n/index.ts' {
  interface Messages extends Vi {}
}
