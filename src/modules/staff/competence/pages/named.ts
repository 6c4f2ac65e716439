import type { Translate } from '#platform/i18n/index.ts'
import type { Framework } from '../assessment.ts'

/** The name in the reader's language. */
export function named(t: Translate, one: { name: string; name_en: string }): string {
  return t.lang === 'vi' ? one.name : one.name_en
}

/** A level in words; 0 is below the first. */
export function levelName(t: Translate, framework: Framework, level: number): string {
  const found = framework.levels.find((one) => one.level === level)
  const first = framework.levels[0]
  return found ? named(t, found) : t('staff.competence.result.below', { level: first ? named(t, first) : '' })
}
