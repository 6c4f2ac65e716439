import { settlePaper, type SettledPaper } from '../../grading/marking.ts'
import type { GradingPolicy } from '../../grading/policy.ts'
import type { ExamKind } from '../graduation.ts'

export const markingStates = ['open', 'closed', 'discarded'] as const

/** A round of independent marking of one part and sitting of a cohort's graduation examination. */
export type Marking = {
  id: string
  institution_id: string
  cohort_id: string
  cohort_name: string
  grading_policy_id: string
  kind: ExamKind
  sitting: number
  held_on: string
  is_blind: boolean
  state: (typeof markingStates)[number]
  discard_reason: string | null
  opened_by_name: string
  closed_at: Date | null
  version: number
}

export type Marker = {
  id: string
  marker_person_id: string
  full_name: string
  position: number
  is_third: boolean
  handed_in_at: Date | null
  /** How many papers are marked. */
  marked: number
}

/** A paper in the round. `is_set_aside`: the exam sheet already says that the learner was absent or broke the rules. */
export type Paper = {
  id: string
  enrolment_id: string
  person_id: string
  code: string
  full_name: string
  learner_code: string
  class_code: string | null
  is_set_aside: boolean
  /** By marker. */
  marks: Readonly<Record<string, string>>
}

/** What a marker sees of a paper: the code, the name only where the round is not blind, and the own mark. */
export type OwnPaper = {
  id: string
  code: string
  full_name: string | null
  /** null: the round is blind. */
  person_id: string | null
  value: string | null
  version: number
}

export const isDone = (markers: readonly Pick<Marker, 'is_third' | 'handed_in_at'>[]): boolean =>
  markers.every((one) => one.is_third || one.handed_in_at !== null)

/** How the marks of a paper come out. Marks of those who have not handed in are not looked at. */
export function settle(
  policy: GradingPolicy,
  kind: ExamKind,
  markers: readonly Marker[],
  paper: Pick<Paper, 'marks'>,
): SettledPaper {
  const given = (isThird: boolean) =>
    markers
      .filter((one) => one.is_third === isThird && one.handed_in_at !== null)
      .flatMap((one) => paper.marks[one.id] ?? [])
  return settlePaper(policy, {
    is_thesis: kind === 'thesis',
    marks: given(false),
    third: given(true)[0] ?? null,
  })
}

/** How many markers a round has: two for a paper of an exam, a panel for a thesis. */
export const markerCount = (policy: GradingPolicy, kind: ExamKind): { least: number; most: number } => {
  const [least, most] = policy.organisation.thesis_panel
  const { min_markers: markers } = policy.graduation.year.exam_marking
  return kind === 'thesis' ? { least, most } : { least: markers, most: markers }
}
