import { z } from 'zod'
import { tidyName } from '#platform/text/index.ts'
import { mediums } from '../diploma.ts'
import { typedDay } from '../registers/typed.ts'

export { dayText, typedReason } from '../registers/typed.ts'
export { typedDay }

/** Hours as people type them ("16", "7,5"). */
export const typedHours = z.string('diplomas.issuing.error.hours').transform((text, context): number => {
  const plain = text.trim().replace(',', '.')
  const isHours = /^\d{1,4}(\.\d)?$/.test(plain) && Number(plain) > 0
  if (!isHours) context.addIssue({ code: 'custom', message: 'diplomas.issuing.error.hours' })
  return isHours ? Number(plain) : 0
})

export const typedName = (message: string, most = 120) =>
  z.string({ error: message }).transform(tidyName).pipe(z.string().min(2, message).max(most))

/** What stands on every diploma of a run, as the form asks for it. */
export const settingFields = {
  issue_date: typedDay,
  issue_place: typedName('diplomas.issuing.error.place', 80),
  signer_name: typedName('diplomas.issuing.error.signer'),
  signer_capacity: typedName('diplomas.issuing.error.capacity'),
  medium: z.enum(mediums, 'diplomas.issuing.error.medium'),
}
export const version = z.coerce.number().int()
