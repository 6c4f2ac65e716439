import { z } from 'zod'
import { parseDate } from '#platform/text/index.ts'

/** A day as people type it. */
export const typedDay = z.string('students.teaching.error.required').transform((text, context) => {
  const day = parseDate(text)
  if (!day) context.addIssue({ code: 'custom', message: 'students.teaching.error.day' })
  return day ?? ''
})

/** Hours of learning as people type them: "2", "1,5". Decimal text. */
export const typedHours = z.string().transform((text, context) => {
  const plain = text.trim().replace(',', '.')
  const isHours = /^\d{1,2}(\.\d)?$/.test(plain)
  if (!isHours) context.addIssue({ code: 'custom', message: 'students.teaching.error.hours' })
  return isHours ? plain : '0'
})
