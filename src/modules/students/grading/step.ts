import { compare, roundedText, roundHalfUp, shownText, type Exact } from './exact.ts'
import type { vi } from './messages/vi.ts'

type Words = typeof vi
type KeyEnd<Prefix extends string> = {
  [K in keyof Words]: K extends `${Prefix}${infer End}` ? End : never
}[keyof Words]

export type StepKey = KeyEnd<'students.grading.'>
export type NoCode = KeyEnd<'students.grading.no.'>

type Params = Record<string, string | number>

/**
 * One sentence of an explanation: words and what goes into them. Figures are decimals with a point; `say` gives them
 * the mark of the language. `rule` is the path of the policy's number that caused it.
 */
export type Step = { key: string; params: Params; rule: string }

/** A "no": a sentence like any other, with a code by which a page finds what would mend it. */
export type Reason = Step & { code: NoCode }

export function step(key: StepKey, rule: string, params: Params = {}): Step {
  return { key: `students.grading.${key}`, params, rule }
}

export function no(code: NoCode, rule: string, params: Params = {}): Reason {
  return { code, key: `students.grading.no.${code}`, params, rule }
}

type Calculation = {
  [K in StepKey]: K extends `${infer Name}.rounded` ? (`${Name}.exact` extends StepKey ? Name : never) : never
}[StepKey]

/** A calculation with its exact value and, where they differ, the rounded one. */
export function calculation(
  key: Calculation,
  rule: string,
  value: Exact,
  unit: string,
  params: Params,
): Step {
  const isSame = compare(value, roundHalfUp(value, unit)) === 0
  const rounded = roundedText(value, unit)
  return isSame
    ? step(`${key}.exact` as StepKey, rule, { ...params, rounded })
    : step(`${key}.rounded` as StepKey, rule, { ...params, exact: shownText(value), rounded })
}
