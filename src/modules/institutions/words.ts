import { defineWords } from '#platform/i18n/index.ts'
import { en } from './messages/en.ts'
import { vi } from './messages/vi.ts'
import { mapWords } from './pages/map/words.ts'

export const words = defineWords({ ...vi, ...mapWords.vi }, { ...en, ...mapWords.en })

type Vi = typeof vi
declare module '#platform/i18n/index.ts' {
  interface Messages extends Vi {}
}
