/** A posted result, as it stands (a correction takes the place of the one before; both stay stored). Figures are decimal text. */
export type Result = {
  id: string
  enrolment_id: string
  course_unit_id: string
  section_id: string | null
  term_id: string | null
  source: 'taught' | 'recognised'
  attempt: 'first' | 'relearn' | 'improve'
  sittings: number
  /** null: posted before it was kept. */
  is_retaken: boolean | null
  credits: string
  is_condition: boolean
  hours_planned: string | null
  hours_attended: string | null
  average: string | null
  exam: string | null
  is_eligible: boolean
  grade: string | null
  first_grade: string | null
  /** The highest grade of its sittings that is kept; null: posted before it was kept, or none. */
  highest_grade: string | null
  letter: string | null
  point4: string | null
  is_passed: boolean
  grading_policy_id: string
  steps: unknown
  /** Sorts studies of a unit: when the study ended. */
  studied: string
  posted_at: Date
  posted_by_name: string
  corrects_id: string | null
  reason: string | null
  unit_code: string
  unit_name: string
}
