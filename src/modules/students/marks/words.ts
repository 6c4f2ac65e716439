import { defineWords } from '#platform/i18n/index.ts'
import { en } from './messages/en.ts'
import { requestsEn } from './messages/requests-en.ts'
import { requestsVi } from './messages/requests-vi.ts'
import { vi } from './messages/vi.ts'

/** Words of mark sheets, results, requests and recognition. */
export const marksWords = defineWords({ ...vi, ...requestsVi }, { ...en, ...requestsEn })

type Vi = typeof vi & typeof requestsVi
declare module '#platform/i18n/index.ts' {
  interface Messages extends Vi {}
}
