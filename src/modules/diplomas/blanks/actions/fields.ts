import { z } from 'zod'
import { invalid } from '#platform/errors.ts'
import { kindCodes } from '../../diploma.ts'
import { typedDay } from '../../registers/typed.ts'
import { expandRange } from '../range.ts'

const serial = z.string({ error: 'diplomas.blanks.error.serial' }).trim().min(1).max(60)

/** Whose blanks of which kind, and when: what every act asks. */
export const stockFields = {
  institution: z.uuid('diplomas.blanks.error.institution'),
  kind: z.enum(kindCodes, { error: 'diplomas.blanks.error.kind' }),
  on_date: typedDay,
}
export const rangeFields = { first_serial: serial, last_serial: serial.optional() }
/** Number of the minutes or the delivery note; needed where the act rests on one. */
export const paperNo = z
  .string({ error: 'diplomas.blanks.error.paper' })
  .trim()
  .min(1, 'diplomas.blanks.error.paper')
  .max(100)

/** @throws AppError invalid for a day to come */
export function refuseFuture(on_date: string, today: string): void {
  if (on_date > today) throw invalid({ on_date: 'diplomas.blanks.error.future' })
}

/** The serials of a range; one serial alone is a range of one. @throws AppError invalid */
export function serialsOf(input: { first_serial: string; last_serial?: string | undefined }): string[] {
  const range = expandRange(input.first_serial, input.last_serial ?? input.first_serial)
  if (range.fault) throw invalid({ [range.fault.field]: range.fault.key })
  return range.serials
}
