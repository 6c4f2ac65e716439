import { defineWords } from '#platform/i18n/index.ts'
import { en } from './messages/en.ts'
import { thresholdEn } from './messages/threshold-en.ts'
import { thresholdVi } from './messages/threshold-vi.ts'
import { vi } from './messages/vi.ts'

const all = { ...vi, ...thresholdVi } as const

export const measuresWords = defineWords(all, { ...en, ...thresholdEn })

type Vi = typeof all
declare module '#platform/i18n/index.ts' {
  interface Messages extends Vi {}
}
