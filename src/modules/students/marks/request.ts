/** remark: a learner asks that the exam be marked again (phúc khảo); correction: a teacher or the office found a mistake. */
export type RequestKind = 'remark' | 'correction'
export const requestStates = ['open', 'accepted', 'refused', 'withdrawn'] as const
export type RequestState = (typeof requestStates)[number]

/** Marks as they should be, by column: the text of a cell. */
export type ProposedCells = Record<string, string>

export type ResultRequest = {
  id: string
  result_id: string
  enrolment_id: string
  person_id: string
  institution_id: string
  kind: RequestKind
  state: RequestState
  reason: string
  proposed: ProposedCells | null
  asked_at: Date
  asked_by: string
  asked_by_name: string
  marker_person_id: string | null
  marker_name: string | null
  answer: string | null
  decided_at: Date | null
  decided_by_name: string | null
  new_result_id: string | null
  version: number
  full_name: string
  learner_code: string
  section_id: string | null
  unit_code: string
  unit_name: string
}

/** What a request waits for. */
export type WaitsFor = 'marker' | 'marking' | 'decision' | undefined

export function waitsFor(
  one: Pick<ResultRequest, 'kind' | 'state' | 'marker_person_id' | 'proposed'>,
): WaitsFor {
  if (one.state !== 'open') return undefined
  if (one.kind === 'correction' || one.proposed) return 'decision'
  return one.marker_person_id ? 'marking' : 'marker'
}

/** May who asked take it back? A remark not any more once it is marked. */
export const mayWithdraw = (one: Parameters<typeof waitsFor>[0] & Pick<ResultRequest, 'kind'>): boolean =>
  one.state === 'open' && (one.kind === 'correction' || waitsFor(one) !== 'decision')

/** Is the day still inside the span in which a learner may ask, counted from the day of posting (`yyyy-mm-dd`)? */
export function mayAskRemark(postedOn: string, today: string, days: number): boolean {
  return today >= postedOn && (Date.parse(today) - Date.parse(postedOn)) / 86_400_000 <= days
}
