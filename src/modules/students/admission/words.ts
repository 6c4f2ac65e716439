import { defineWords } from '#platform/i18n/index.ts'
import { en } from './messages/en.ts'
import { moreEn } from './messages/more-en.ts'
import { moreVi } from './messages/more-vi.ts'
import { vi } from './messages/vi.ts'

const all = { ...vi, ...moreVi } as const

export const admissionWords = defineWords(all, { ...en, ...moreEn })

type Vi = typeof all
declare module '#platform/i18n/index.ts' {
  interface Messages extends Vi {}
}
