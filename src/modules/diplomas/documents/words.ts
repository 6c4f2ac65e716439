import { defineWords } from '#platform/i18n/index.ts'
import { en } from './messages/en.ts'
import { keysEn } from './messages/keys-en.ts'
import { keysVi } from './messages/keys-vi.ts'
import { layoutEn } from './messages/layout-en.ts'
import { layoutVi } from './messages/layout-vi.ts'
import { vi } from './messages/vi.ts'

const all = { ...vi, ...keysVi, ...layoutVi } as const

export const documentWords = defineWords(all, { ...en, ...keysEn, ...layoutEn })

type Vi = typeof all
declare module '#platform/i18n/index.ts' {
  interface Messages extends Vi {}
}
