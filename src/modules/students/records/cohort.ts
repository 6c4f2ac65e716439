import { z } from 'zod'
import type { EnrolmentState } from '../enrolment.ts'
import { typedDay } from './typed.ts'

export const cohortModes = ['year', 'credit'] as const
export const cohortForms = ['regular', 'part_time', 'distance'] as const
export const entries = ['thcs', 'thpt', 'lien_thong', 'other'] as const

/** Learners who start together on one version of a programme, under one grading policy. Days are `yyyy-mm-dd`. */
export type Cohort = {
  id: string
  institution_id: string
  name: string
  programme_version_id: string
  grading_policy_id: string
  mode: (typeof cohortModes)[number]
  study_form: (typeof cohortForms)[number]
  entry: (typeof entries)[number] | null
  from_date: string
  planned_to_date: string
  version: number
  programme_id: string
  programme_name: string
  programme_code: string
  level: string
  version_number: number
  policy_name: string
  classes: number
  /** How many courses of study stand in each state. */
  states: Partial<Record<EnrolmentState, number>>
}

export const CohortFields = z.object({
  name: z.string().trim().min(1).max(60),
  mode: z.enum(cohortModes),
  study_form: z.enum(cohortForms),
  entry: z.enum(entries).optional(),
  from_date: typedDay,
  planned_to_date: typedDay.optional(),
})
export type CohortFields = z.output<typeof CohortFields>

/** Everybody who was ever in it. */
export const sizeOf = (cohort: Pick<Cohort, 'states'>): number =>
  Object.values(cohort.states).reduce((sum, count) => sum + count, 0)
