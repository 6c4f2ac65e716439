import { defineWords } from '#platform/i18n/index.ts'
import { en as manyEn } from './messages/many-en.ts'
import { vi as manyVi } from './messages/many-vi.ts'
import { en } from './messages/en.ts'
import { vi } from './messages/vi.ts'

export const checkWords = defineWords({ ...vi, ...manyVi }, { ...en, ...manyEn })

type Vi = typeof vi & typeof manyVi
declare module '#platform/i18n/index.ts' {
  interface Messages extends Vi {}
}
