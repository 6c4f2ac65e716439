import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { invalid, precondition } from '#platform/errors.ts'
import { typedDay } from '../input.ts'
import { listTeachingRules, replaceTeachingRule } from '../store/teaching-rules.ts'

const whole = (most: number, key: 'minutes' | 'day_hours' | 'week_hours') => {
  const words = `students.teaching.rule.error.${key}`
  return z.coerce.number(words).int(words).min(1, words).max(most, words)
}
const text = (most: number) =>
  z.string('students.teaching.error.required').trim().min(3, 'students.teaching.error.required').max(most)

/** Another length of the hour or load of day and week, from a day on; the rule before ends the day before. */
export const addTeachingRule = defineAction({
  name: 'students.add-teaching-rule',
  permission: 'students.keep-policies',
  input: z.object({
    minutes_theory: whole(240, 'minutes'),
    minutes_practice: whole(240, 'minutes'),
    theory_day: whole(24, 'day_hours'),
    theory_week: whole(168, 'week_hours'),
    practice_day: whole(24, 'day_hours'),
    practice_week: whole(168, 'week_hours'),
    citation: text(200),
    source: text(500),
    from_date: typedDay,
    is_verified: z
      .string()
      .optional()
      .transform((value) => value !== undefined),
  }),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { input }) {
    // The second of two at once meets the rule of the first.
    await sql`select pg_advisory_xact_lock(hashtext('students teaching rule'))`.execute(tx)
    const [latest] = await listTeachingRules(tx)
    if (!latest) throw precondition('students.teaching.rule.none')
    if (input.from_date <= latest.from_date)
      throw invalid({ from_date: 'students.teaching.rule.error.too_early' })
    for (const kind of ['theory', 'practice'] as const)
      if (input[`${kind}_week`] < input[`${kind}_day`])
        throw invalid({ [`${kind}_week`]: 'students.teaching.rule.error.week' })
    const id = await replaceTeachingRule(tx, latest.id, input)
    return {
      result: { id },
      changes: [
        { subject: 'students.teaching-rule', id, before: { replaces: latest.id }, after: { ...input } },
      ],
    }
  },
})
