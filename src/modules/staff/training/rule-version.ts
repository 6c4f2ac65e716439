import { z } from 'zod'
import { categories, typedDay, typedHours } from './course.ts'
import { targets, type TrainedRule } from './rule.ts'

/** A version of the rule as it is stored. Days are `yyyy-mm-dd`; the last version of a target has no `to_date`. */
export type RuleVersion = TrainedRule & {
  id: string
  includes_visiting: boolean
  /** Managers who also teach are asked too (making materials). */
  includes_teaching_managers: boolean
  from_date: string
  to_date: string | null
  source: string
  reading_vi: string
  reading_en: string
  /** S: read in the text; K: known, text not opened; U: not confirmed. */
  certainty: 'S' | 'K' | 'U'
}

const category = z.enum(categories, 'staff.training.error.category')

/** A new version as the form sends it. */
export const RuleInput = z
  .object({
    target: z.enum(targets),
    categories: z.array(category, 'staff.training.error.category').min(1, 'staff.training.error.category'),
    manager_categories: z.array(category).default([]),
    min_hours: typedHours,
    min_date: typedDay,
    validity_months: z.coerce.number().int().min(1).max(600).optional(),
    includes_visiting: z.stringbool().default(false),
    includes_teaching_managers: z.stringbool().default(false),
    from_date: typedDay,
    source: z.string('staff.training.error.source').trim().min(5, 'staff.training.error.source').max(500),
    is_verified: z.stringbool().default(false),
  })
  // Making materials is asked of teachers: no category counts for managers alone.
  .transform((rule) =>
    rule.target === 'pedagogy'
      ? { ...rule, includes_teaching_managers: false }
      : { ...rule, manager_categories: [] },
  )
export type RuleInput = z.output<typeof RuleInput>

/** The day before, as a version ends when the next begins. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}
