import { defineWords } from '#platform/i18n/index.ts'
import { en as actsEn } from './messages/acts-en.ts'
import { vi as actsVi } from './messages/acts-vi.ts'
import { en as checklistEn } from './messages/checklist-en.ts'
import { vi as checklistVi } from './messages/checklist-vi.ts'
import { en } from './messages/en.ts'
import { vi } from './messages/vi.ts'
import { mapWords } from './pages/map/words.ts'

export const words = defineWords(
  { ...vi, ...checklistVi, ...actsVi, ...mapWords.vi },
  { ...en, ...checklistEn, ...actsEn, ...mapWords.en },
)

type Vi = typeof vi & typeof checklistVi & typeof actsVi
declare module '#platform/i18n/index.ts' {
  interface Messages extends Vi {}
}
