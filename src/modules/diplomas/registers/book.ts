import type { DiplomaContent, DiplomaState, KindCode } from '../diploma.ts'

/** A register (sổ gốc) of one kind and year. Who keeps it may be another than who issued what stands in it. */
export type Book = {
  id: string
  issuer_id: string
  keeper_id: string
  purpose: 'original' | 'copy'
  origin: 'kept' | 'digitised'
  kind_code: KindCode
  year: number
  volume: string | null
  last_entry: number
  closed_on: string | null
  closed_by_name: string | null
  is_demo: boolean
  version: number
}

/** What was written beside a line later; the line itself never changes. */
export type Annotation = {
  act: string
  on_date: string
  decision_no: string | null
  decision_date: string | null
  reason: string | null
  detail: Record<string, unknown>
}

/** A line of a book with what was written beside it. */
export type Line = {
  id: string
  person_id: string | null
  entry: number
  /** An old register may give one of the two alone. */
  entry_no: string | null
  serial: string | null
  state: DiplomaState
  content: DiplomaContent
  issue_date: string | null
  is_compared: boolean
  annotations: Annotation[]
  /** How it came into the holder's hands. */
  delivered: Annotation | null
}

/** Events that the register shows beside the line. */
export const annotating = ['correct', 'replace', 'suspend', 'lift', 'revoke', 'void'] as const

/** May a book be closed: its year is over, or this is its last day. */
export function findCloseFault(book: Pick<Book, 'year' | 'closed_on'>, today: string): string | undefined {
  if (book.closed_on !== null) return 'diplomas.registers.error.closed_already'
  return today < `${book.year}-12-31` ? 'diplomas.registers.error.year_open' : undefined
}
