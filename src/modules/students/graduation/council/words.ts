import { defineWords, type Translate } from '#platform/i18n/index.ts'
import { councilRoles } from './council.ts'
import { en } from './messages/en.ts'
import { vi } from './messages/vi.ts'

export const councilWords = defineWords(vi, en)

/** A role in words; older lists hold the words themselves. */
export const roleText = (role: string, t: Translate): string =>
  (councilRoles as readonly string[]).includes(role) ? t.dynamic(`students.council.role.${role}`) : role

type Vi = typeof vi
declare module '#platform/i18n/index.ts' {
  interface Messages extends Vi {}
}
