import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { insertFramework } from '../store/framework.ts'

const text = z.string().min(1)
const day = z.iso.date()

export const FrameworkInput = z.object({
  id: text,
  title: text,
  title_en: text,
  signed_on: day.nullable(),
  from_date: day,
  scope_vi: text,
  scope_en: text,
  source: text,
  levels: z.array(z.object({ level: z.number().int().positive(), name: text, name_en: text })).min(1),
  domains: z
    .array(
      z.object({
        code: text,
        name: text,
        name_en: text,
        components: z.array(z.object({ code: text, name: text, name_en: text, statements: z.array(z.object({ vi: text, en: text })).length(4) })).min(1),
      }),
    )
    .min(1),
  questionnaire: z.object({ id: text, version: z.number().int().positive(), from_date: day }),
  rule: z.object({ level_of: z.array(z.number().int().min(0)).length(5), overall_share: text, certainty: z.enum(['S', 'K', 'U']) }),
})
export type FrameworkInput = z.output<typeof FrameworkInput>

/** Adds a competence framework with its questionnaire and level rule, as one act. */
export const loadFramework = defineAction({
  name: 'staff.load-framework',
  permission: 'staff.load-framework',
  input: FrameworkInput,
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { input }) {
    await insertFramework(tx, input)
    return { result: { id: input.id }, changes: [{ subject: 'staff.framework', id: input.id, before: null, after: { title: input.title, questionnaire: input.questionnaire.id } }] }
  },
})
