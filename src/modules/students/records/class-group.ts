import { z } from 'zod'

/** A class (lớp): learners of one cohort who are taught together, with their homeroom teacher. */
export type ClassGroup = {
  id: string
  institution_id: string
  cohort_id: string
  code: string
  name: string | null
  homeroom_person_id: string | null
  homeroom_name: string | null
  cohort_name: string
  programme_name: string
  level: string
  /** Who studies in it now. */
  studying: number
  version: number
}

export const ClassFields = z.object({
  code: z.string().trim().min(1).max(40),
  name: z.string().trim().max(120).optional(),
  homeroom: z.uuid().optional(),
})
export type ClassFields = z.output<typeof ClassFields>
