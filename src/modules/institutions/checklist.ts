import { z } from 'zod'
import { checkItems, numberItems, yesNoItems, type InfrastructureRule } from './infrastructure.ts'
import { neededDay, wholeNumber } from './institution.ts'

/** The least of one item; 1 for a thing that must be there. */
export type LeastItem = Pick<InfrastructureRule, 'item' | 'minimum'>

/** A checklist as it is stored. Days are `yyyy-mm-dd`; the last one has no `to_date`. */
export type Checklist = {
  /** Id of one of its rows. */
  id: string
  from_date: string
  to_date: string | null
  source: string
  is_verified: boolean
  items: LeastItem[]
}

/** The highest minimum of an item; a share of the grounds ends at 100 %. */
const most = (item: (typeof numberItems)[number]) => (item === 'wifi_percent' ? 100 : 1_000_000)

const asked = z.object({
  ...(Object.fromEntries(numberItems.map((item) => [item, wholeNumber(1, most(item))])) as Record<
    (typeof numberItems)[number],
    ReturnType<typeof wholeNumber>
  >),
  ...(Object.fromEntries(yesNoItems.map((item) => [item, z.stringbool().default(false)])) as Record<
    (typeof yesNoItems)[number],
    z.ZodDefault<z.ZodCodec<z.ZodString, z.ZodBoolean>>
  >),
})

/** A new checklist as the form sends it: an item left blank or unticked is not asked for. */
export const ChecklistInput = asked
  .extend({
    from_date: neededDay,
    source: z
      .string('institutions.error.source')
      .trim()
      .min(5, 'institutions.error.source')
      .max(500, 'institutions.error.source'),
    is_verified: z.stringbool().default(false),
  })
  .transform(({ from_date, source, is_verified, ...least }, context) => {
    const items = checkItems.flatMap((item): LeastItem[] => {
      const minimum = Number(least[item] ?? 0)
      return minimum > 0 ? [{ item, minimum }] : []
    })
    if (items.length === 0)
      context.addIssue({
        code: 'custom',
        path: [numberItems[0]],
        message: 'institutions.error.empty_checklist',
      })
    return { from_date, source, is_verified, items }
  })
export type ChecklistInput = z.output<typeof ChecklistInput>

/** A checklist begins after the one before it did; errors by field, undefined when it does. */
export function lateStart(
  input: Pick<ChecklistInput, 'from_date'>,
  last: Pick<Checklist, 'from_date'> | undefined,
): Record<string, string> | undefined {
  return last && input.from_date <= last.from_date
    ? { from_date: 'institutions.error.checklist_start' }
    : undefined
}
