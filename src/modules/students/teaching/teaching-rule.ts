import { precondition } from '#platform/errors.ts'

/** What the law says of hours of learning: their minutes by kind, and the most of them in a day and a week. */
export type TeachingRule = {
  minutes_theory: number
  minutes_practice: number
  theory_day: number
  theory_week: number
  practice_day: number
  practice_week: number
}

export type StoredTeachingRule = TeachingRule & {
  id: string
  citation: string
  source: string
  is_verified: boolean
  from_date: string
  to_date: string | null
}

export const findRule = (rules: readonly StoredTeachingRule[], day: string): StoredTeachingRule | undefined =>
  rules.find((rule) => rule.from_date <= day && (rule.to_date === null || rule.to_date >= day))

/** The rule in force on a day. @throws AppError precondition when there is none */
export function ruleOn(rules: readonly StoredTeachingRule[], day: string): StoredTeachingRule {
  const found = findRule(rules, day)
  if (!found) throw precondition('students.teaching.rule.none')
  return found
}
