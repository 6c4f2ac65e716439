import { z } from 'zod'
import { typedDay as day } from '#platform/forms/typed.ts'

/** A day as people type it; `yyyy-mm-dd`. */
export const typedDay = day('curricula.error.day')

/** A whole number as people type it: "90", "1.200". Absent reads as 0. */
export const typedHours = z
  .string()
  .default('')
  .transform((text, context) => {
    const plain = text.trim().replaceAll(/[.\s](?=\d{3}\b)/g, '')
    if (plain === '') return 0
    if (!/^\d{1,4}$/.test(plain)) context.addIssue({ code: 'custom', message: 'curricula.error.hours' })
    return Number(plain) || 0
  })

/** Credits as people type them: "2", "2,5", "2.5". Decimal text with at most one digit behind the point; absent: null. */
export const typedCredits = z
  .string()
  .default('')
  .transform((text, context) => {
    const plain = text.trim().replace(',', '.')
    if (plain === '') return null
    if (/^\d{1,3}(\.\d)?$/.test(plain)) return plain
    context.addIssue({ code: 'custom', message: 'curricula.error.credits' })
    return null
  })

/** A small whole number that may be left out. */
export const typedCount = z
  .string()
  .default('')
  .transform((text, context) => {
    if (text.trim() === '') return null
    if (!/^\d{1,3}$/.test(text.trim())) context.addIssue({ code: 'custom', message: 'curricula.error.count' })
    return Number(text) || null
  })

/** A box that may be ticked. */
export const ticked = z
  .union([z.string(), z.boolean()])
  .optional()
  .transform((value) => value === true || value === 'on' || value === 'true')
