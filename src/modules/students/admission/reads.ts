import { z } from 'zod'
import { levels, studyForms } from '#modules/curricula/index.ts'
import { defineRead } from '#platform/pages/endpoint.ts'
import { entries, isOpen } from './intake.ts'
import { listOpenIntakes } from './store/intake.ts'

const Line = z.object({
  id: z.uuid(),
  institution: z.string(),
  institution_name: z.string(),
  programme_id: z.uuid(),
  programme: z.string(),
  occupation_code: z.string().nullable(),
  level: z.enum(levels),
  year: z.number(),
  round: z.string(),
  places: z.number(),
  entry: z.enum(entries),
  study_form: z.enum(studyForms),
  opens_on: z.iso.date(),
  closes_on: z.iso.date(),
  starts_on: z.iso.date().nullable(),
  is_open: z.boolean(),
})

/** Public API: published intakes that are open today or open later. */
export const intakesRead = defineRead({
  path: '/api/v1/intakes',
  summary:
    'Published intakes that take applications today or later, those that close first first (200 at most)',
  permission: 'public',
  query: z.object({
    level: z.enum(levels).optional(),
    institution: z.string().max(100).optional(),
    programme: z.uuid().optional(),
  }),
  response: z.object({ intakes: z.array(Line) }),
  async load({ db, query, today }) {
    const intakes = await listOpenIntakes(db, today, query)
    return {
      intakes: intakes.map((one) =>
        Line.parse({
          ...one,
          institution: one.institution_code,
          programme: one.programme_name,
          is_open: isOpen(one, today),
        }),
      ),
    }
  },
})
