import { z } from 'zod'
import { typedDay } from './typed.ts'

export const termKinds = ['main', 'supplementary'] as const
export type TermKind = (typeof termKinds)[number]

/** A stretch of teaching as dates. Days are `yyyy-mm-dd`, inclusive. */
export type Term = {
  id: string
  institution_id: string
  name: string
  kind: TermKind
  /** First calendar year of the school year. */
  school_year: number
  from_date: string
  to_date: string
  version: number
}

export const TermFields = z.object({
  name: z.string().trim().min(2).max(80),
  kind: z.enum(termKinds),
  school_year: z.coerce.number().int().min(1990).max(2199),
  from_date: typedDay,
  to_date: typedDay,
})
export type TermFields = z.output<typeof TermFields>

/** A term is weeks, not years: longer than this is a mistyped year. */
const mostDays = 300

export function findTermFaults(
  term: Pick<TermFields, 'from_date' | 'to_date' | 'school_year'>,
): Record<string, string> {
  if (term.to_date <= term.from_date) return { to_date: 'students.term.error.ends_before' }
  const days = (Date.parse(term.to_date) - Date.parse(term.from_date)) / 86_400_000
  if (days > mostDays) return { to_date: 'students.term.error.too_long' }
  const year = Number(term.from_date.slice(0, 4))
  if (year !== term.school_year && year !== term.school_year + 1)
    return { school_year: 'students.term.error.school_year' }
  return {}
}

/** Whole weeks of a term, begun ones not counted. */
export const weeksOf = (term: Pick<Term, 'from_date' | 'to_date'>): number =>
  Math.floor(((Date.parse(term.to_date) - Date.parse(term.from_date)) / 86_400_000 + 1) / 7)
