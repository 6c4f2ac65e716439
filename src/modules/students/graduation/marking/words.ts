import { defineWords, type Translate } from '#platform/i18n/index.ts'
import type { Marker } from './marking.ts'
import { en } from './messages/en.ts'
import { vi } from './messages/vi.ts'

export const markingWords = defineWords(vi, en)

/** What somebody is in a round. */
export const roleText = (one: Marker, t: Translate): string =>
  one.is_third ? t('students.marking.third') : t('students.marking.marker', { position: one.position })

type Vi = typeof vi
declare module '#platform/i18n/index.ts' {
  interface Messages extends Vi {}
}
