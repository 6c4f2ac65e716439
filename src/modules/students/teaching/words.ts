import { defineWords } from '#platform/i18n/index.ts'
import { en } from './messages/en.ts'
import { actsEn } from './messages/acts-en.ts'
import { actsVi } from './messages/acts-vi.ts'
import { errorsEn } from './messages/errors-en.ts'
import { errorsVi } from './messages/errors-vi.ts'
import { ownEn } from './messages/own-en.ts'
import { ruleEn } from './messages/rule-en.ts'
import { ruleVi } from './messages/rule-vi.ts'
import { ownVi } from './messages/own-vi.ts'
import { vi } from './messages/vi.ts'

const all = { ...vi, ...actsVi, ...errorsVi, ...ownVi, ...ruleVi } as const

export const teachingWords = defineWords(all, { ...en, ...actsEn, ...errorsEn, ...ownEn, ...ruleEn })

type Vi = typeof all
declare module '#platform/i18n/index.ts' {
  interface Messages extends Vi {}
}
