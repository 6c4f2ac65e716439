import { defineWords } from '#platform/i18n/index.ts'
import { en } from './messages/en.ts'
import { measuresEn } from './messages/measures-en.ts'
import { measuresVi } from './messages/measures-vi.ts'
import { vi } from './messages/vi.ts'

const all = { ...vi, ...measuresVi } as const

export const graduationWords = defineWords(all, { ...en, ...measuresEn })

type Vi = typeof all
declare module '#platform/i18n/index.ts' {
  interface Messages extends Vi {}
}
