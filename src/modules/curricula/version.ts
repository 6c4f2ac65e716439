import type { EntryLevel, Level, Mode, StudyForm } from './programme.ts'

/** Life of a version. An approved one never changes: what is new begins as a copy. */
export const states = [
  'draft',
  'under_review',
  'appraised',
  'approved',
  'active',
  'superseded',
  'retired',
] as const
export type VersionState = (typeof states)[number]

/** Decided and public; the database refuses any change of its content. */
export const isPublished = (state: VersionState): boolean =>
  state === 'approved' || state === 'active' || state === 'superseded' || state === 'retired'

/** One step of the life. The database and `planStep` agree on which are allowed. */
export const steps = ['submit', 'return', 'appraise', 'approve', 'activate', 'retire'] as const
export type Step = (typeof steps)[number]

/** From which states a step leads where (Thông tư 03/2017/TT-BLĐTBXH: draft, appraisal council, decision of the principal). */
const moves: Record<Step, { from: readonly VersionState[]; to: VersionState }> = {
  submit: { from: ['draft'], to: 'under_review' },
  return: { from: ['under_review', 'appraised'], to: 'draft' },
  appraise: { from: ['under_review'], to: 'appraised' },
  approve: { from: ['appraised'], to: 'approved' },
  activate: { from: ['approved'], to: 'active' },
  retire: { from: ['approved', 'active'], to: 'retired' },
}

/** Where the step leads from `state`; undefined when it does not start there. */
export function nextState(state: VersionState, step: Step): VersionState | undefined {
  return moves[step].from.includes(state) ? moves[step].to : undefined
}

/** Steps that start in this state, in the order they are offered. */
export function stepsFrom(state: VersionState): Step[] {
  return steps.filter((step) => moves[step].from.includes(state))
}

/** Texts of a version that a draft may change. */
export type VersionTexts = {
  mode: Mode
  study_form: StudyForm
  entry_level: EntryLevel
  entry_requirement: string
  duration_months: number | null
  /** Credits of the electives (units of that group) a learner takes, whichever they are, as decimal text; null: the programme does not say. */
  elective_credits: string | null
  objectives: string
  job_positions: string
  usage_guide: string
  change_note: string
  new_technology_note: string
  delivery_note: string
}

/** A version with what its programme says of itself. Days are `yyyy-mm-dd`. */
export type Version = VersionTexts & {
  id: string
  programme_id: string
  institution_id: string
  number: number
  based_on: string | null
  state: VersionState
  delivery_confirmed_on: string | null
  delivery_confirmed_by: string | null
  decision_no: string | null
  decision_date: string | null
  active_from: string | null
  cohort: string | null
  active_to: string | null
  is_demo: boolean
  version: number
  code: string
  name: string
  level: Level
  occupation_code: string | null
}
