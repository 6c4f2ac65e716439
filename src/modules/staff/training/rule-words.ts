import type { Translate } from '#platform/i18n/index.ts'
import { formatNumber } from '#platform/text/index.ts'
import type { TrainedRule } from './rule.ts'

type Said = Pick<TrainedRule, 'categories' | 'manager_categories' | 'min_date'> & {
  min_hours: number | string
  validity_months?: number | null | undefined
}

/** The conditions of a rule in one sentence. */
export function describeRule(rule: Said, t: Translate): string {
  return t('staff.training.rule.words', {
    categories: describeCategories(rule.categories, t),
    managers:
      rule.manager_categories.length > 0
        ? t('staff.training.rule.words_managers', {
            categories: describeCategories(rule.manager_categories, t),
          })
        : '',
    hours: formatNumber(String(rule.min_hours), t.lang, { atMost: 1 }),
    from: t.date(rule.min_date),
    validity: rule.validity_months
      ? t('staff.training.rule.words_validity', { months: rule.validity_months })
      : '',
  })
}

/** Names of categories, one after the other. */
export function describeCategories(categories: readonly string[], t: Translate): string {
  return categories
    .map((category) => t.dynamic(`staff.training.category.${category}`))
    .join(t('staff.training.rule.or'))
}
