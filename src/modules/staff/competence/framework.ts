import { z } from 'zod'

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
        components: z
          .array(
            z.object({
              code: text,
              name: text,
              name_en: text,
              statements: z.array(z.object({ vi: text, en: text })).length(4),
            }),
          )
          .min(1),
      }),
    )
    .min(1),
  questionnaire: z.object({ id: text, version: z.number().int().positive(), from_date: day }),
  rule: z.object({
    level_of: z.array(z.number().int().min(0)).length(5),
    overall_share: text,
    certainty: z.enum(['S', 'K', 'U']),
  }),
})
export type FrameworkInput = z.output<typeof FrameworkInput>
