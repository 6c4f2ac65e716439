import type { DiplomaContent, KindCode, Medium } from '../diploma.ts'

export const runStates = ['draft', 'numbered', 'signing', 'issued', 'cancelled'] as const
export type RunState = (typeof runStates)[number]

/** What an issue begins from: a graduation decision, a finished training class of teachers, or a list typed by hand. */
export const sources = ['graduation', 'course', 'list'] as const
/** `change`: one diploma in the place of another, begun by a correction or replacement. */
export type Source = (typeof sources)[number] | 'change'

/** One issue of many diplomas of a kind, with how many of them stand where. Days are `yyyy-mm-dd`. */
export type IssueRun = {
  id: string
  institution_id: string
  kind_id: string
  kind_code: KindCode
  kind_name: string
  /** Days the law sets from the decision; null: none, or it came later than the decision. */
  issue_days: number | null
  source: Source
  decision_id: string | null
  course_run_id: string | null
  /** list: the course all of them took. */
  programme: DiplomaContent['programme'] | null
  decision_no: string
  decision_date: string
  state: RunState
  medium: Medium
  issue_date: string
  issue_place: string
  signer_name: string
  signer_capacity: string
  made_by_name: string
  made_at: Date
  signed_by: string | null
  signed_by_name: string | null
  is_demo: boolean
  version: number
  lines: number
  faulty: number
  numbered: number
  failed: number
  issued: number
  delivered: number
  voided: number
  left_out: number
}

/** A "no" of the check before numbering: a sentence and where it is mended. */
export type Fault = { code: string; params: Record<string, string | number>; href: string | null }

/** Why signing failed, as message key with its parameters. */
export type Failure = { key: string; params: Record<string, string | number> }

/** One person of a run before it has a number, whatever the run began from. */
export type Candidate = {
  person_id: string
  enrolment_id: string | null
  /** As known where the list comes from; the person's record goes before it. */
  name: string
  /** Where the person's record is mended. */
  href: string
  programme: DiplomaContent['programme']
  cohort: string | null
  classification: string | null
  honour: string | null
}

/** Day by which the diplomas of a decision must be issued; null when the kind has no time. */
export function dueDay(decisionDate: string, issueDays: number | null): string | null {
  if (issueDays === null) return null
  const at = new Date(`${decisionDate}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + issueDays)
  return at.toISOString().slice(0, 10)
}

/** The page of a run. */
export const runAddress = (id: string): string => `/cap-bang/${id}`
