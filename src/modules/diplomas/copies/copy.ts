/** Who asks for a copy (Circular 10/2017/TT-BLĐTBXH, Art. 18–20). */
export const requesters = ['holder', 'representative', 'authorised', 'heir'] as const
export type Requester = (typeof requesters)[number]

export const copyStates = ['asked', 'numbered', 'issued', 'refused'] as const
/** `numbered`: it stands in the register of copies and its file is being made. */
export type CopyState = (typeof copyStates)[number]

/** The most copies of one request. */
export const mostCopies = 20

/** A certified copy from the register. Days are `yyyy-mm-dd`. */
export type CertifiedCopy = {
  id: string
  public_id: string
  diploma_id: string
  institution_id: string
  person_id: string | null
  requester: Requester
  requester_name: string
  requester_paper: string | null
  purpose: string
  copies: number
  state: CopyState
  entry: number | null
  entry_no: string | null
  asked_at: Date
  due_on: string
  answered_on: string | null
  refused_reason: string | null
  pdf_file: string | null
  is_signed: boolean
  by_name: string
  version: number
  full_name: string
  /** Numbers of the original; an old register may give one alone. */
  serial: string | null
  register_entry: string | null
  title: string
}

/**
 * A request is answered on its day, or on the next working day at the latest (Decree 23/2015/NĐ-CP, as the general rule for copies
 * from registers; holidays are not known here, so a holiday shortens it).
 */
export function dueDay(askedOn: string): string {
  const at = new Date(`${askedOn}T00:00:00Z`)
  do at.setUTCDate(at.getUTCDate() + 1)
  while (at.getUTCDay() === 0 || at.getUTCDay() === 6)
  return at.toISOString().slice(0, 10)
}
