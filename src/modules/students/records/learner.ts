import { z } from 'zod'

export const schoolings = ['thcs', 'thpt', 'trung_cap', 'cao_dang', 'dai_hoc'] as const
export type Schooling = (typeof schoolings)[number]

/** A person as a learner of one institution. */
export type Learner = {
  id: string
  person_id: string
  institution_id: string
  code: string
  schooling: Schooling | null
  address: string | null
  unit_id: string | null
  full_name: string
  birth_date: string | null
  birth_year: number | null
  version: number
}

export const LearnerFields = z.object({
  /** Left out for a new learner: the next free code is given. */
  code: z.string().trim().max(30).optional(),
  schooling: z.enum(schoolings).optional(),
  address: z.string().trim().max(300).optional(),
  /** Code of the ward or commune of the day. */
  unit: z.string().trim().max(10).optional(),
})
export type LearnerFields = z.output<typeof LearnerFields>
