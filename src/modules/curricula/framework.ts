import { z } from 'zod'

const text = z.string().min(1)
const day = z.iso.date()
const count = z.number().int().min(0)

/** A competence framework as it is shipped, with the first rule that uses it. */
export const FrameworkInput = z.object({
  id: text,
  title: text,
  title_en: text,
  signed_on: day.nullable(),
  from_date: day,
  source: text,
  levels: z
    .array(
      z.object({
        level: z.number().int().positive(),
        code: text,
        band: text,
        band_en: text,
        certainty: z.enum(['S', 'K', 'U']),
      }),
    )
    .min(1),
  domains: z
    .array(
      z.object({
        code: text,
        name: text,
        name_en: text,
        components: z.array(z.object({ code: text, name: text, name_en: text })).min(1),
      }),
    )
    .min(1),
  rule: z.object({
    min_outcomes: count,
    min_level: count,
    min_domains: count,
    needs_unit: z.boolean(),
    min_digital_units: count,
    accepts_confirmation: z.boolean(),
    from_date: day,
    source: text,
  }),
})
export type FrameworkInput = z.output<typeof FrameworkInput>
