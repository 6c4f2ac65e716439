import type { Translate } from '#platform/i18n/index.ts'
import type { IntegrationRule } from './rules/integration.ts'
import { fromTenths, tenths, type StructureRule } from './rules/structure.ts'
import type { UpdateRule } from './rules/update.ts'

/** What counts as integrated, in plain words. */
export function integrationReading(rule: IntegrationRule, t: Translate): string {
  const parts = [
    t('curricula.reading.outcomes', { count: rule.min_outcomes, level: rule.min_level }),
    rule.needs_unit && t('curricula.reading.needs_unit'),
    rule.min_domains > 1 && t('curricula.reading.domains', { count: rule.min_domains }),
    rule.min_digital_units > 0 && t('curricula.reading.digital', { count: rule.min_digital_units }),
    rule.min_digital_units > 0 && rule.accepts_confirmation && t('curricula.reading.confirmation'),
  ]
  return t('curricula.reading.integration', { conditions: parts.filter(Boolean).join('; ') })
}

/** What counts as updated, in plain words. */
export function updateReading(rule: UpdateRule, t: Translate): string {
  const key = rule.needs_note ? 'curricula.reading.update_note' : 'curricula.reading.update'
  return t(key, { months: rule.months, prefixes: rule.prefixes.join(', ') })
}

/** A bound of the structure, in plain words. */
export function structureReading(rule: StructureRule, t: Translate): string {
  const bound =
    rule.maximum === null
      ? t('curricula.reading.least', { minimum: fromTenths(tenths(rule.minimum)) })
      : rule.minimum === null
        ? t('curricula.reading.most', { maximum: fromTenths(tenths(rule.maximum)) })
        : rule.minimum === rule.maximum
          ? fromTenths(tenths(rule.minimum))
          : t('curricula.reading.between', {
              minimum: fromTenths(tenths(rule.minimum)),
              maximum: fromTenths(tenths(rule.maximum)),
            })
  const whom = [
    rule.level && t.dynamic(`institutions.level.${rule.level}`),
    rule.entry_level && rule.entry_level !== 'any' && t.dynamic(`curricula.entry_level.${rule.entry_level}`),
  ].filter(Boolean)
  const words = t.dynamic(`curricula.reading.${rule.kind}`, { bound })
  const reading = whom.length > 0 ? `${whom.join(', ').toLocaleLowerCase(t.lang)}: ${words}` : words
  return reading.charAt(0).toLocaleUpperCase(t.lang) + reading.slice(1)
}
