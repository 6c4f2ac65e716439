import { z } from 'zod'

export const kinds = ['percent', 'milestone'] as const
export type Kind = (typeof kinds)[number]

/** Words of an indicator in one language. */
export const IndicatorWords = z.object({
  name: z.string().min(1),
  statement: z.string().min(1),
  /** The formula as a sentence anybody can read. */
  formula: z.string().min(1),
  exclusions: z.string().min(1),
  /** What is counted: "nhà giáo". */
  noun: z.string().min(1),
  /** What would have to exist before it can be measured; null when it is measured. */
  missing: z.string().nullable(),
  /** What a measured value does not cover. */
  caveat: z.string().nullable(),
})
export type IndicatorWords = z.infer<typeof IndicatorWords>

export type Target = {
  year: number
  due_on: string
  /** Per cent, 0 to 100; null: the source does not state one. */
  value: number | null
  comparator: 'at_least' | 'done'
  source: string
}

/** An indicator as defined on some day, with its targets in order of year. */
export type Indicator = {
  id: string
  code: string
  kind: Kind
  task_group: string
  task_group_name: string
  task_group_name_en: string
  words: { vi: IndicatorWords; en: IndicatorWords }
  measure: string | null
  formula_version: string
  certainty: 'seen' | 'proposed'
  from_date: string
  targets: Target[]
}

export type Count = { numerator: number; denominator: number }

/** Per cent with two decimals, half up, in whole numbers throughout; null for an empty population (never 100 %). */
export function percentOf({ numerator, denominator }: Count): number | null {
  return denominator === 0 ? null : Math.floor((numerator * 20_000 + denominator) / (2 * denominator)) / 100
}

/** Is the target met? Compared exactly, before any rounding. */
export function meets(count: Count, target: number): boolean {
  return count.denominator > 0 && count.numerator * 100 >= target * count.denominator
}

/** How many more must count before the target is met, if the population stays as it is. */
export function shortfall(count: Count, target: number): number {
  // Hundredths keep a target such as 66,67 exact.
  const needed = Math.ceil((Math.round(target * 100) * count.denominator) / 10_000)
  return Math.max(0, needed - count.numerator)
}

/**
 * Per cent as it may be shown with one decimal: rounded half up, but never up to a target (or to 100 %) that is not met.
 */
export function shownPercent(count: Count, target: number | null): number | null {
  if (count.denominator === 0) return null
  const rounded = Math.floor((count.numerator * 2_000 + count.denominator) / (2 * count.denominator)) / 10
  const limits = [100, ...(target === null ? [] : [target])]
  const isOverstated = limits.some((limit) => rounded >= limit && !meets(count, limit))
  return isOverstated ? Math.floor((count.numerator * 1_000) / count.denominator) / 10 : rounded
}
