import type { Discipline, Level } from '../grading/policy.ts'
import type { Step } from '../grading/step.ts'
import type { CouncilMember } from './council/council.ts'

export const reviewStates = ['draft', 'frozen', 'decided', 'discarded'] as const
export type ReviewState = (typeof reviewStates)[number]

export const examKinds = ['theory', 'practice', 'thesis'] as const
export type ExamKind = (typeof examKinds)[number]
export const examStates = ['scored', 'absent', 'excused', 'violated'] as const
export type ExamState = (typeof examStates)[number]
/** The highest number a sitting has. */
export const mostSittings = 9

/** A mark of a graduation exam; `value` is decimal text, null unless scored. */
export type ExamMark = {
  id: string
  enrolment_id: string
  kind: ExamKind
  sitting: number
  on_date: string
  /** Day the results were given; null where it is not known. */
  results_on: string | null
  state: ExamState
  value: string | null
  version: number
}

/** A "no" as a sentence with the address of what would mend it. */
export type CaseReason = Pick<Step, 'key' | 'params' | 'rule'> & { code: string; href: string }

/** A review of a cohort (xét tốt nghiệp): a draft is computed as often as wanted, a frozen one stays, a decided one has graduated its learners. */
export type Review = {
  id: string
  institution_id: string
  cohort_id: string
  cohort_name: string
  programme_name: string
  programme_version_id: string
  occupation_code: string | null
  level: string
  mode: 'year' | 'credit'
  study_form: string
  grading_policy_id: string
  on_date: string
  state: ReviewState
  decision_id: string | null
  decision_no: string | null
  decision_date: string | null
  decision_signer: string | null
  /** Members of the council that agreed, as they were then; none while it is a draft. */
  council: CouncilMember[]
  council_decision_no: string | null
  council_decision_date: string | null
  made_by_name: string
  made_at: Date
  frozen_at: Date | null
  version: number
  cases: number
  eligible: number
  held_back: number
}

/** One learner in a review. Figures are decimal text. */
export type ReviewCase = {
  review_id: string
  enrolment_id: string
  person_id: string
  learner_id: string
  learner_code: string
  full_name: string
  birth_date: string | null
  birth_year: number | null
  sex: 'male' | 'female' | null
  class_code: string | null
  is_eligible: boolean
  reasons: CaseReason[]
  score: string | null
  classification: string | null
  is_downgraded: boolean
  title: string | null
  steps: Step[]
  is_held_back: boolean
  held_reason: string | null
}

export const verdicts = ['yes', 'no', 'held'] as const
export type Verdict = (typeof verdicts)[number]

export const verdictOf = (one: Pick<ReviewCase, 'is_eligible' | 'is_held_back'>): Verdict =>
  one.is_held_back ? 'held' : one.is_eligible ? 'yes' : 'no'

/** What the rules need to know of one learner beside the cohort's units. */
export type LearnerFacts = {
  enrolment_id: string
  person_id: string
  learner_id: string
  name_key: string
  institution_id: string
  state: string
  from_date: string
  discipline: Discipline | null
  disciplined_on: string | null
  reserved_days: number
}

/** What is the same for everybody in a cohort. */
export type CohortFacts = {
  id: string
  institution_id: string
  name: string
  mode: 'year' | 'credit'
  grading_policy_id: string
  programme_version_id: string
  level: Level | undefined
  occupation_code: string | null
  duration_months: number | null
  /** Credits of electives to be chosen, decimal text; null: the programme does not say. */
  elective_credits: string | null
  from_date: string
  planned_to_date: string
}
