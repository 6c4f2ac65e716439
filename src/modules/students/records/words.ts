import { defineWords } from '#platform/i18n/index.ts'
import { actsEn } from './messages/acts-en.ts'
import { actsVi } from './messages/acts-vi.ts'
import { en } from './messages/en.ts'
import { policyEn } from './messages/policy-en.ts'
import { policyVi } from './messages/policy-vi.ts'
import { vi } from './messages/vi.ts'

const all = { ...vi, ...actsVi, ...policyVi } as const

export const recordsWords = defineWords(all, { ...en, ...actsEn, ...policyEn })

type Vi = typeof all
declare module '#platform/i18n/index.ts' {
  interface Messages extends Vi {}
}
