import { z } from 'zod'
import { parseDate } from '#platform/text/index.ts'

/** A day as people type it (dd/mm/yyyy); `yyyy-mm-dd`. */
export const typedDay = z
  .string({ error: 'diplomas.registers.error.day' })
  .transform((text, context): string => {
    const day = parseDate(text)
    if (!day) context.addIssue({ code: 'custom', message: 'diplomas.registers.error.day' })
    return day ?? ''
  })

/** How a stored day stands in a form. */
export const dayText = (day: string | null | undefined): string =>
  day ? day.split('-').toReversed().join('/') : ''

/** A reason in words, as every act that takes something away asks. */
export const typedReason = z
  .string({ error: 'diplomas.registers.error.reason' })
  .trim()
  .min(5, 'diplomas.registers.error.reason')
  .max(500)

/** The day before a day. */
export function dayBefore(day: string): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() - 1)
  return at.toISOString().slice(0, 10)
}
