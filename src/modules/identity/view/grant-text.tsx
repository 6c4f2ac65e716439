import type { AreaKind } from '#platform/access.ts'
import type { Translate } from '#platform/i18n/index.ts'

/** The role in words. */
export function roleText(t: Translate, role: string): string {
  return t.dynamic(`identity.role.${role}`)
}

/** The area in words; `name` is the institution's or ward's, where the page knows it. */
export function areaText(t: Translate, kind: AreaKind, id: string | null, name?: string | undefined): string {
  if (kind === 'institution' && name) return name
  if (kind === 'place') return t('identity.area.place', { name: name ?? id ?? '' })
  return t.dynamic(`identity.area.${kind}`)
}

/** What a permission allows, in words, where its module gave some; else its name. */
export function permissionText(t: Translate, permission: string): string {
  const key = permission.replace('.', '.permission.')
  return t.has(key) ? t.dynamic(key) : permission
}
