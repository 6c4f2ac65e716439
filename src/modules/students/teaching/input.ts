import { z } from 'zod'
import { typedDay as dayTyped } from '#platform/forms/typed.ts'

/** A day as people type it. */
export const typedDay = dayTyped('students.teaching.error.day', 'students.teaching.error.required')

/** Hours of learning as people type them: "2", "1,5". Decimal text. */
export const typedHours = z.string().transform((text, context) => {
  const plain = text.trim().replace(',', '.')
  const isHours = /^\d{1,2}(\.\d)?$/.test(plain)
  if (!isHours) context.addIssue({ code: 'custom', message: 'students.teaching.error.hours' })
  return isHours ? plain : '0'
})
