import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { invalid } from '#platform/errors.ts'
import { parseDate } from '#platform/text/index.ts'
import { spaces, type Criterion } from '../rubric.ts'
import { hasLaterRubric, replaceRubric } from '../store/rubric.ts'

const Line = z.object({
  name: z.string().trim().max(300).optional(),
  name_en: z.string().trim().max(300).optional(),
  required: z.stringbool().optional(),
})

const day = z.string('resources.review.error.day').transform((text, context): string => {
  const read = parseDate(text)
  if (!read) context.addIssue({ code: 'custom', message: 'resources.review.error.day' })
  return read ?? ''
})
const count = (most: number) =>
  z.coerce
    .number('resources.review.error.count')
    .int('resources.review.error.count')
    .min(1, 'resources.review.error.count')
    .max(most, 'resources.review.error.count')

/** Puts new criteria into force from a day on; what is under review keeps those it was handed in under. */
export const saveRubric = defineAction({
  name: 'resources.save-rubric',
  permission: 'resources.keep',
  input: z.object({
    space: z.enum(spaces),
    from_date: day,
    reviewers: count(9),
    days: count(365).optional(),
    source: z.string('resources.review.error.source').trim().min(5, 'resources.review.error.source').max(500),
    criteria: z.array(Line).max(30),
  }),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { input, today }) {
    const criteria = input.criteria.flatMap((line, at): Criterion[] =>
      line.name
        ? [
            {
              code: `c${at + 1}`,
              name: line.name,
              name_en: line.name_en ?? line.name,
              is_required: line.required ?? false,
            },
          ]
        : [],
    )
    if (criteria.length === 0) throw invalid({ 'criteria.0.name': 'resources.review.error.no_criterion' })
    if (input.from_date < today) throw invalid({ from_date: 'resources.review.error.past_day' })
    if (await hasLaterRubric(tx, input.space, input.from_date))
      throw invalid({ from_date: 'resources.review.error.later_rubric' })
    const row = { ...input, days: input.days ?? null, criteria }
    const id = await replaceRubric(tx, row)
    return {
      result: { id },
      changes: [{ subject: 'resources.rubric', id, institution: null, before: null, after: row }],
    }
  },
})
