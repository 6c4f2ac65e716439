import { z } from 'zod'
import { typedDay as day } from '#platform/forms/typed.ts'

export { dayText } from '#platform/forms/typed.ts'

/** A day as people type it (dd/mm/yyyy); `yyyy-mm-dd`. */
export const typedDay = day('students.error.day')

/** A reason in words, as every change of a record asks. */
export const typedReason = z
  .string({ error: 'students.error.reason' })
  .trim()
  .min(5, 'students.error.reason')
  .max(500)

const number = z.string().trim().max(60)

/** Number and day of the decision a form asks for; both may be left out only where `needed` is false. */
export const decisionFields = {
  decision_no: number.optional(),
  decision_date: typedDay.optional(),
  signer: z.string().trim().max(120).optional(),
}
export type DecisionInput = {
  decision_no?: string | undefined
  decision_date?: string | undefined
  signer?: string | undefined
}

/** What is wrong with the decision typed, as message keys by field. Number and day go together. */
export function findDecisionFaults(
  input: DecisionInput,
  context: { today: string; isNeeded: boolean },
): Record<string, string> {
  const faults: Record<string, string> = {}
  const isGiven = Boolean(input.decision_no ?? input.decision_date)
  if (!isGiven && !context.isNeeded) return faults
  if (!input.decision_no) faults.decision_no = 'students.error.decision_no'
  if (!input.decision_date) faults.decision_date = 'students.error.decision_date'
  else if (input.decision_date > context.today) faults.decision_date = 'students.error.decision_future'
  return faults
}

/** The day `years` after (or before) a day; 29 February becomes 1 March in a year without it. */
export function addYears(day: string, years: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  return new Date(Date.UTC(year + years, month - 1, date)).toISOString().slice(0, 10)
}
