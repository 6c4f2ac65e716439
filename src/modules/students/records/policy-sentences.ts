import type { Translate } from '#platform/i18n/index.ts'
import { basisOf, leaves, type Basis, type GradingPolicy } from '../grading/policy.ts'
import { isApplied } from '../grading/unapplied.ts'
import { valueAt } from './own-policy.ts'

/** One number or choice of a policy in a plain sentence, and where it comes from. */
export type PolicySentence = {
  path: string
  part: string
  sentence: string
  basis: Basis
  /** Applied by itself; else people keep to it by hand. */
  isApplied: boolean
}

/** Every number and choice of a policy, in the order of its parts. */
export function policySentences(policy: GradingPolicy, t: Translate): PolicySentence[] {
  return leaves(policy).map((path) => ({
    path,
    part: path.split('.')[0]!,
    sentence: t.dynamic(`students.policy.rule.${path}`, paramsOf(valueAt(policy, path), t)),
    basis: basisOf(policy, path)!,
    isApplied: isApplied(path),
  }))
}

/** Values as the sentences take them: `value` as text; of a pair also `low` and `high`. */
function paramsOf(value: unknown, t: Translate): Record<string, string | number> {
  if (value === null) return { value: 'none' }
  if (Array.isArray(value)) {
    const [low, high] = value as unknown[]
    return { value: listed(value, t), low: plain(low, t), high: plain(high, t) }
  }
  return { value: plain(value, t), percent: percentOf(value, t) }
}

function listed(values: readonly unknown[], t: Translate): string {
  if (values.length === 0) return t('students.policy.nothing')
  return values.map((one) => rowText(one, t)).join('; ')
}

function rowText(value: unknown, t: Translate): string {
  if (value === null || typeof value !== 'object') return plain(value, t)
  const row = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner, t)]))
  const kind = 'letter' in row ? 'letter' : 'factor' in row ? 'factor' : 'class'
  return t.dynamic(`students.policy.row.${kind}`, row)
}

/** Decimals in the language's form; codes in words where there are some. */
function plain(value: unknown, t: Translate): string {
  const text = String(value)
  if (/^\d+\.\d+$/.test(text)) return t.lang === 'vi' ? text.replace('.', ',') : text
  const key = `students.policy.code.${text}`
  return t.has(key) ? t.dynamic(key) : text
}

/** A share as a percentage without floats going wrong: 0.80 is 80. */
function percentOf(value: unknown, t: Translate): string {
  const text = String(value)
  return /^0\.\d+$/.test(text) ? t.percent(Number(text), 1) : text
}
