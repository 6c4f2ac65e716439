/** Standing of a course of study. The last four have ended. */
export const enrolmentStates = [
  'studying',
  'reserved',
  'suspended',
  'graduated',
  'transferred',
  'withdrawn',
  'dismissed',
] as const
export type EnrolmentState = (typeof enrolmentStates)[number]

/** Has the course of study ended? */
export const hasEnded = (state: EnrolmentState): boolean =>
  state === 'graduated' || state === 'transferred' || state === 'withdrawn' || state === 'dismissed'

/** National target programmes a learner may be counted for. */
export const fundings = ['giam_ngheo', 'nong_thon_moi', 'dtts_mn', 'lao_dong_nong_thon'] as const
export type Funding = (typeof fundings)[number]

/** A course of study with the names a page needs. Days are `yyyy-mm-dd`, inclusive. */
export type Enrolment = {
  id: string
  learner_id: string
  person_id: string
  institution_id: string
  cohort_id: string
  class_group_id: string | null
  state: EnrolmentState
  from_date: string
  to_date: string | null
  funding: Funding[]
  version: number
  full_name: string
  learner_code: string
  cohort_name: string
  class_code: string | null
  programme_version_id: string
  grading_policy_id: string
  mode: 'year' | 'credit'
}
