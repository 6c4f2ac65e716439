/** A subject or module taught to a group in a term (lớp học phần), with the names a page needs. */
export type CourseSection = {
  id: string
  institution_id: string
  term_id: string
  course_unit_id: string
  class_group_id: string | null
  grading_policy_id: string
  mode: 'year' | 'credit'
  code: string
  name: string
  /** Decimal text. */
  credits: string
  hours_theory: number
  hours_practice: number
  hours_test: number
  is_condition: boolean
  /** Heavy, harmful or dangerous practice: smaller groups (TT 04/2022). */
  is_hazardous: boolean
  delivery: 'in_person' | 'online' | 'blended'
  state: SectionState
  submitted_at: Date | null
  posted_at: Date | null
  /** Why the office gave the mark sheet back; null: it did not. */
  return_reason: string | null
  version: number
  term_name: string
  class_code: string | null
  /** People who teach it today, the main teacher first. */
  teachers: { person_id: string; full_name: string; role: 'main' | 'assistant' }[]
}

/** open: marks are entered; submitted: the teacher has closed them; posted: results are facts. */
export const sectionStates = ['open', 'submitted', 'posted', 'cancelled'] as const
export type SectionState = (typeof sectionStates)[number]

/** A learner in a section. */
export type RosterLine = {
  enrolment_id: string
  person_id: string
  full_name: string
  learner_code: string
  class_code: string | null
  from_date: string
  to_date: string | null
  attempt: 'first' | 'relearn' | 'improve'
}
