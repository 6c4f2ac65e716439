import type { Translate } from '#platform/i18n/index.ts'
import { basisOf, type GradingPolicy } from './policy.ts'
import type { Step } from './step.ts'

const figures = /^[\d\s.,…×+\-–()/%]+$/

/** Figures with the decimal mark of the language; names and other words stay as they are. */
function localised(value: string | number, lang: Translate['lang']): string | number {
  return typeof value === 'string' && lang === 'vi' && figures.test(value)
    ? value.replaceAll(/(\d)\.(\d)/g, '$1,$2')
    : value
}

/** One step in words. */
export function say(t: Translate, one: Step): string {
  const params = Object.entries(one.params).map(([name, value]) => [name, localised(value, t.lang)])
  return t.dynamic(one.key, Object.fromEntries(params))
}

/**
 * The whole calculation in words ("vì sao 7,5?"): each step, then the document and articles it rests on, and whether a
 * number of the policy was used that nobody has checked against the text.
 */
export function explain(t: Translate, policy: GradingPolicy, steps: readonly Step[]): string[] {
  const used = steps.flatMap((one) => basisOf(policy, one.rule) ?? [])
  const articles = [...new Set(used.flatMap((one) => one.article?.split(', ') ?? []))]
    .toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
    .join(', ')
  const isUnsure = used.some((one) => one.certainty !== 'S')
  return [
    ...steps.map((one) => say(t, one)),
    articles === ''
      ? t('students.grading.basis.document', { document: policy.document })
      : t('students.grading.basis.articles', { document: policy.document, articles }),
    ...(isUnsure ? [t('students.grading.basis.unsure')] : []),
  ]
}
